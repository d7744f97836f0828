import type { Localized } from '../message/language.js';
import type { EvidencePlace } from './diagnosis.js';

/** How a step, and a whole rehearsal, would end. */
export type Outcome = 'passes' | 'fails' | 'cannot-tell';

/** One step of a move from one node to another. */
export interface RehearsedStep {
  /** Stable, never translated: `mount-disk`. */
  readonly step: string;
  /** The step's name for people. */
  readonly title: Localized;
  readonly status: Outcome;
  /** Why: what shows that it passes, what fails, or what would settle it. */
  readonly reason: Localized;
  /** Full names of the rules it was judged by. */
  readonly rules: readonly string[];
  readonly evidence: readonly EvidencePlace[];
}

/** A failover of one site, or of what runs without one, walked through on paper. */
export interface Rehearsal {
  readonly cluster: string | null;
  readonly site: string | null;
  readonly from: string;
  readonly to: string;
  /** The worst of its steps: fails before cannot-tell before passes. */
  readonly outcome: Outcome;
  readonly steps: readonly RehearsedStep[];
}

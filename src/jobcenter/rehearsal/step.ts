import type { Localized } from '../../message/language.js';
import type { Judging } from './judging.js';

/** The steps of a failover in their order (report.md §4). */
export const STEPS = [
  'stop-site',
  'processes-gone',
  'release-disk',
  'move-vip',
  'mount-disk',
  'database',
  'link',
  'resolve-name',
  'common-settings',
  'site-settings',
  'addresses-free',
  'start-site',
  'processes-up',
  'agents-reconnect',
  'job-users',
  'restart-jobs',
] as const;
export type StepName = (typeof STEPS)[number];

/** One step of every failover, and how it is judged. */
export interface StepDefinition {
  readonly step: StepName;
  readonly title: Localized;
  /** Steps without which this one cannot even begin: where one of them fails, nobody can tell how this one ends. */
  readonly after: readonly StepName[];
  /** The nodes whose state decides; of which nothing is known, nobody can tell. */
  readonly looksAt: readonly ('from' | 'to')[];
  /**
   * Gathers what speaks against the step.
   * @returns why it passes where nothing does
   */
  readonly judge: (judging: Judging) => Localized;
}

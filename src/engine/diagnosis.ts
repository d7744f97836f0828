import type { Localized } from '../message/language.js';
import type { FramedLocation, Grade, Phase, RunResult, Severity, SubjectNames } from './result.js';

/** Something that was seen, and where; `location` null for what stands nowhere. */
export interface EvidencePlace {
  readonly message: Localized;
  readonly location: FramedLocation | null;
}

/** One thing to do by hand on one node. */
export interface FixStep {
  /** Null where it is done on no node: in a repository, at a name server. */
  readonly node: string | null;
  /** To copy as it is; null where words have to do. */
  readonly command: string | null;
  /** What is to be done, or what the command changes. */
  readonly effect: Localized;
  /** How to take it back; null where there is nothing to take back. */
  readonly undo: Localized | null;
}

/** What to do about one finding. */
export interface Mending {
  /** The full name of the rule that found it. */
  readonly rule: string;
  /** What is wrong. */
  readonly sentence: Localized;
  /** In order. */
  readonly steps: readonly FixStep[];
}

/** A likely cause of a failure, with what follows from it. */
export interface Cause extends SubjectNames {
  /** From 1, the likeliest. */
  readonly rank: number;
  /** The full name of the rule that found it. */
  readonly rule: string;
  /** Full names of rules whose findings follow from this cause; each once. */
  readonly consequences: readonly string[];
  /** The cluster's name. */
  readonly cluster: string | null;
  /** What it breaks first. */
  readonly phase: Phase;
  /** The rule's finding's own; a warning that keeps a failover from working may rank before an error. */
  readonly severity: Severity;
  /** How well the rule's fact is founded, and where it stands. */
  readonly grade: Grade;
  readonly reference: string | null;
  /** The cause in one sentence. */
  readonly sentence: Localized;
  /** Why that produces what was seen. */
  readonly because: Localized;
  readonly evidence: readonly EvidencePlace[];
  /** The next command that confirms it, with the node in front where one is meant. */
  readonly confirm: string;
  /** In order, each on its node. */
  readonly fix: readonly FixStep[];
}

/** Something to ask of the one who has access to the nodes. */
export interface Request {
  readonly node: string | null;
  readonly command: string;
  /** Where its output goes in the node's tree, such as `.facts/ps`. */
  readonly saveAs: string;
  /** What it would settle. */
  readonly why: Localized;
}

/** Something that shows in the same way and that no rule can see: to think of, not found. */
export interface Hint {
  readonly sentence: Localized;
  /** `G 2.4.4`, `FAQ 3150116982`; null where nothing can be cited. */
  readonly reference: string | null;
}

/** What a diagnosis ends in: all results, the causes by likelihood, and what is missing to be sure. */
export interface Diagnosis {
  readonly result: RunResult;
  /** How the symptom and the nodes' state were read, a sentence each. */
  readonly understood: readonly Localized[];
  readonly causes: readonly Cause[];
  readonly hints: readonly Hint[];
  readonly ask: readonly Request[];
}

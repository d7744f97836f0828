import type { Localized } from '../message/language.js';
import type { Verdict } from './result.js';

/** Something to do by hand. */
export interface PlanStep {
  /** Where; null where it is done on no node. */
  readonly node: string | null;
  /** To copy as it is; null where words have to do. */
  readonly command: string | null;
  /** What is to be done, or what the command changes. */
  readonly what: Localized;
}

/** What a check before an action ends in. */
export interface Plan {
  readonly verdict: Verdict;
  /** What was asked: "create the site … on …". */
  readonly action: Localized;
  /** What was seen of servers on the way, one sentence each. */
  readonly seen: readonly Localized[];
  /** Before the action, in order. */
  readonly before: readonly PlanStep[];
  /** The action itself; null unless the verdict permits it. */
  readonly command: PlanStep | null;
  /** Once the action is done. */
  readonly after: readonly PlanStep[];
}

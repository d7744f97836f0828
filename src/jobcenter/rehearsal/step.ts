import type { Localized } from '../../message/language.js';
import type { StepName } from '../failover-steps.js';
import type { Judging } from './judging.js';

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

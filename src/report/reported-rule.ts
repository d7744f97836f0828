import type { Severity } from '../engine/result.js';
import type { Evidence, RuleText } from '../engine/rule.js';

/** A rule as the formats describe it that carry the rules' own texts. */
export interface ReportedRule extends RuleText {
  /** With its pack: `jobcenter/nats-url-required`. */
  readonly id: string;
  readonly severity: Severity;
  readonly evidence: Evidence;
}

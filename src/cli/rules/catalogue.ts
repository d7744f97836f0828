import { rules } from '../../../rules/index.js';
import { OWN_PACK, ownEvidence, ownRules } from '../../engine/own-rules.js';
import type { Phase, Severity } from '../../engine/result.js';
import type { Evidence, RuleText } from '../../engine/rule.js';
import { PACK } from '../../jobcenter/pack.js';

/** A rule as `rules` and `explain` show it. */
export interface CatalogueEntry extends RuleText {
  /** With its pack. */
  readonly id: string;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly phases: readonly Phase[];
  readonly needs: readonly string[];
}

/** All rules there are: the pack's in their own order, then the engine's. */
export const catalogue: readonly CatalogueEntry[] = [
  ...rules.map((rule) => ({ ...rule, id: `${PACK}/${rule.name}` })),
  ...ownRules.map((rule) => ({
    ...rule,
    id: `${OWN_PACK}/${rule.name}`,
    evidence: ownEvidence,
    phases: [],
    needs: [],
  })),
];

import type { FixStep, Mending } from '../../engine/diagnosis.js';
import type { ClusterResult, Finding, Severity } from '../../engine/result.js';
import type { Cluster } from '../model.js';
import { PACK } from '../pack.js';
import { fixOf } from './fix.js';

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** What mends the findings of a cluster, errors first; a step that mends several stands with the first. */
export function mendingsOf(cluster: Cluster, { findings }: ClusterResult): readonly Mending[] {
  const seen = new Set<string>();
  const isNew = ({ node, command, effect }: FixStep) => {
    const key = JSON.stringify([node, command ?? effect.en]);
    return seen.has(key) ? false : seen.add(key);
  };
  return findings
    .filter(({ rule, severity }) => severity !== 'info' && rule.startsWith(`${PACK}/`))
    .toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
    .map((finding: Finding) => ({
      rule: finding.rule,
      sentence: finding.message,
      steps: fixOf([finding], cluster).filter(isNew),
    }))
    .filter(({ steps }) => steps.length > 0);
}

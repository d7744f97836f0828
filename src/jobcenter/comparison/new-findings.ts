import type { Finding } from '../../engine/result.js';

/** Findings of one state that the other does not have: by rule, message and subject, not by place. */
export function onlyIn(
  findings: readonly Finding[],
  others: readonly Finding[],
  as: (node: string) => string,
): Finding[] {
  const known = new Map<string, number>();
  for (const finding of others) {
    const key = keyOf(finding, as);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return findings.filter((finding) => {
    const key = keyOf(finding, as);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
}

const keyOf = ({ rule, messageKey, node, site, agent }: Finding, as: (node: string) => string) =>
  JSON.stringify([rule, messageKey, node === null ? null : as(node), site, agent]);

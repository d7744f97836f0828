import { textUnder } from '../../engine/place.js';
import type { Finding } from '../../engine/result.js';
import { reasonFor, ruleOf } from './consequences.js';

/** Findings that have one root cause. */
export interface Group {
  /** Of one rule, about one thing; the first is the worst. */
  readonly roots: readonly Finding[];
  /** What follows from them. */
  readonly consequences: readonly Finding[];
}

/** No more findings than this are set in relation: every pair may have to be looked at. */
const MOST = 2_000;

const SEVERITIES = ['error', 'warning', 'info'] as const;
export const severityOrder = ({ severity }: Finding): number => SEVERITIES.indexOf(severity);

/** Puts findings of one cluster that have one root together: consequences under their root, repetitions side by side. */
export function groupsOf(all: readonly Finding[]): readonly Group[] {
  const findings = all.toSorted((a, b) => severityOrder(a) - severityOrder(b)).slice(0, MOST);
  const parents = new Map<Finding, Finding>();
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byRule.get(ruleOf(finding));
    if (same === undefined) byRule.set(ruleOf(finding), [finding]);
    else same.push(finding);
  }
  for (const finding of findings) {
    const parent = reasonFor(finding, byRule);
    if (parent !== undefined) parents.set(finding, parent);
  }
  const groups = new Map<string, { roots: Finding[]; consequences: Finding[] }>();
  const keyOf = keys(findings);
  const groupOf = (root: Finding) => {
    const key = keyOf(root);
    const known = groups.get(key) ?? { roots: [], consequences: [] };
    groups.set(key, known);
    return known;
  };
  for (const finding of findings) {
    const root = rootOf(finding, parents);
    if (root === finding) groupOf(finding).roots.push(finding);
    else groupOf(root).consequences.push(finding);
  }
  return [...groups.values()];
}

/** Follows the reasons of a finding to the first; a circle ends where it began. */
function rootOf(finding: Finding, parents: ReadonlyMap<Finding, Finding>): Finding {
  const seen = new Set([finding]);
  let root = finding;
  for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) {
    if (seen.has(parent)) return finding === parent ? root : parent;
    seen.add(parent);
    root = parent;
  }
  return root;
}

/**
 * One rule about one node, site and agent is one cause; so is the same text on several nodes, which got there
 * together.
 */
function keys(findings: readonly Finding[]): (finding: Finding) => string {
  const nodesOf = new Map<string, Set<string | null>>();
  const textKey = (finding: Finding) =>
    JSON.stringify([
      ruleOf(finding),
      finding.messageKey,
      finding.site,
      finding.agent,
      finding.severity,
      textUnder(finding.location),
    ]);
  for (const finding of findings) {
    if (textUnder(finding.location) === '') continue;
    const key = textKey(finding);
    nodesOf.set(key, (nodesOf.get(key) ?? new Set()).add(finding.node));
  }
  return (finding) => {
    const text = textKey(finding);
    return (nodesOf.get(text)?.size ?? 0) > 1
      ? text
      : JSON.stringify([ruleOf(finding), finding.node, finding.site, finding.agent]);
  };
}

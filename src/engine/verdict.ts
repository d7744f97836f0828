import type { ClusterResult, Coverage, Finding, Severity, Status, Verdict } from './result.js';

const severityRank: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };

/** Whether a severity is at or above another. */
export const reaches = (severity: Severity, threshold: Severity) =>
  severityRank[severity] >= severityRank[threshold];

const statusRank: Readonly<Record<Status, number>> = {
  failed: 3,
  'not-checked': 2,
  passed: 1,
  'not-applicable': 0,
};

/** The status that counts for a rule: failed, then not checked, then passed, then not applicable. */
export const worseStatus = (a: Status, b: Status): Status => (statusRank[a] >= statusRank[b] ? a : b);

/** @param blocked whether a blocking rule was not checked */
export function verdictOf(findings: readonly Finding[], blocked: boolean): Verdict {
  if (findings.some((finding) => finding.severity === 'error')) return 'no-go';
  if (blocked) return 'cannot-tell';
  return findings.some((finding) => finding.severity === 'warning') ? 'go-with-warnings' : 'go';
}

/** Worst first (report.md §1). */
const verdicts: readonly Verdict[] = ['no-go', 'cannot-tell', 'go-with-warnings', 'go'];

/** The run's verdict is the worst cluster's; without a cluster nobody can tell, unless there is an error. */
export function topVerdict(clusters: readonly ClusterResult[]): Verdict {
  const named = clusters.filter((cluster) => cluster.name !== null);
  const loose = clusters.filter((cluster) => cluster.name === null).map((cluster) => cluster.verdict);
  const given = named.length > 0 ? named.map((cluster) => cluster.verdict) : (['cannot-tell'] as const);
  return (
    verdicts.find(
      (verdict) => given.some((each) => each === verdict) || loose.some((each) => each === verdict),
    ) ?? 'go'
  );
}

/** Counts rules, each once, by the worst status over the clusters. */
export function coverageOf(clusters: readonly ClusterResult[], rules: readonly string[]): Coverage {
  const worst = new Map<string, Status>(rules.map((rule) => [rule, 'not-applicable']));
  for (const cluster of clusters) {
    for (const [rule, status] of cluster.statuses) {
      worst.set(rule, worseStatus(worst.get(rule) ?? 'not-applicable', status));
    }
  }
  const count = (status: Status) => [...worst.values()].filter((each) => each === status).length;
  return {
    rules: worst.size,
    passed: count('passed'),
    failed: count('failed'),
    notApplicable: count('not-applicable'),
    notChecked: count('not-checked'),
  };
}

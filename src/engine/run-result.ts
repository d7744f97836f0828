import type { Localized } from '../message/language.js';
import type { ClusterResult, RunResult, Severity } from './result.js';
import { coverageOf, topVerdict } from './verdict.js';

/** Puts the clusters' results together; every count of every report comes from here. */
export function runResult(
  clusters: readonly ClusterResult[],
  run: {
    /** Full names of the rules that were to run. */
    readonly rules: readonly string[];
    readonly inputProblems: readonly Localized[];
    readonly internalErrors: readonly string[];
  },
): RunResult {
  const findings = clusters.flatMap((cluster) => cluster.findings);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const named = clusters.filter((cluster) => cluster.name !== null);
  const sum = (of: (cluster: ClusterResult) => number) =>
    clusters.reduce((total, cluster) => total + of(cluster), 0);
  return {
    verdict: topVerdict(clusters),
    clusters,
    findings,
    notChecked: clusters.flatMap((cluster) => cluster.notChecked),
    suppressed: clusters.flatMap((cluster) => cluster.suppressed),
    coverage: coverageOf(clusters, run.rules),
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      files: sum((cluster) => cluster.files),
      clusters: named.length,
      nodes: sum((cluster) => cluster.nodes.length),
    },
    inputProblems: run.inputProblems,
    internalErrors: run.internalErrors,
  };
}

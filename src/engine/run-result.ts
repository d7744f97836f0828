import type { Localized } from '../message/language.js';
import { isInputProblem } from './own-findings.js';
import type { ClusterResult, Finding, RunResult, Severity } from './result.js';
import { coverageOf, topVerdict } from './verdict.js';

/** Puts the clusters' results together; every count of every report comes from here. */
export function runResult(
  clusters: readonly ClusterResult[],
  run: {
    /** Full names of the rules that were to run. */
    readonly rules: readonly string[];
    /** Inputs that could not be used and that no finding tells of. */
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
    inputProblems: [...run.inputProblems, ...findings.filter(isInputProblem).map(problemOf)],
    internalErrors: run.internalErrors,
  };
}

/** An input that could not be used is a finding, and makes the run exit with 2. */
function problemOf({ location, message }: Finding): Localized {
  const place = location === null ? '' : `${location.file}:${location.line}:${location.column}: `;
  return { en: `${place}${message.en}`, ja: `${place}${message.ja}` };
}

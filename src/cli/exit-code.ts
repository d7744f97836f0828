import type { RunResult, Severity } from '../engine/result.js';
import { reaches } from '../engine/verdict.js';

/** From which severity on findings make the exit code 1. */
export const FAIL_ON = ['error', 'warning', 'info', 'never'] as const satisfies readonly (
  | Severity
  | 'never'
)[];
export type FailOn = (typeof FAIL_ON)[number];

export const exit = { ok: 0, findings: 1, usage: 2, internal: 3, cannotTell: 4, interrupted: 130 } as const;

/** The exit code of a checking command: 3 before 2 before 1 before 4 before 0 (report.md §2). */
export function exitCodeOf(result: RunResult, failOn: FailOn): number {
  if (result.internalErrors.length > 0) return exit.internal;
  if (result.inputProblems.length > 0) return exit.usage;
  if (failOn !== 'never' && result.findings.some((finding) => reaches(finding.severity, failOn)))
    return exit.findings;
  // The run's own verdict is also cannot-tell without a cluster; only a cluster's says that a rule was blocked.
  return result.clusters.some((cluster) => cluster.verdict === 'cannot-tell') ? exit.cannotTell : exit.ok;
}

/** The worse of two exit codes, by the same order; 130 (128 + SIGINT, as shells have it) before 4. */
export const worseExit = (a: number, b: number): number => {
  const order: readonly number[] = [
    exit.internal,
    exit.usage,
    exit.findings,
    exit.interrupted,
    exit.cannotTell,
    exit.ok,
  ];
  return order.indexOf(a) <= order.indexOf(b) ? a : b;
};

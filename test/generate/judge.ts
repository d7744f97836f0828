import { rmSync } from 'node:fs';
import { runLint } from '../../src/cli/running/run-lint.js';
import type { Finding, RunResult } from '../../src/engine/result.js';
import { fastFolder } from '../fast-folder.js';
import type { Cluster } from './cluster.js';
import { type Fault, faulty, type Place } from './faults/fault.js';
import { writeTree } from './tree.js';

/** Lints a generated cluster as a user would: a folder on disk, no option. */
export async function lintCluster(cluster: Cluster): Promise<RunResult> {
  const folder = fastFolder('cjclint-generated-');
  try {
    writeTree(folder, cluster.tree);
    return await runLint(['.'], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How a fault fared. */
export interface Verdict {
  readonly kind: Fault;
  readonly seed: number;
  /** The rule reported it, with its severity. */
  readonly found: boolean;
  /** At one of the places where it is to be reported, with the text under the range. */
  readonly placed: boolean;
  /** Errors and warnings that are neither the fault nor its direct consequences. */
  readonly others: readonly string[];
  /** What the rule itself said, for whoever reads a failed test. */
  readonly said: readonly string[];
}

export const nameOf = (finding: Finding): string => finding.rule.replace('jobcenter/', '');

/** The text under a finding's range, from the lines it carries. */
export function textUnder({ location }: Finding): string {
  if (location === null) return '';
  const { line, column, endLine, endColumn, excerpt, firstLine } = location;
  const lines = excerpt.slice(line - firstLine, endLine - firstLine + 1);
  if (lines.length === 0) return '';
  return lines
    .map((text, index) =>
      text.slice(index === 0 ? column - 1 : 0, index === lines.length - 1 ? endColumn - 1 : undefined),
    )
    .join('\n');
}

export function shown(finding: Finding): string {
  const { location } = finding;
  const where = location === null ? 'nowhere' : `${location.file}:${location.line}:${location.column}`;
  return `${finding.severity} ${nameOf(finding)} ${where} "${textUnder(finding)}" ${finding.message.en}`;
}

/** The line that a finding begins on: a rule may point at the whole entry instead of its value. */
function lineUnder({ location }: Finding): string {
  return location?.excerpt[location.line - location.firstLine] ?? '';
}

function standsAt(finding: Finding, place: Place): boolean {
  const { location } = finding;
  if (location === null || location.file !== place.file) return false;
  if (place.line !== undefined && location.line !== place.line) return false;
  const text = textUnder(finding);
  return (
    place.text === undefined || text === place.text || (text !== '' && text === lineUnder(finding).trim())
  );
}

/** Puts the fault into the healthy cluster of a seed and lints that. */
export async function judge(kind: Fault, seed: number): Promise<Verdict> {
  const { cluster, places } = faulty(kind, seed);
  const { findings, inputProblems, internalErrors } = await lintCluster(cluster);
  const own = findings.filter((finding) => nameOf(finding) === kind.rule);
  const right = own.filter((finding) => finding.severity === kind.severity);
  const allowed = new Set([kind.rule, ...kind.besides]);
  const strange = findings.filter((finding) => finding.severity !== 'info' && !allowed.has(nameOf(finding)));
  return {
    kind,
    seed,
    found: right.length > 0,
    placed: right.some((finding) => places.some((place) => standsAt(finding, place))),
    others: [
      ...strange.map(shown),
      ...inputProblems.map((problem) => `input problem: ${problem.en}`),
      ...internalErrors.map((error) => `internal error: ${error}`),
    ],
    said: own.map(shown),
  };
}

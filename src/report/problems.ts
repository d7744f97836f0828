import type { RunResult } from '../engine/result.js';
import type { Localized } from '../message/language.js';

/** The inputs that could not be used and are no finding: a path with nothing in it, an argument that is not there. */
export function problemsBeyondFindings({ inputProblems, findings }: RunResult): readonly Localized[] {
  if (inputProblems.length === 0) return [];
  const found = new Set(
    findings.map(({ location, message }) =>
      location === null ? message.en : `${location.file}:${location.line}:${location.column}: ${message.en}`,
    ),
  );
  return inputProblems.filter((problem) => !found.has(problem.en));
}

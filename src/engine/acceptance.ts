import { isInputProblem } from './own-findings.js';
import type { Finding, Suppressed } from './result.js';

/** Why a finding is known and left out of the report, by other means than a comment in its file. */
export type Acceptance = Omit<Suppressed, 'finding'>;

/** @returns null for a finding that stays open. */
export type Accept = (finding: Finding) => Acceptance | null;

/** Parts findings; an input that could not be used is never accepted, for what it hides is unknown. */
export function acceptedOf(
  findings: readonly Finding[],
  accept: Accept,
): { readonly open: readonly Finding[]; readonly accepted: readonly Suppressed[] } {
  const open: Finding[] = [];
  const accepted: Suppressed[] = [];
  for (const finding of findings) {
    const acceptance = isInputProblem(finding) ? null : accept(finding);
    if (acceptance === null) open.push(finding);
    else accepted.push({ finding, ...acceptance });
  }
  return { open, accepted };
}

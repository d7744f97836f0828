/** More of a symptom than this is not read: a pasted log tells what it has to tell long before. */
const LONGEST_SYMPTOM = 200_000;
/** A line of a log longer than this is read up to here. */
const LONGEST_CLAUSE = 2_000;

/**
 * Words of a group that must all stand in one clause, each in one of its forms. Forms are small letters of half width
 * without blanks, because Japanese text sets blanks around Latin words or does not.
 */
export type Pattern = readonly (readonly string[])[];

/** A symptom text cut into clauses, in the form that patterns are written in. */
export interface SymptomText {
  readonly clauses: readonly string[];
  /** The same clauses as they were written, for showing. */
  readonly written: readonly string[];
}

/** Full-width letters become half-width, capitals small, blanks go. */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\s\u200b]+/g, '');

/** Cuts a text at line ends, Japanese full stops and full stops before a blank. */
export function symptomText(text: string): SymptomText {
  const written = text
    .slice(0, LONGEST_SYMPTOM)
    .split(/\r?\n|[。；;]|[.!?！？] /)
    .map((clause) => clause.slice(0, LONGEST_CLAUSE).trim())
    .filter((clause) => clause !== '');
  const distinct = [...new Set(written)];
  return { clauses: distinct.map(folded), written: distinct };
}

/** The first clause that a pattern fits, as it was written; null where none does. */
export function clauseWith(pattern: Pattern, { clauses, written }: SymptomText): string | null {
  const at = clauses.findIndex((clause) =>
    pattern.every((forms) => forms.some((form) => clause.includes(form))),
  );
  return at < 0 ? null : (written[at] ?? null);
}

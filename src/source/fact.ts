import type { Range, SourceFile } from '../text/source-file.js';

/** What a fact's text tells, and the lines of it that could not be understood. */
export interface ParsedFact<T> {
  readonly value: T;
  /** Ranges of the lines that mean nothing to the parser; never silently dropped. */
  readonly notUnderstood: readonly Range[];
}

/** Reads the verbatim output of one well-known command, leniently. */
export type FactParser<T> = (file: SourceFile) => ParsedFact<T>;

/** A fact of a node: known, or missing with the reason that the snapshot gives (`missing.<fact>=<reason>` in meta). */
export type Fact<T> =
  | { readonly state: 'known'; readonly value: T; readonly file: SourceFile }
  | { readonly state: 'missing'; readonly reason: string | null };

import type { Range } from '../src/text/source-file.js';

/** A key, value, name or address as it stands in a file. */
export interface Word {
  /** The exact text under `range`. */
  readonly text: string;
  /** What later rules judge: full-width forms (全角) replaced by their ASCII twins, blanks around trimmed. */
  readonly value: string;
  readonly range: Range;
}

/** Something of a file that the grammar could not read. `kind` is the grammar's own name for it. */
export interface GrammarProblem<Kind extends string> {
  readonly kind: Kind;
  readonly range: Range;
}

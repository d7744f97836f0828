import type { Range, SourceFile } from '../../src/text/source-file.js';
import type { GrammarProblem, Word } from '../word.js';

/** One `key=value` line of daemon.conf or site.conf. */
export interface ConfEntry {
  readonly key: Word;
  /** The `=`, or the full-width `＝` standing for it. */
  readonly equals: Range;
  readonly value: Word;
  /** Blanks directly before and after the `=`; an empty range where there are none. */
  readonly blankBefore: Range;
  readonly blankAfter: Range;
  /** ` # …` behind the value, from the `#` to the end of the line. */
  readonly trailingComment: Range | null;
}

/**
 * - `no-equals`: text without `=` (the range is that text)
 * - `no-key`: nothing before the `=` (the range is the `=`)
 * - `no-value`: nothing behind the `=` (the range is the key)
 */
export type ConfProblemKind = 'no-equals' | 'no-key' | 'no-value';

/** A parsed daemon.conf or site.conf; a broken line costs that line only. */
export interface ConfDocument {
  readonly file: SourceFile;
  /** In the order of the file, duplicates included. */
  readonly entries: readonly ConfEntry[];
  /** Keys that stand without value, so that they are not taken for absent. */
  readonly keysWithoutValue: readonly Word[];
  readonly problems: readonly GrammarProblem<ConfProblemKind>[];
  /** Comments that stand alone on their line, from the `#` to the end of the line. */
  readonly comments: readonly Range[];
}

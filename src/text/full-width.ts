import type { Range } from './source-file.js';

/** Characters in a row that have an ASCII twin. */
export interface FullWidthRun {
  readonly range: Range;
  readonly text: string;
  /** The twins; as long as `text`. */
  readonly ascii: string;
}

/**
 * Twins outside the regular block: what Japanese input methods and Shift_JIS tables give for `-`, `~`, `\` and
 * quotes in full-width mode; and the no-break space, which texts copied from elsewhere bring along and which looks like
 * a blank too.
 */
const OTHER_TWINS: ReadonlyMap<string, string> = new Map([
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\u2010', '-'],
  ['\u2212', '-'],
  ['\u301c', '~'],
  ['\u2018', "'"],
  ['\u2019', "'"],
  ['\u201c', '"'],
  ['\u201d', '"'],
  ['\uffe5', '\\'],
]);
const FULL_WIDTH = /[\uff01-\uff5e\u3000\u00a0\u2010\u2212\u301c\u2018\u2019\u201c\u201d\uffe5]+/g;

/**
 * Replaces full-width forms (全角: U+FF01 to U+FF5E, U+3000, U+00A0 and the like) by their ASCII twins. Every character keeps
 * its place, so that offsets stay right. Katakana, kanji and other text without a twin stays as it is.
 */
export function toAscii(text: string): string {
  return text.search(FULL_WIDTH) === -1 ? text : text.replace(FULL_WIDTH, twins);
}

/**
 * Finds characters that have an ASCII twin, neighbours as one run.
 *
 * @param base 0-based offset of `text` in its file, added to the ranges.
 */
export function fullWidthRuns(text: string, base = 0): FullWidthRun[] {
  if (text.search(FULL_WIDTH) === -1) return [];
  return Array.from(text.matchAll(FULL_WIDTH), ({ 0: run, index }) => ({
    range: { start: base + index, end: base + index + run.length },
    text: run,
    ascii: twins(run),
  }));
}

function twins(run: string): string {
  let ascii = '';
  for (const character of run) {
    ascii += OTHER_TWINS.get(character) ?? String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  }
  return ascii;
}

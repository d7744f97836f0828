import { toAscii } from '../src/text/full-width.js';
import type { Word } from './word.js';

/** Makes the word that stands at an offset of a file. */
export function wordAt(text: string, start: number): Word {
  return { text, value: toAscii(text).trim(), range: { start, end: start + text.length } };
}

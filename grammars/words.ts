import { toAscii } from '../src/text/full-width.js';
import type { Word } from './word.js';

/** Makes the word that stands at an offset of a file, without the blanks around it. */
export function wordAt(text: string, start: number): Word {
  return { text, value: toAscii(text), range: { start, end: start + text.length } };
}

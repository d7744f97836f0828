import stringWidth from 'string-width';
import type { FramedLocation } from '../../src/engine/result.js';

/** The first marked line of a frame, and the text that stands right over its `^~~~` on a terminal. */
export function underCaret(frame: readonly string[]): { text: string; line: string } {
  const at = frame.findIndex((line) => /^ *\| +\^~*$/.test(line));
  const line = frame[at - 1] ?? '';
  const marks = frame[at] ?? '';
  const start = marks.indexOf('^');
  let column = 0;
  let text = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    const width = stringWidth(segment);
    if (column >= start && column < marks.length && column + width <= marks.length) text += segment;
    column += width;
  }
  return { text, line };
}

/** A place in the only line of a file; the range is the part of `marked` between `<|` and `|>`. */
export function placeIn(marked: string, line = 1): FramedLocation {
  const start = marked.indexOf('<|');
  const end = marked.indexOf('|>') - 2;
  const text = marked.replace('<|', '').replace('|>', '');
  return {
    file: 'daemon.conf',
    line,
    column: start + 1,
    endLine: line,
    endColumn: end + 1,
    excerpt: [text],
    firstLine: line,
  };
}

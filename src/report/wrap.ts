import { type Measure, simpleMeasure } from './width.js';

/**
 * What stays in one line: blanks; an ASCII word or any other character, with the brackets that open before it and with
 * what must not begin a line of Japanese behind it (JIS X 4051).
 */
const PIECES =
  /\s+|[（「『【]*(?:[\x21-\x7e]+|\S)[、。）」』】：；？！ー々…ぁぃぅぇぉっゃゅょァィゥェォッャュョヵヶ,.)]*/gsu;

/** Wraps text in which words are not parted by blanks; existing line ends stay. */
export function wrap(text: string, columns: number, measure: Measure = simpleMeasure): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns, measure))
    .join('\n');
}

function wrapLine(text: string, columns: number, measure: Measure): string {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const [piece] of text.matchAll(PIECES)) {
    const width = measure.columns(piece);
    if (used > 0 && used + width > columns) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
      if (piece.trim() === '') continue;
    }
    line += piece;
    used += width;
  }
  return [...lines, line].join('\n');
}

import { escapeControl } from '../text/escape.js';

/** Splits a text into what a terminal shows as one, and says how many columns that takes. */
export interface Measure {
  /** Columns of a text without tabs and escape sequences. */
  readonly columns: (text: string) => number;
  /** The text in pieces that must not be parted, such as a letter with its accents. */
  readonly pieces: (text: string) => Iterable<string>;
}

/**
 * ASCII, Latin-1, the common Japanese blocks and full-width forms: one character is one piece with a width of its own.
 * Everything else (accents that combine, emoji, other scripts) takes string-width, whose loading costs as much as a
 * third of the whole start-up.
 */
const SIMPLE =
  /^[\x20-\x7e\xa1-\xac\xae-\xff\u2010-\u2027\u2030-\u2038\u2190-\u2193\u2460-\u2473\u25a0-\u25cf\u3000-\u3029\u3030\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff9f]*$/;
const PLAIN = /^[\x20-\x7e]*$/;

/** Whether {@link simpleMeasure} is right about a text, once its control characters and tabs are escaped. */
export function isSimple(text: string): boolean {
  return SIMPLE.test(escapeControl(text));
}

/** Right for every text that {@link isSimple}, near for others. */
export const simpleMeasure: Measure = {
  columns: (text) => {
    if (PLAIN.test(text)) return text.length;
    let columns = 0;
    for (const character of text) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
    return columns;
  },
  pieces: (text) => text,
};

const isWide = (code: number): boolean =>
  code >= 0x1100 && (code <= 0x115f || (code >= 0x2e80 && code <= 0xff60) || code > 0xffff);

/** @returns the measure that is right for all of the texts; loads string-width only when one of them needs it. */
export async function measureFor(texts: Iterable<string>): Promise<Measure> {
  for (const text of texts) if (!isSimple(text)) return unicodeMeasure();
  return simpleMeasure;
}

async function unicodeMeasure(): Promise<Measure> {
  const { default: stringWidth } = await import('string-width');
  const segmenter = new Intl.Segmenter();
  return {
    columns: (text) => stringWidth(text),
    *pieces(text) {
      for (const { segment } of segmenter.segment(text)) yield segment;
    },
  };
}

import { Buffer } from 'node:buffer';
import type { DecodedText, UndecodableBytes } from './source-file.js';

/** What was seen of a UTF-16 file. */
export interface Utf16Sniff {
  readonly encoding: 'utf-16le' | 'utf-16be';
  readonly bom: boolean;
}

const SAMPLE_BYTES = 65_536;
/** Anything but ASCII, Latin-1, signs, kana, kanji and full-width forms: what ASCII read in pairs comes out as. */
const UNLIKELY =
  /[^\t\n\f\r\x20-\x7e\xa0-\xff\u2010-\u203e\u2100-\u2312\u2460-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g;

/**
 * Recognises UTF-16 by its byte order mark, or by NULs that stand in the bytes of one parity only.
 *
 * @param firstNul offset of the first NUL byte, -1 for none.
 */
export function sniffUtf16(bytes: Buffer, firstNul: number): Utf16Sniff | null {
  // FF FE 00 00 is UTF-32, which nobody writes and which is left to be binary
  if (bytes[0] === 0xff && bytes[1] === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) {
    return { encoding: 'utf-16le', bom: true };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  if (firstNul === -1) return null;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  let even = 0;
  let odd = 0;
  for (let at = firstNul; at !== -1; at = sample.indexOf(0, at + 1)) at % 2 === 0 ? even++ : odd++;
  // A tenth of the characters: line ends and the = of Japanese text alone come to about that
  if (Math.max(even, odd) * 20 < sample.length || even + odd < 2) return null;
  // 一 (U+4E00) and U+3000 put some NULs on the other side
  if (Math.min(even, odd) * 4 > Math.max(even, odd)) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const text = unitsOf(sample, encoding);
  const unlikely = text.match(UNLIKELY)?.length ?? 0;
  return unlikely * 20 > text.length ? null : { encoding, bom: false };
}

/** Decodes UTF-16; lone surrogates and an odd last byte are undecodable. */
export function decodeUtf16(bytes: Buffer, { encoding, bom }: Utf16Sniff): DecodedText {
  const body = bom ? bytes.subarray(2) : bytes;
  let text = unitsOf(body, encoding);
  const undecodable: UndecodableBytes[] = [];
  text = text.replace(/\p{Cs}/gu, (_, offset: number) => {
    undecodable.push({
      range: { start: offset, end: offset + 1 },
      bytes: [...body.subarray(offset * 2, offset * 2 + 2)],
    });
    return '\ufffd';
  });
  if (body.length % 2 === 1) {
    undecodable.push({ range: { start: text.length, end: text.length + 1 }, bytes: [...body.subarray(-1)] });
    text += '\ufffd';
  }
  return { text, encoding, bom, undecodable };
}

function unitsOf(bytes: Buffer, encoding: Utf16Sniff['encoding']): string {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return encoding === 'utf-16le'
    ? whole.toString('utf16le')
    : Buffer.from(whole).swap16().toString('utf16le');
}

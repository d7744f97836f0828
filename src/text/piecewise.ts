import { Buffer } from 'node:buffer';
import { type MultibyteEncoding, unitLengthOf } from './multibyte.js';
import type { DecodedText, UndecodableBytes } from './source-file.js';

/** Beyond this many places a file is not repaired by looking at each; the rest is U+FFFD without being listed. */
const MOST_PLACES = 1000;
/** A longer run of bad bytes is listed as several. */
const MOST_BYTES_OF_A_PLACE = 64;

interface BadUnit {
  readonly offset: number;
  readonly length: number;
}

/**
 * Decodes bytes without NUL of which some may be broken, in time linear in their number.
 *
 * @returns the text with one U+FFFD per broken character, and where these stand with the bytes they stand for.
 */
export function decodePiecewise(bytes: Uint8Array, encoding: MultibyteEncoding, bom: boolean): DecodedText {
  const unitLength = unitLengthOf(encoding);
  const bad: BadUnit[] = [];
  const clean = Buffer.alloc(bytes.length);
  let filled = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const length = (bytes[offset] ?? 0) < 0x80 ? 1 : unitLength(bytes, offset);
    if (length < 0) {
      // NUL cannot occur in these bytes, so that in the decoded text it marks the place
      clean[filled++] = 0;
      if (bad.length < MOST_PLACES * MOST_BYTES_OF_A_PLACE) bad.push({ offset, length: -length });
    } else for (let index = 0; index < length; index++) clean[filled++] = bytes[offset + index] ?? 0;
    offset += Math.abs(length);
  }
  const marked = new TextDecoder(encoding, { ignoreBOM: true }).decode(clean.subarray(0, filled));
  if (bad.length === 0) return { text: marked, encoding, bom, undecodable: [] };
  return { text: marked.replaceAll('\0', '\ufffd'), encoding, bom, undecodable: places(marked, bad, bytes) };
}

function places(marked: string, bad: readonly BadUnit[], bytes: Uint8Array): UndecodableBytes[] {
  const found: { range: { start: number; end: number }; bytes: number[] }[] = [];
  let at = -1;
  for (const unit of bad) {
    at = marked.indexOf('\0', at + 1);
    const values = bytes.subarray(unit.offset, unit.offset + unit.length);
    const last = found.at(-1);
    if (last !== undefined && last.range.end === at && last.bytes.length < MOST_BYTES_OF_A_PLACE) {
      last.range.end = at + 1;
      last.bytes.push(...values);
    } else if (found.length === MOST_PLACES) break;
    else found.push({ range: { start: at, end: at + 1 }, bytes: [...values] });
  }
  return found;
}

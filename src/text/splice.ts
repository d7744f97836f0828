import { Buffer, isAscii } from 'node:buffer';
import { decode } from './decode.js';
import { unitLengthOf } from './multibyte.js';
import type { DecodedText, Range } from './source-file.js';

/** What is to change in a file's bytes; offsets count in the decoded text before any change. */
export interface ByteChange {
  /** In the order of their ranges, which share no text. */
  readonly texts: readonly { readonly range: Range; readonly text: string }[];
  /** Take the byte order mark away. */
  readonly byteOrderMark: boolean;
  /** Take every CR away that stands before the end of a line, those of the new texts included. */
  readonly carriageReturns: boolean;
}

/**
 * - `not-encodable`: a new text has characters that are not ASCII, and the file is in an encoding that is only read
 * - `reread`: with the change the file would no longer be read as what it is
 */
export type SpliceProblem = 'not-encodable' | 'reread';

/**
 * Changes a file's bytes and nothing beside: what is not replaced keeps its bytes, whatever the encoding.
 * @param bytes what `decoded` was decoded from
 */
export function splice(
  bytes: Uint8Array,
  decoded: DecodedText,
  change: ByteChange,
): Uint8Array | SpliceProblem {
  const places = byteOffsets(
    bytes,
    decoded,
    change.texts.flatMap(({ range }) => [range.start, range.end]),
  );
  if (places === null) return 'reread';
  const pieces: Uint8Array[] = [];
  let at = change.byteOrderMark ? markLength(decoded) : 0;
  for (const [index, { text }] of change.texts.entries()) {
    const encoded = encode(text, decoded.encoding);
    if (encoded === null) return 'not-encodable';
    pieces.push(bytes.subarray(at, places[index * 2]), encoded);
    at = places[index * 2 + 1] ?? bytes.length;
  }
  pieces.push(bytes.subarray(at));
  const changed = Buffer.concat(pieces);
  const result = change.carriageReturns ? withoutCarriageReturns(changed, decoded) : changed;
  return readsAs(result, textAfter(decoded.text, change), decoded) ? result : 'reread';
}

/** The text with the changes, which is what the changed bytes have to be read as. */
function textAfter(text: string, { texts, carriageReturns }: ByteChange): string {
  let after = '';
  let at = 0;
  for (const { range, text: put } of texts) {
    after += text.slice(at, range.start) + put;
    at = range.end;
  }
  after += text.slice(at);
  if (!carriageReturns) return after;
  return after.replace(/\r+/g, (run, offset: number) => {
    const next = after[offset + run.length];
    return next === undefined || next === '\n' ? '' : run;
  });
}

function readsAs(bytes: Uint8Array, text: string, before: DecodedText): boolean {
  const after = decode(bytes);
  return (
    !('binary' in after) && after.text === text && after.undecodable.length === before.undecodable.length
  );
}

const isUtf16 = ({ encoding }: DecodedText) => encoding === 'utf-16le' || encoding === 'utf-16be';

function markLength(decoded: DecodedText): number {
  if (!decoded.bom) return 0;
  return isUtf16(decoded) ? 2 : 3;
}

/** @returns where offsets of the decoded text stand in the bytes; null where one stands inside of a character. */
function byteOffsets(
  bytes: Uint8Array,
  decoded: DecodedText,
  offsets: readonly number[],
): readonly number[] | null {
  const mark = markLength(decoded);
  const { encoding } = decoded;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return offsets.map((offset) => mark + offset * 2);
  const unitLength = unitLengthOf(encoding);
  const found: number[] = [];
  let units = 0;
  let at = mark;
  for (const offset of offsets) {
    while (units < offset && at < bytes.length) {
      const length = (bytes[at] ?? 0) < 0x80 ? 1 : Math.abs(unitLength(bytes, at));
      // Beyond the basic plane a character is two UTF-16 units, and in UTF-8 four bytes.
      units += encoding === 'utf-8' && length === 4 ? 2 : 1;
      at += length;
    }
    if (units !== offset) return null;
    found.push(at);
  }
  return found;
}

/** Node encodes UTF-8 and UTF-16 only; ASCII is the same in Shift_JIS and EUC-JP. */
function encode(text: string, encoding: DecodedText['encoding']): Uint8Array | null {
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  const bytes = Buffer.from(text, 'utf8');
  return encoding === 'utf-8' || isAscii(bytes) ? bytes : null;
}

/** CR and LF are no part of longer characters in any of the encodings. */
function withoutCarriageReturns(bytes: Buffer, decoded: DecodedText): Uint8Array {
  const width = isUtf16(decoded) ? 2 : 1;
  const unit = (at: number) =>
    width === 1
      ? bytes[at]
      : decoded.encoding === 'utf-16le'
        ? bytes.readUInt16LE(at)
        : bytes.readUInt16BE(at);
  const kept = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at + width <= bytes.length; ) {
    let end = at;
    while (end + width <= bytes.length && unit(end) === 0x0d) end += width;
    const isLineEnd = end > at && (end + width > bytes.length || unit(end) === 0x0a);
    if (!isLineEnd) {
      if (end === at) end += width;
      length += bytes.copy(kept, length, at, end);
    }
    at = end;
  }
  return kept.subarray(0, length);
}

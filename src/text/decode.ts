import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import { countUnits, type UnitCount } from './multibyte.js';
import { decodePiecewise } from './piecewise.js';
import { moreLikely } from './plausibility.js';
import type { DecodedText } from './source-file.js';
import { decodeUtf16, sniffUtf16 } from './utf16.js';

/** Not a text: it holds NUL bytes and is no UTF-16. */
export interface BinaryContent {
  readonly binary: true;
  /** 0-based offset of the first NUL byte. */
  readonly offset: number;
}

const UTF8_BOM = [0xef, 0xbb, 0xbf];

/**
 * Decodes a file (inputs.md §4): byte order mark, strict UTF-8, then Shift_JIS (CP932) or EUC-JP; UTF-16 with or
 * without byte order mark is read too. Never throws; bytes that the chosen encoding does not explain become U+FFFD
 * and are listed.
 */
export function decode(bytes: Uint8Array): DecodedText | BinaryContent {
  const buffer = asBuffer(bytes);
  const nul = buffer.indexOf(0);
  if (nul === -1 && isAscii(buffer)) return whole(buffer.toString('latin1'), 'utf-8', false);
  const utf16 = sniffUtf16(buffer, nul);
  if (utf16 !== null) return decodeUtf16(buffer, utf16);
  if (nul !== -1) return { binary: true, offset: nul };
  if (UTF8_BOM.every((byte, index) => buffer[index] === byte)) return decodeUtf8(buffer.subarray(3), true);
  if (isUtf8(buffer)) return whole(buffer.toString('utf8'), 'utf-8', false);
  return decodeJapanese(buffer);
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function whole(text: string, encoding: DecodedText['encoding'], bom: boolean): DecodedText {
  return { text, encoding, bom, undecodable: [] };
}

function decodeUtf8(buffer: Buffer, bom: boolean): DecodedText {
  return isUtf8(buffer)
    ? whole(buffer.toString('utf8'), 'utf-8', bom)
    : decodePiecewise(buffer, 'utf-8', bom);
}

function decodeJapanese(buffer: Buffer): DecodedText {
  const utf8 = countUnits(buffer, 'utf-8');
  // One broken sequence in a UTF-8 file: the rest happens to be well-formed Shift_JIS more often than one thinks
  if (utf8.badBytes * 4 <= utf8.multibyteBytes) return decodePiecewise(buffer, 'utf-8', false);
  return decodeAtOnce(buffer) ?? decodeBroken(buffer, utf8);
}

/**
 * The path of nearly all Japanese files: one of the two encodings explains every byte, and the other one is less likely
 * even if it explained all but one. Spares them the tables of single characters, which take 10 ms to make.
 */
function decodeAtOnce(buffer: Buffer): DecodedText | null {
  const shiftJis = strictly(buffer, 'shift_jis');
  const eucJp = strictly(buffer, 'euc-jp');
  if (shiftJis === null && eucJp === null) return null;
  const likely = moreLikely(buffer, shiftJis === null ? 1 : 0, eucJp === null ? 1 : 0);
  const text = likely === 'shift_jis' ? shiftJis : eucJp;
  return text === null ? null : whole(text, likely, false);
}

function strictly(buffer: Buffer, encoding: 'shift_jis' | 'euc-jp'): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(buffer);
    // The platform lets some stray bytes through as C1 controls
    return /[\x80-\x9f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

function decodeBroken(buffer: Buffer, utf8: UnitCount): DecodedText {
  const shiftJis = countUnits(buffer, 'shift_jis');
  const eucJp = countUnits(buffer, 'euc-jp');
  const japanese = moreLikely(buffer, shiftJis.badBytes, eucJp.badBytes);
  const count = japanese === 'shift_jis' ? shiftJis : eucJp;
  return decodePiecewise(buffer, explainsMore(count, utf8) ? japanese : 'utf-8', false);
}

/** Whole files first, then more lines, then fewer bad bytes. */
function explainsMore(count: UnitCount, than: UnitCount): boolean {
  if ((count.badBytes === 0) !== (than.badBytes === 0)) return count.badBytes === 0;
  if (count.goodLines !== than.goodLines) return count.goodLines > than.goodLines;
  return count.badBytes < than.badBytes;
}

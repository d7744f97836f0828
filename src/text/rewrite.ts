import { decode } from './decode.js';
import type { DecodedText } from './source-file.js';

/** @param broken whether the file has bytes that no encoding explains; then as many others have to stay in it */
export type Change = (text: string, broken: boolean) => string;

/**
 * Changes a file's text and leaves every other byte as it is, in the file's own encoding, byte order mark included.
 * Bytes that no encoding explains stay, and the text of their lines is changed as far as it is ASCII.
 * @param change does line by line what it does to a whole text; it gets the decoded text; what it puts in may hold ASCII, its full-width forms and characters of the file
 */
export function rewrite(bytes: Uint8Array, change: Change): Uint8Array {
  const decoded = decode(bytes);
  if ('binary' in decoded) return bytes;
  if (decoded.undecodable.length > 0) {
    if (decoded.encoding === 'utf-16le' || decoded.encoding === 'utf-16be') return byteByByte(bytes, change);
    const after = Buffer.concat(linesOf(bytes).map((line) => rewriteLine(line, decoded.encoding, change)));
    // What is wrong with the file has to stay wrong.
    return isAsBroken(decode(after), decoded) ? after : byteByByte(bytes, change);
  }
  const after = change(decoded.text, false);
  return after === decoded.text ? bytes : encodeLike(decoded, bytes, after);
}

/** Every byte a character: what is not ASCII comes out as it went in. */
const byteByByte = (bytes: Uint8Array, change: Change): Uint8Array =>
  Buffer.from(change(Buffer.from(bytes).toString('latin1'), true), 'latin1');

const isAsBroken = (after: ReturnType<typeof decode>, before: DecodedText): boolean =>
  !('binary' in after) &&
  after.encoding === before.encoding &&
  after.undecodable.length === before.undecodable.length;

/** Lines with their ends; no encoding here has a line feed within a character. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return lines;
}

function rewriteLine(bytes: Uint8Array, encoding: DecodedText['encoding'], change: Change): Uint8Array {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return byteByByte(bytes, change);
  }
  // Stray bytes that the platform lets through.
  if (/[\x80-\x9f]/.test(text)) return byteByByte(bytes, change);
  return encodeLike({ encoding, bom: false, text, undecodable: [] }, bytes, change(text, true));
}

function encodeLike({ encoding, bom, text }: DecodedText, bytes: Uint8Array, after: string): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(bom ? `\ufeff${after}` : after, 'utf8');
    case 'utf-16le':
      return Buffer.from(bom ? `\ufeff${after}` : after, 'utf16le');
    case 'utf-16be':
      return Buffer.from(bom ? `\ufeff${after}` : after, 'utf16le').swap16();
    case 'shift_jis':
    case 'euc-jp':
      return encodeJapanese(after, charactersOf(bytes, text, encoding), encoding);
  }
}

type Japanese = 'shift_jis' | 'euc-jp';

/** The bytes of each character of a well-formed file. */
function charactersOf(bytes: Uint8Array, text: string, encoding: Japanese): Map<string, readonly number[]> {
  const known = new Map<string, readonly number[]>();
  let at = 0;
  for (const character of text) {
    const length = lengthOf(bytes[at] ?? 0, encoding);
    if (length > 1 || (bytes[at] ?? 0) > 0x7f) known.set(character, [...bytes.subarray(at, at + length)]);
    at += length;
  }
  return known;
}

/** How many bytes the character has that begins with a byte. */
function lengthOf(lead: number, encoding: Japanese): number {
  if (encoding === 'shift_jis')
    return (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc) ? 2 : 1;
  if (lead === 0x8f) return 3;
  return lead === 0x8e || lead >= 0xa1 ? 2 : 1;
}

function encodeJapanese(
  text: string,
  known: ReadonlyMap<string, readonly number[]>,
  encoding: Japanese,
): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(known.get(character) ?? fullWidthBytes(character, encoding)));
  }
  return Uint8Array.from(bytes);
}

/** JIS X 0208 places of full-width signs that names and addresses are written with. */
const SIGNS: ReadonlyMap<string, number> = new Map([
  ['．', 0x2125],
  ['：', 0x2127],
  ['！', 0x212a],
  ['＿', 0x2132],
  ['－', 0x215d],
]);

function fullWidthBytes(character: string, encoding: Japanese): readonly number[] {
  const code = character.charCodeAt(0);
  // Digits and letters stand in row 3 in the order of ASCII.
  const jis = SIGNS.get(character) ?? (code > 0xff00 && code < 0xff5f ? 0x2300 + code - 0xfee0 : 0x2129);
  const [row, cell] = [jis >> 8, jis & 0xff];
  if (encoding === 'euc-jp') return [row | 0x80, cell | 0x80];
  const odd = row % 2 === 1;
  const trail = odd ? cell + (cell < 0x60 ? 0x1f : 0x20) : cell + 0x7e;
  return [((row - 0x21) >> 1) + 0x81, trail];
}

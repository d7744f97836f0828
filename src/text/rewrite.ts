import { decode } from './decode.js';
import type { DecodedText } from './source-file.js';

/**
 * Changes a file's text and leaves every other byte as it is, in the file's own encoding, byte order mark included.
 * Bytes that no encoding explains stay, and the text around them is changed as far as it is ASCII.
 * @param change gets the decoded text; what it puts in may hold ASCII, its full-width forms and characters of the file
 */
export function rewrite(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  const decoded = decode(bytes);
  if ('binary' in decoded) return bytes;
  if (decoded.undecodable.length > 0) {
    // Every byte a character: what is not ASCII comes out as it went in.
    return Buffer.from(change(Buffer.from(bytes).toString('latin1')), 'latin1');
  }
  const after = change(decoded.text);
  return after === decoded.text ? bytes : encodeLike(decoded, bytes, after);
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

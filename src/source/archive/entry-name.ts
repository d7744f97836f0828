import { TextDecoder } from 'node:util';

/** The name of an archive's entry as a path in its tree, or why it is none. */
export interface EntryPath {
  /** The parts of the path; none for the archive's own top folder. */
  readonly parts: readonly string[];
  readonly oddity: 'climbing-name' | 'absolute-name' | null;
}

/** A name that climbs with `..` has no place in a tree; one that is absolute is taken as `tar` takes it, from the top. */
export function entryPath(name: string): EntryPath {
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '..') return { parts: [], oddity: 'climbing-name' };
    if (part !== '' && part !== '.') parts.push(part);
  }
  const drive = /^[A-Za-z]:$/.test(parts[0] ?? '');
  if (drive) parts[0] = (parts[0] ?? '').slice(0, 1);
  return { parts, oddity: drive || name.startsWith('/') ? 'absolute-name' : null };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const cp932 = new TextDecoder('shift_jis', { fatal: true });

const decoded = (decoder: TextDecoder, bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

const isAscii = (bytes: Uint8Array) => bytes.every((byte) => byte < 0x80);

/**
 * A name of a zip. Without flag bit 11 it may be anything: what Japanese Windows writes is Shift_JIS, some writers
 * write UTF-8 without saying so; what can be neither is code page 437, as the format has it.
 */
export function zipName(bytes: Uint8Array, saysUtf8: boolean): string {
  const text = saysUtf8
    ? Buffer.from(bytes).toString('utf8')
    : (decoded(utf8, bytes) ?? decoded(cp932, bytes) ?? fromCp437(bytes));
  // Only after decoding: 0x5C is also the second byte of Shift_JIS characters.
  return text.replaceAll('\\', '/');
}

/** A name of a tar, as bytes in a string: UTF-8, else Shift_JIS, else byte for byte. */
export function tarName(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  if (isAscii(bytes)) return latin1;
  return decoded(utf8, bytes) ?? decoded(cp932, bytes) ?? latin1;
}

/** The upper half of code page 437. */
const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

const fromCp437 = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (CP437[byte - 0x80] ?? '?'))).join(
    '',
  );

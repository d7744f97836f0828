import type { Sourced } from '../../text/source-file.js';
import type { FactParser } from '../fact.js';
import { originIn, readEach } from './lines.js';

const OCTAL = /^[0-7]{1,4}$/;
const SYMBOLIC = /^u=([rwx]*),g=([rwx]*),o=([rwx]*)$/;

/** `u=rwx,g=rx,o=rx` names the bits that stay; the umask is the others. */
function symbolicMask(parts: readonly string[]): number {
  let kept = 0;
  for (const part of parts) {
    kept =
      (kept << 3) |
      (part.includes('r') ? 4 : 0) |
      (part.includes('w') ? 2 : 0) |
      (part.includes('x') ? 1 : 0);
  }
  return ~kept & 0o777;
}

function maskOf(text: string): number | null {
  if (OCTAL.test(text)) return Number.parseInt(text, 8) & 0o777;
  const symbolic = SYMBOLIC.exec(text);
  return symbolic === null ? null : symbolicMask(symbolic.slice(1));
}

/** Reads `umask` (`0022`) and `umask -S`; printed several times, the last counts. */
export const umask: FactParser<Sourced<number> | null> = (file) => {
  let value: Sourced<number> | null = null;
  const notUnderstood = readEach(file, 'always-prints', (line) => {
    const mask = maskOf(line.text);
    if (mask !== null) value = { value: mask, at: originIn(line) };
    return mask !== null;
  });
  return { value, notUnderstood };
};

import type { FactParser } from '../fact.js';
import { type FactLine, originIn, readRows, wordsOf } from './lines.js';
import type { Package } from './types.js';

const ARCHITECTURE = /\.(?:x86_64|noarch|i[3-6]86|aarch64|ppc64le|ppc64|s390x|riscv64|src|\(none\))$/;
/** The header of `dpkg -l`. */
const DPKG_HEADER = /^(?:Desired=|\| Status=|\|\/ |\|\|\/ |\+\+\+-)/;
const DIGIT = /\d/;
const VERSION = /^\d/;
const DPKG_STATE = /^[uirph][ncurhWti]R?$/;
const DPKG_NAME = /^[A-Za-z0-9][A-Za-z0-9+._-]*(?::[a-z0-9-]+)?$/;

/** `NECJCMG-16.3-1.x86_64`: the name ends before the last but one dash; the architecture is no part of the version. */
function rpmPackage(line: FactLine, text: string): Package | null {
  const full = text.replace(ARCHITECTURE, '');
  const release = full.lastIndexOf('-');
  const version = full.lastIndexOf('-', release - 1);
  if (
    !DIGIT.test(full.slice(version + 1)) ||
    release <= 0 ||
    version <= 0 ||
    release === version + 1 ||
    release === full.length - 1
  )
    return null;
  const at = originIn(line, 0, text.length);
  return { name: full.slice(0, version), version: full.slice(version + 1), at };
}

/** `name version` of dpkg-query -W; `ii name version …` of dpkg -l. */
function debPackage(line: FactLine): Package | null {
  const words = wordsOf(line.text);
  const first = DPKG_STATE.test(words[0]?.text ?? '') && words.length > 2 ? 1 : 0;
  const name = words[first];
  const version = words[first + 1];
  if (name === undefined || version === undefined || (first === 0 && words.length > 2)) return null;
  if (!DPKG_NAME.test(name.text) || !VERSION.test(version.text)) return null;
  const at = originIn(line, name.from, version.from + version.text.length);
  return { name: name.text.split(':')[0] ?? '', version: version.text, at };
}

/** `dpkg-query -W` prints removed packages whose settings are left with a tab and no version. */
function isRemovedPackage(line: FactLine): boolean {
  const after = line.start + line.text.length;
  return line.file.text[after] === '\t' && DPKG_NAME.test(line.text);
}

/** Reads `rpm -qa` (with `--last` too), `dpkg-query -W` and `dpkg -l`. */
export const packages: FactParser<readonly Package[]> = (file) =>
  readRows<Package>(file, 'empty-is-none', (line, rows) => {
    if (isRemovedPackage(line) || DPKG_HEADER.test(line.text)) return true;
    const [first, second] = wordsOf(line.text, 2);
    const isRpm = first !== undefined && (second === undefined || ARCHITECTURE.test(first.text));
    const row = isRpm ? rpmPackage(line, first.text) : debPackage(line);
    if (row !== null) rows.push(row);
    return row !== null;
  });

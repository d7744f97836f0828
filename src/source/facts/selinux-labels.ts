import type { FactParser } from '../fact.js';
import { isAbsolutePath } from './absolute-path.js';
import { type FactLine, originOf, readRows, type Word, wordsOf } from './lines.js';

import type { SelinuxLabel } from './types.js';

const LABEL = /^(?:[^\s:/\\']+:[^\s:/\\']+:[^\s:/\\']+(?::[^\s/\\']+)?|\?|<<none>>)$/;
const PATH_START = /\s'?\//;
/** Older versions of `ls -dZ` print mode, user and group before the label. */
const MOST_COLUMNS = 8;

/** A terminal's `ls` puts quotes around a path with blanks. */
function unquoted(path: string): string {
  return path.length > 2 && path.startsWith("'") && path.endsWith("'") ? path.slice(1, -1) : path;
}

function labelled(line: FactLine, path: string, label: Word): SelinuxLabel {
  const type = label.text.split(':')[2] ?? null;
  return { path, label: label.text, type, at: originOf(line, label) };
}

/** `label path` of ls, `path label` of matchpathcon. */
function rowOf(line: FactLine): SelinuxLabel | null {
  const words = wordsOf(line.text);
  if (isAbsolutePath(line.text) || line.text.startsWith("'")) {
    const label = words.at(-1);
    const path = label === undefined ? '' : unquoted(line.text.slice(0, label.from).trim());
    return label !== undefined && isAbsolutePath(path) && LABEL.test(label.text)
      ? labelled(line, path, label)
      : null;
  }
  const label = words.slice(0, MOST_COLUMNS).find((word) => LABEL.test(word.text));
  if (label === undefined) return null;
  // `ls -ldZ` puts size and date between them.
  const after = line.text.slice(label.from + label.text.length);
  const path = unquoted(after.slice(Math.max(0, after.search(PATH_START))).trim());
  return isAbsolutePath(path) ? labelled(line, path, label) : null;
}

/** Reads `ls -dZ <path…>` and `matchpathcon <path…>`. */
export const selinuxLabels: FactParser<readonly SelinuxLabel[]> = (file) =>
  readRows<SelinuxLabel>(file, 'empty-is-none', (line, rows) => {
    const row = rowOf(line);
    if (row !== null) rows.push(row);
    return row !== null;
  });

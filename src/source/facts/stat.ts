import type { FactParser } from '../fact.js';
import { isAbsolutePath } from './absolute-path.js';
import { type FactLine, originIn, readRows } from './lines.js';
import type { StatRow } from './types.js';

const KINDS: ReadonlyMap<string, StatRow['kind']> = new Map([
  ['directory', 'directory'],
  ['regular file', 'file'],
  ['regular empty file', 'file'],
  ['symbolic link', 'link'],
  ['ディレクトリ', 'directory'],
  ['通常ファイル', 'file'],
  ['通常の空ファイル', 'file'],
  ['シンボリックリンク', 'link'],
]);

const MODE = /^[0-7]{1,7}$/;

/** For rows whose tabs became blanks on the way: only kinds that are known tell where the kind ends. */
const BLANK_SEPARATED =
  /^([0-7]{1,7})\s+(\S+)\s+(\S+)\s+(directory|regular file|regular empty file|symbolic link|character special file|block special file|fifo|socket|ディレクトリ|通常ファイル|通常の空ファイル|シンボリックリンク)\s+(\S.*)$/;

/** The first four separators part the fields; the rest is the path. */
function separatedBy(separator: string, text: string): readonly string[] | null {
  const parts = text.split(separator);
  if (parts.length < 5) return null;
  return [...parts.slice(0, 4).map((part) => part.trim()), parts.slice(4).join(separator).trim()];
}

/**
 * A `stat` without escapes prints `\t` and `\n` as two characters. They separate only where the row has no real tab:
 * `EXAMPLE\tanaka` is a user.
 */
function fieldsOf(text: string): readonly string[] | null {
  const tabbed = separatedBy('\t', text);
  if (tabbed !== null) return tabbed;
  const blanks = BLANK_SEPARATED.exec(text);
  if (blanks !== null) return isAbsolutePath(blanks[5] ?? '') ? blanks.slice(1) : null;
  return separatedBy('\\t', text.endsWith('\\n') ? text.slice(0, -2) : text);
}

function rowOf(line: FactLine): StatRow | null {
  const [mode, user, group, kind, path] = fieldsOf(line.text) ?? [];
  if (mode === undefined || user === undefined || group === undefined || kind === undefined || !path)
    return null;
  if (!MODE.test(mode)) return null;
  return {
    path,
    mode: Number.parseInt(mode, 8) & 0o7777,
    user,
    group,
    kind: KINDS.get(kind) ?? 'other',
    at: originIn(line),
    modeAt: originIn(line, 0, mode.length),
  };
}

/** Reads `stat --printf='%a\t%U\t%G\t%F\t%n\n'`. */
export const stat: FactParser<readonly StatRow[]> = (file) =>
  readRows<StatRow>(file, 'empty-is-none', (line, rows) => {
    const row = rowOf(line);
    if (row !== null) rows.push(row);
    return row !== null;
  });

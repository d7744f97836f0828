import type { FactParser } from '../fact.js';
import { type FactLine, originIn, originOf, readRows, wordsOf } from './lines.js';
import type { Holder } from './types.js';

const HEADER = /^(?=.*\bPID\b)(?=.*(?:ACCESS|COMMAND|アクセス|コマンド))[^\d]*$/;
/** The file system's name stands at the start of its first row only. */
const DISK = /^(\/.*?):(?:\s+|$)/;
const NUMBER = /^\d{1,10}$/;
const ACCESS = /^[.cefFrm]{1,6}$/;
/** Without -v: `1790c`, with -u `1790c(root)`. */
const BARE = /^(\d{1,10})([cefFrm]{0,6})(?:\(([^()]*)\))?$/;

/** `root 1790 ..c.. cjcpw`; the kernel's `root kernel mount /mnt/x` is understood and holds nothing. */
function tableRow(line: FactLine, from: number, disk: string, rows: Holder[]): boolean {
  const [user, pid, access, command] = wordsOf(line.text.slice(from), 4);
  if (user === undefined || pid === undefined || access === undefined) return false;
  if (pid.text === 'kernel') return true;
  if (!NUMBER.test(pid.text) || !ACCESS.test(access.text) || command === undefined) return false;
  rows.push({
    disk,
    user: user.text,
    pid: Number(pid.text),
    access: access.text,
    command: command.text,
    at: originIn(line, from),
  });
  return true;
}

/** `1790c 1800`: all that is left when the other stream is lost. */
function bareRow(line: FactLine, from: number, disk: string, rows: Holder[]): boolean {
  const found: Holder[] = [];
  for (const word of wordsOf(line.text.slice(from))) {
    if (word.text === 'kernel') continue;
    const match = BARE.exec(word.text);
    if (match === null) return false;
    const at = originOf(line, { text: word.text, from: from + word.from });
    found.push({
      disk,
      user: match[3] ?? '',
      pid: Number(match[1]),
      access: match[2] ?? '',
      command: '',
      at,
    });
  }
  rows.push(...found);
  return true;
}

/**
 * Reads `fuser -vm <disk>`. Of a row reduced to `/mnt/x: 1790c 1800` user, access and command are empty where they are
 * not printed. A row before any file system's name is not understood: it cannot be told what is held.
 */
export const holders: FactParser<readonly Holder[]> = (file) => {
  let disk: string | null = null;
  return readRows<Holder>(file, 'empty-is-none', (line, rows) => {
    const named = DISK.exec(line.text);
    const from = named?.[0].length ?? 0;
    const name = named?.[1] ?? disk;
    if (name !== null && (tableRow(line, from, name, rows) || bareRow(line, from, name, rows))) {
      disk = name;
      return true;
    }
    return HEADER.test(line.text);
  });
};

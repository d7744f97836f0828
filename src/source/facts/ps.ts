import type { FactParser } from '../fact.js';
import { type FactLine, originOf, readRows, type Word, wordsOf } from './lines.js';
import type { Process } from './types.js';

interface Columns {
  readonly pid: number;
  /** -1: there is no such column. */
  readonly ppid: number;
  readonly user: number;
  /** A start time, which may be five words (`lstart`); -1: none. */
  readonly started: number;
  /** The last column, which takes the rest of the line. */
  readonly args: number;
}

const DEFAULT_COLUMNS: Columns = { pid: 0, ppid: 1, user: 2, started: -1, args: 3 };
const WEEKDAY = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[月火水木金土日])$/;
const NUMBER = /^\d{1,10}$/;

/** The columns that a header names; null for any other line. `ps -ef` says UID and CMD. */
function columnsOf(words: readonly Word[]): Columns | null {
  const names = words.map((word) => word.text.toUpperCase());
  const pid = names.indexOf('PID');
  const args = names.findIndex((name) => name === 'COMMAND' || name === 'CMD' || name === 'ARGS');
  if (pid < 0 || args < 0 || args !== names.length - 1 || names.some((name) => NUMBER.test(name)))
    return null;
  const user = names.findIndex((name) => name === 'USER' || name === 'UID');
  return { pid, ppid: names.indexOf('PPID'), user, started: names.indexOf('STARTED'), args };
}

function processOf(line: FactLine, columns: Columns): Process | null {
  const words = wordsOf(line.text, columns.args + 1);
  if (WEEKDAY.test(words[columns.started]?.text ?? '')) {
    const apart = wordsOf(line.text, columns.args + 5);
    words.splice(
      0,
      words.length,
      ...apart.filter((_, index) => index <= columns.started || index > columns.started + 4),
    );
  }
  const pid = words[columns.pid];
  const ppid = words[columns.ppid];
  const args = words[columns.args];
  if (pid === undefined || args === undefined || !NUMBER.test(pid.text)) return null;
  if (columns.ppid >= 0 && (ppid === undefined || !NUMBER.test(ppid.text))) return null;
  return {
    pid: Number(pid.text),
    ppid: ppid === undefined ? -1 : Number(ppid.text),
    user: words[columns.user]?.text ?? '',
    args: args.text,
    at: originOf(line, args),
  };
}

/**
 * Reads `ps -eo pid,ppid,user,args`; with a header other columns too (`ps -ef`, `ps aux`). A column that is not
 * printed gives the parent -1 (no process has it), the user an empty name.
 */
export const ps: FactParser<readonly Process[]> = (file) => {
  let columns = DEFAULT_COLUMNS;
  return readRows<Process>(file, 'always-prints', (line, rows) => {
    const process = processOf(line, columns);
    if (process !== null) {
      rows.push(process);
      return true;
    }
    const header = columnsOf(wordsOf(line.text));
    columns = header ?? columns;
    return header !== null;
  });
};

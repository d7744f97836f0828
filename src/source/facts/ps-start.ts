import type { FactParser } from '../fact.js';
import { type FactLine, originIn, readRows, wordsOf } from './lines.js';
import type { ProcessStart } from './types.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sat Nov 21 03:05:02 2026`; in a Japanese locale `土 11月 21 03:05:02 2026`. */
const START_TIME =
  /(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|[月火水木金土日])\s+)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|1?\d月)\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(\d{4})\s+/;

const HEADER = /^(?=.*\bPID\b)(?=.*\b(?:STARTED|LSTART)\b)[^\d]*$/;
const NUMBER = /^\d{1,10}$/;

/** @returns seconds since 1970, or null for a time that no calendar has. */
function secondsOf(parts: readonly string[]): number | null {
  const [monthName = '', day, hour, minute, second, year] = parts;
  const month = monthName.endsWith('月') ? Number.parseInt(monthName, 10) - 1 : MONTHS.indexOf(monthName);
  const time = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  const back = new Date(time);
  const isReal = back.getUTCMonth() === month && back.getUTCDate() === Number(day) && Number(minute) < 60;
  return isReal && Number(hour) < 24 ? time / 1000 : null;
}

/** The first number before the start time is the pid, unless a header says that another column is. */
function startOf(line: FactLine, pidColumn: number): ProcessStart | null {
  const match = START_TIME.exec(line.text);
  if (match === null) return null;
  const pid = wordsOf(line.text.slice(0, match.index))[pidColumn];
  const args = line.text.slice(match.index + match[0].length);
  const localSeconds = secondsOf(match.slice(1));
  if (pid === undefined || !NUMBER.test(pid.text) || args === '' || localSeconds === null) return null;
  const end = match.index + match[0].trimEnd().length;
  return { pid: Number(pid.text), localSeconds, args, at: originIn(line, match.index, end) };
}

/** Reads `ps -eo pid,lstart,args`; more columns before the start time are fine when there is a header. */
export const psStart: FactParser<readonly ProcessStart[]> = (file) => {
  let pidColumn = 0;
  return readRows<ProcessStart>(file, 'always-prints', (line, rows) => {
    const start = startOf(line, pidColumn);
    if (start !== null) {
      rows.push(start);
      return true;
    }
    if (!HEADER.test(line.text)) return false;
    pidColumn = Math.max(
      0,
      wordsOf(line.text).findIndex((word) => word.text === 'PID'),
    );
    return true;
  });
};

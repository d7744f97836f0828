import type { FactParser } from '../fact.js';
import { originIn, readRows } from './lines.js';
import type { Account } from './types.js';

/** name, password, uid, gid; a name of a directory service may hold blanks and a backslash. */
const ACCOUNT = /^([^:]+):[^:]*:(\d{1,10}):(\d{1,10})(?=:|$)/;

/** Reads `getent passwd` and /etc/passwd. Of a name that stands twice the first counts, as it does for the system. */
export const passwd: FactParser<readonly Account[]> = (file) => {
  const seen = new Set<string>();
  return readRows<Account>(file, 'always-prints', (line, rows) => {
    const match = ACCOUNT.exec(line.text);
    const name = match?.[1];
    if (match === null || name === undefined) return false;
    if (!seen.has(name)) {
      seen.add(name);
      rows.push({
        name,
        uid: Number(match[2]),
        gid: Number(match[3]),
        at: originIn(line, 0, match[0].length),
      });
    }
    return true;
  });
};

import type { FactParser } from '../fact.js';
import { originIn, readRows } from './lines.js';
import type { Checksum } from './types.js';

/** `sum  path`, `sum *path` in binary mode, `\sum  path` when the path has escapes. */
const SUM_FIRST = /^(\\?)([0-9A-Fa-f]{32,128})\s+\*?(\S.*)$/;
/** `SHA256 (path) = sum` */
const SUM_LAST = /^[A-Z0-9-]{2,12} \((.+)\)\s*=\s*([0-9A-Fa-f]{32,128})$/;

function unescaped(path: string): string {
  return path.replace(/\\(n|r|\\)/g, (_, code: string) => (code === 'n' ? '\n' : code === 'r' ? '\r' : '\\'));
}

/** Reads `sha256sum`; other sums of 32 to 128 digits too. The sum's letters stay as printed. */
export const checksums: FactParser<readonly Checksum[]> = (file) =>
  readRows<Checksum>(file, 'empty-is-none', (line, rows) => {
    const first = SUM_FIRST.exec(line.text);
    const last = first === null ? SUM_LAST.exec(line.text) : null;
    const sum = first?.[2] ?? last?.[2];
    const path = first?.[3] ?? last?.[1];
    if (sum === undefined || path === undefined) return false;
    const from = first === null ? line.text.length - sum.length : (first[1]?.length ?? 0);
    rows.push({
      sum,
      path: first?.[1] ? unescaped(path) : path,
      at: originIn(line, from, from + sum.length),
    });
    return true;
  });

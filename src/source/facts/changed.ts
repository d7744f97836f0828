import type { FactParser } from '../fact.js';
import { isAbsolutePath } from './absolute-path.js';
import { originIn, readRows } from './lines.js';
import type { ChangedFile } from './types.js';

/** Whole seconds, or with the fraction of `%.Y`. */
const ROW = /^(-?\d{1,12}(?:\.\d{1,9})?)\s+(\S.*)$/;
/** Printed without escapes: `\t` and `\n` as two characters. */
const LITERAL_ROW = /^(-?\d{1,12}(?:\.\d{1,9})?)\\t(\S.*?)(?:\\n)?$/;

/** Reads `stat --printf='%Y\t%n\n'`. */
export const changed: FactParser<readonly ChangedFile[]> = (file) =>
  readRows<ChangedFile>(file, 'empty-is-none', (line, rows) => {
    const match = ROW.exec(line.text) ?? LITERAL_ROW.exec(line.text);
    const path = match?.[2];
    if (path === undefined || !isAbsolutePath(path)) return false;
    rows.push({ path, seconds: Math.floor(Number(match?.[1])), at: originIn(line) });
    return true;
  });

import type { Sourced } from '../../text/source-file.js';
import type { FactParser } from '../fact.js';
import { originIn, readEach } from './lines.js';
import type { KeyValues } from './types.js';

const ASSIGNMENT = /^(?:export\s+|declare\s+-x\s+)?([^\s=]+)\s*=\s*/;

/** Quotes around a whole value, as `export -p` prints them. */
function unquoted(text: string, from: number): { readonly from: number; readonly to: number } {
  const quote = text[from];
  const to = text.length;
  const isQuoted = (quote === '"' || quote === "'") && to - from >= 2 && text[to - 1] === quote;
  return isQuoted ? { from: from + 1, to: to - 1 } : { from, to };
}

/** Reads the facts `meta` and `env`: lines `key=value`, `export key="value"` too. */
export const keyValues: FactParser<KeyValues> = (file) => {
  const value = new Map<string, Sourced<string>>();
  const notUnderstood = readEach(file, 'empty-is-none', (line) => {
    const match = ASSIGNMENT.exec(line.text);
    const key = match?.[1];
    if (match === null || key === undefined) return false;
    const { from, to } = unquoted(line.text, match[0].length);
    value.set(key, { value: line.text.slice(from, to), at: originIn(line, from, to) });
    return true;
  });
  return { value, notUnderstood };
};

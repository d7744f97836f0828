import type { FactParser } from '../fact.js';
import { keyValues } from './key-values.js';
import type { KeyValues } from './types.js';

const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Reads the fact `meta`: lines `key=value`. A first line that is one word is the host's name, as `hostname` prints it;
 * that is what a sosreport has.
 */
export const meta: FactParser<KeyValues> = (file) => {
  const parsed = keyValues(file);
  const lineEnd = file.text.search(/[\r\n]/);
  const first = { start: 0, end: lineEnd < 0 ? file.text.length : lineEnd };
  const name = file.text.slice(first.start, first.end);
  if (!HOST_NAME.test(name) || parsed.value.has('hostname')) return parsed;
  return {
    value: new Map([...parsed.value, ['hostname', { value: name, at: { file, range: first } }]]),
    notUnderstood: parsed.notUnderstood.filter(({ start }) => start !== first.start),
  };
};

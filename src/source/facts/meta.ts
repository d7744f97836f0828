import type { Range } from '../../text/source-file.js';
import type { FactParser } from '../fact.js';
import { keyValues } from './key-values.js';
import type { KeyValues } from './types.js';

const HOST_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

/** A moment as ISO 8601 writes it, in milliseconds since 1970 (UTC where no zone is given); null for any other text. */
export function momentOf(text: string): number | null {
  const parts = MOMENT.exec(text.trim());
  if (parts === null) return null;
  const zone = (parts[3] ?? 'Z').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const time = Date.parse(`${parts[1]}T${parts[2]}${zone}`);
  return Number.isNaN(time) ? null : time;
}

/** The line that a place stands in, without its line end. */
function lineAround(text: string, place: number): Range[] {
  const start = Math.max(text.lastIndexOf('\n', place - 1), text.lastIndexOf('\r', place - 1)) + 1;
  const length = text.slice(place).search(/[\r\n]/);
  return [{ start, end: length < 0 ? text.length : place + length }];
}

/**
 * Reads the fact `meta`: lines `key=value`. A first line that is one word is the host's name, as `hostname` prints it;
 * that is what a sosreport has.
 */
export const meta: FactParser<KeyValues> = (file) => {
  const { value, notUnderstood } = keyValues(file);
  const time = value.get('collected_at');
  const isClear = time === undefined || momentOf(time.value) !== null;
  const doubts = isClear ? [] : lineAround(file.text, time.at.range?.start ?? 0);
  const lineEnd = file.text.search(/[\r\n]/);
  const first = { start: 0, end: lineEnd < 0 ? file.text.length : lineEnd };
  const name = file.text.slice(first.start, first.end);
  if (!HOST_NAME.test(name) || value.has('hostname'))
    return { value, notUnderstood: [...notUnderstood, ...doubts] };
  return {
    value: new Map([...value, ['hostname', { value: name, at: { file, range: first } }]]),
    notUnderstood: [...notUnderstood.filter(({ start }) => start !== first.start), ...doubts],
  };
};

import type { Sourced } from '../../text/source-file.js';
import type { FactParser } from '../fact.js';
import { originIn, readEach } from './lines.js';
import type { SelinuxMode } from './types.js';

const MODES: ReadonlyMap<string, SelinuxMode> = new Map([
  ['enforcing', 'enforcing'],
  ['permissive', 'permissive'],
  ['disabled', 'disabled'],
]);

/** Reads `getenforce`; printed several times, the last counts. */
export const getenforce: FactParser<Sourced<SelinuxMode> | null> = (file) => {
  let value: Sourced<SelinuxMode> | null = null;
  const notUnderstood = readEach(file, 'always-prints', (line) => {
    const mode = MODES.get(line.text.toLowerCase());
    if (mode !== undefined) value = { value: mode, at: originIn(line) };
    return mode !== undefined;
  });
  return { value, notUnderstood };
};

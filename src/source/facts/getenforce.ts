import type { Sourced } from '../../text/source-file.js';
import type { FactParser } from '../fact.js';
import { originIn, readEach } from './lines.js';
import type { SelinuxMode } from './types.js';

const MODES: ReadonlyMap<string, SelinuxMode> = new Map([
  ['enforcing', 'enforcing'],
  ['permissive', 'permissive'],
  ['disabled', 'disabled'],
]);

const SESTATUS = /^SELinux status:\s*(\w+)/;
const CURRENT_MODE = /^Current mode:\s*(\w+)/;

/** Reads `getenforce`, and `sestatus`, whose other lines are of no account; printed several times, the last counts. */
export const getenforce: FactParser<Sourced<SelinuxMode> | null> = (file) => {
  let value: Sourced<SelinuxMode> | null = null;
  let isSestatus = false;
  const notUnderstood = readEach(file, 'always-prints', (line) => {
    const status = SESTATUS.exec(line.text);
    isSestatus ||= status !== null;
    const word = isSestatus ? (status ?? CURRENT_MODE.exec(line.text))?.[1] : line.text;
    const mode = MODES.get(word?.toLowerCase() ?? '');
    if (mode !== undefined && word !== undefined) {
      value = { value: mode, at: originIn(line, line.text.length - word.length) };
    }
    return isSestatus || mode !== undefined;
  });
  return { value, notUnderstood };
};

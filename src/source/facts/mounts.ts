import type { FactParser } from '../fact.js';
import { type FactLine, originIn, originOf, readRows, wordsOf } from './lines.js';
import type { Mount } from './types.js';

const NUMBER = /^\d+$/;
/** `/mnt/jobmgdb`; of a Windows node `Y:\`. */
const POINT = /^(?:\/|[A-Za-z]:\\)/;

/** The kernel writes blank, tab, line end and backslash of a path as three octal digits. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([0-3][0-7]{2})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** `device mount-point type options 0 0` */
function procMount(line: FactLine): Mount | null {
  const [device, point, type, options, dump, pass] = wordsOf(line.text);
  if (device === undefined || point === undefined || type === undefined || options === undefined) return null;
  if (!POINT.test(point.text) || !NUMBER.test(dump?.text ?? '') || !NUMBER.test(pass?.text ?? ''))
    return null;
  return {
    device: unescaped(device.text),
    mountPoint: unescaped(point.text),
    type: type.text,
    options: options.text.split(','),
    at: originOf(line, point),
  };
}

const TYPE_AND_OPTIONS = /^(\S+) \(([^()]*)/;

/** `device on mount-point type ext4 (rw,…)`, where nothing is escaped. */
function listedMount(line: FactLine): Mount | null {
  const { text } = line;
  const on = text.indexOf(' on /');
  const type = text.lastIndexOf(' type ');
  const match = TYPE_AND_OPTIONS.exec(type < 0 ? '' : text.slice(type + 6));
  const name = match?.[1];
  const options = match?.[2];
  if (on < 1 || type < on + 5 || name === undefined || options === undefined) return null;
  return {
    device: text.slice(0, on),
    mountPoint: text.slice(on + 4, type),
    type: name,
    options: options.split(','),
    at: originIn(line, on + 4, type),
  };
}

/** Reads `cat /proc/mounts` and `mount`. */
export const mounts: FactParser<readonly Mount[]> = (file) =>
  readRows<Mount>(file, 'always-prints', (line, rows) => {
    const mount = procMount(line) ?? listedMount(line);
    if (mount !== null) rows.push(mount);
    return mount !== null;
  });

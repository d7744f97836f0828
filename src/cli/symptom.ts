import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { decode } from '../text/decode.js';
import { quoted, UsageError } from './usage-error.js';

/** A log of more than this is not read: its end says no more about the failover than its beginning. */
const MOST_BYTES = 2 * 1024 * 1024;
/** A path longer than this is none. */
const LONGEST_PATH = 4096;

/**
 * What a user said or saved of a symptom: a text, or the file that it names.
 * @throws {UsageError} for an empty text, and a file that is too large, not readable or no text
 */
export function symptomFrom(given: string, cwd: string): string {
  const refuse = (en: string, ja: string): never => {
    const shown = quoted(given.slice(0, 200));
    throw new UsageError({ en: `--symptom ${shown}: ${en}`, ja: `--symptom ${shown}: ${ja}` });
  };
  if (given.trim() === '') return refuse('it is empty', '空です');
  const file = fileOf(given, cwd);
  if (file === null) return given;
  if (file.size > MOST_BYTES) {
    return refuse(
      'the file is larger than 2 MiB; give the part around the failover',
      'ファイルが 2 MiB を超えています。フェイルオーバー前後の部分だけを指定してください',
    );
  }
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file.path);
  } catch {
    return refuse('the file cannot be read', 'ファイルを読み取れません');
  }
  const decoded = decode(bytes);
  if ('binary' in decoded) return refuse('the file is no text', 'テキストファイルではありません');
  return decoded.text;
}

/** The existing file that a text names; null where it is a text. */
function fileOf(given: string, cwd: string): { readonly path: string; readonly size: number } | null {
  if (given.length > LONGEST_PATH || given.includes('\0') || given.includes('\n')) return null;
  const path = resolve(cwd, given);
  try {
    const status = statSync(path);
    return status.isFile() ? { path, size: status.size } : null;
  } catch {
    return null;
  }
}

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { decode } from '../../text/decode.js';
import { quoted, UsageError } from '../usage-error.js';

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
  const path = pathOf(given, cwd);
  if (path === null) {
    if (LIKE_A_PATH.test(given)) return refuse('there is no such file', 'ファイルがありません');
    return given;
  }
  let bytes: Uint8Array | null;
  try {
    if (statSync(path).isDirectory()) return refuse('this is a folder', 'フォルダです');
    bytes = bytesOf(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return refuse('the file cannot be read', 'ファイルを読み取れません');
  }
  if (bytes === null) {
    return refuse(
      'the file is larger than 2 MiB; give the part around the failover',
      'ファイルが 2 MiB を超えています。フェイルオーバー前後の部分だけを指定してください',
    );
  }
  const decoded = decode(bytes);
  if ('binary' in decoded) return refuse('the file is no text', 'テキストファイルではありません');
  return decoded.text;
}

/** One word that cannot be meant for anything but a file. */
const LIKE_A_PATH = /^(?=[!-~]+$)(?:(?:~|\.{1,2})?\/.*|[A-Za-z]:\\.*|.*\.(?:txt|log))$/;

/** All of a file or pipe, whose size nobody knows before; null where it is too much. */
function bytesOf(path: string): Uint8Array | null {
  const bytes = new Uint8Array(MOST_BYTES + 1);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    return length > MOST_BYTES ? null : bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

/** The path of something that exists; null where the text is none. */
function pathOf(given: string, cwd: string): string | null {
  if (given.length > LONGEST_PATH || given.includes('\0') || given.includes('\n')) return null;
  const path = resolve(cwd, given);
  return existsSync(path) ? path : null;
}

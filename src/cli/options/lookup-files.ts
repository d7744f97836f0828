import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Language, Localized } from '../../message/language.js';
import type { Recording, RecordingProblem } from '../../recording/recording.js';
import { type Context, complain } from '../context.js';
import { exit } from '../exit-code.js';
import { writeProblem } from '../fixing/write-problem.js';
import { quoted, UsageError } from '../usage-error.js';

/** Files that keep what name servers said, and which servers took connections. */
export interface LookupFileOptions {
  readonly saveLookups?: string;
  readonly lookups?: string;
}

/** A fleet of 20,000 clusters fills a quarter of it. */
const MOST_BYTES = 64 * 1024 * 1024;
const CHUNK = 64 * 1024;

/** Declares the options on a command; read them with `command.opts<LookupFileOptions>()`. */
export function declareLookupFileOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  command.option(
    '--save-lookups <file>',
    say(
      'write what name servers said, and what preflight connected to, to a file for --lookups',
      'ネームサーバの応答と（preflight では）接続の結果を、--lookups で使うファイルに保存する',
    ),
  );
  return declareLookupsOption(command, language);
}

/** Declares the option alone, for a command that never asks anybody itself. */
export const declareLookupsOption = (command: Command, language: Language): Command =>
  command.option(
    '--lookups <file>',
    language === 'ja'
      ? 'ネームサーバの応答と接続の結果を、--save-lookups で保存したファイルから得る（通信しない）'
      : 'take what name servers said, and what was connected to, from a file that --save-lookups wrote; no packet is sent',
  );

/** @throws {UsageError} when the file cannot be read or is no recording, with the line */
export async function readLookups(file: string, cwd: string): Promise<Recording> {
  const refuse = (en: string, ja: string) =>
    new UsageError({ en: `--lookups ${quoted(file)}: ${en}`, ja: `--lookups ${quoted(file)}: ${ja}` });
  let bytes: Buffer | null;
  try {
    bytes = readUpTo(resolve(cwd, file), MOST_BYTES);
  } catch {
    throw refuse('the file cannot be read', 'ファイルを読み込めません');
  }
  if (bytes === null)
    throw refuse(`larger than ${MOST_BYTES / 1024 ** 2} MiB`, `${MOST_BYTES / 1024 ** 2} MiB を超えています`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('not UTF-8', 'UTF-8 ではありません');
  }
  const { readRecording } = await import('../../recording/recording.js');
  const read = readRecording(text);
  if (!('fault' in read)) return read;
  if (read.fault === 'head' && isLookupFact(read.text))
    throw refuse(
      'this is what `getent` of one node said, not what name servers said; put it into the tree of that node as .facts/lookup (nodes/<node>/.facts/lookup beside cjclint.yaml), where every command reads it',
      'これはネームサーバの応答ではなく、1 つのノードの `getent` の結果です。そのノードのツリーの .facts/lookup（cjclint.yaml のあるフォルダでは nodes/<ノード名>/.facts/lookup）に置けば、どのコマンドでも使われます',
    );
  const { en, ja } = problemWords(read);
  throw refuse(`line ${read.line}: ${en}`, `${read.line} 行目: ${ja}`);
}

/** Lines of the fact `lookup`: `<name or address>\t<answer> <answer> …`. */
const isLookupFact = (line: string): boolean => /^[\w.:-]{1,253}(?:\t|\\t)[\w.: -]*$/.test(line);

/** Writes what was answered; when that fails, the exit code is that of wrong usage. */
export function saveLookups(file: string, text: string, context: Context): void {
  try {
    writeFileSync(resolve(context.io.cwd, file), text);
  } catch (error) {
    complain(context, writeProblem(file, error));
    context.end(exit.usage);
  }
}

/** @returns null for more; what is read may be a pipe, whose size nobody knows before */
function readUpTo(path: string, most: number): Buffer | null {
  const descriptor = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= most; ) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const length = readSync(descriptor, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      total += length;
    }
    return null;
  } finally {
    closeSync(descriptor);
  }
}

function problemWords({ fault, text }: RecordingProblem): Localized {
  const shown = quoted(text);
  switch (fault) {
    case 'head':
      return {
        en: `a recording begins with "cjclint-lookups 2" (or 1), not with ${shown}`,
        ja: `先頭行が "cjclint-lookups 2"（または 1）ではなく ${shown} です`,
      };
    case 'fields':
      return {
        en: `${shown} is not server, type, name, outcome, values, aliases with tabs between`,
        ja: `${shown} は「サーバ、種類、名前、結果、値、別名」のタブ区切りではありません`,
      };
    case 'time':
      return {
        en: `${shown} is no time such as 2026-11-21T09:20:00Z`,
        ja: `${shown} は時刻（例: 2026-11-21T09:20:00Z）ではありません`,
      };
    case 'server':
      return { en: `${shown} is no address:port`, ja: `${shown} は「アドレス:ポート」ではありません` };
    case 'type':
      return {
        en: `${shown} is none of A, AAAA, PTR`,
        ja: `${shown} は A、AAAA、PTR のいずれでもありません`,
      };
    case 'outcome':
      return { en: `no outcome is called ${shown}`, ja: `${shown} という結果はありません` };
    case 'values':
      return { en: `${shown} does not fit the outcome`, ja: `${shown} は結果と合いません` };
    case 'escape':
      return {
        en: `${shown} cannot be read: other characters are written \\uXXXX`,
        ja: `${shown} を解釈できません（特殊な文字は \\uXXXX と書きます）`,
      };
    case 'contradiction':
      return {
        en: `${shown} was answered otherwise in a line above`,
        ja: `${shown} は、上の行と応答が異なります`,
      };
  }
}

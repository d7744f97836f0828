import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RENAMED_KINDS, type RenamedRow } from '../../redact/renamed.js';
import { type Context, complain } from '../context.js';
import { exit } from '../exit-code.js';
import { writeProblem } from '../fixing/write-problem.js';
import { quoted, UsageError } from '../usage-error.js';
import { tool } from '../version.js';

/** Grows when a reader of older maps would misread newer. */
const SCHEMA_VERSION = 1;
/** A fleet of 20,000 clusters fills a part of it. */
const MOST_BYTES = 64 * 1024 * 1024;

/** @throws {UsageError} where the map would be written over something, or into what is mailed out. */
export function checkMapFile(file: string, reports: readonly string[], cwd: string): void {
  const refuse = (en: string, ja: string) => {
    throw new UsageError({
      en: `--redact-map ${quoted(file)}: ${en}`,
      ja: `--redact-map ${quoted(file)}: ${ja}`,
    });
  };
  const path = resolve(cwd, file);
  if (reports.some((report) => resolve(cwd, report) === path))
    refuse(
      'a report is written there, and a map must not be mailed out with it',
      'レポートの書き出し先と同じです',
    );
  if (existsSync(path))
    refuse('it is there already, and not overwritten', 'すでに存在します（上書きしません）');
}

/** Writes what was replaced by what, for the eyes of its owner alone. @returns the exit code */
export function writeMap(file: string, rows: Iterable<RenamedRow>, context: Context): number {
  const { name, version } = tool;
  const lines = [...rows]
    .filter(({ original, shown }) => original !== shown)
    .map((row) => `    ${JSON.stringify(row)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  const head = `"schemaVersion": ${SCHEMA_VERSION},\n  "tool": ${JSON.stringify({ name, version })}`;
  try {
    const descriptor = openSync(resolve(context.io.cwd, file), 'wx', 0o600);
    try {
      writeFileSync(descriptor, `{\n  ${head},\n  "renamed": ${list}\n}\n`);
    } finally {
      closeSync(descriptor);
    }
    return exit.ok;
  } catch (error) {
    complain(context, writeProblem(file, error));
    return exit.usage;
  }
}

/** @throws {UsageError} when the file cannot be read or is no map */
export function readMap(file: string, cwd: string): readonly RenamedRow[] {
  const refuse = (en: string, ja: string) =>
    new UsageError({ en: `--redact-as ${quoted(file)}: ${en}`, ja: `--redact-as ${quoted(file)}: ${ja}` });
  const path = resolve(cwd, file);
  let text: string;
  try {
    if (statSync(path).size > MOST_BYTES)
      throw refuse(
        `larger than ${MOST_BYTES / 1024 ** 2} MiB`,
        `${MOST_BYTES / 1024 ** 2} MiB を超えています`,
      );
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw error instanceof UsageError ? error : refuse('the file cannot be read', 'ファイルを読み込めません');
  }
  const rows = rowsIn(text);
  if (rows === null)
    throw refuse(
      'this is no map that --redact-map wrote (`cjclint schema redaction-map` describes one)',
      '--redact-map で書き出した対応表ではありません（形式: `cjclint schema redaction-map`）',
    );
  return rows;
}

/** What could stand for a name: with a blank or a slash in it files would not be found again. */
const SHOWN = /^[^\s/\\]{1,300}$/;

function rowsIn(text: string): readonly RenamedRow[] | null {
  let map: unknown;
  try {
    map = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
  if (typeof map !== 'object' || map === null || !('schemaVersion' in map) || !('renamed' in map))
    return null;
  if (map.schemaVersion !== SCHEMA_VERSION || !Array.isArray(map.renamed)) return null;
  const rows = map.renamed.map(rowIn);
  const known = rows.filter((row) => row !== null);
  return known.length === rows.length ? known : null;
}

function rowIn(row: unknown): RenamedRow | null {
  if (
    typeof row !== 'object' ||
    row === null ||
    !('kind' in row) ||
    !('original' in row) ||
    !('shown' in row)
  )
    return null;
  const { original, shown } = row;
  const kind = RENAMED_KINDS.find((each) => each === row.kind);
  if (kind === undefined || typeof original !== 'string' || typeof shown !== 'string') return null;
  return original === '' || !SHOWN.test(shown) ? null : { kind, original, shown };
}

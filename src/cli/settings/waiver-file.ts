import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkSchema } from '../../../grammars/schema/check-schema.js';
import validate from '../../../grammars/waivers/validate.generated.mjs';
import { entryOf, type YamlNode } from '../../../grammars/yaml/document.js';
import { parseYaml } from '../../../grammars/yaml/parse.js';
import type { Waiver } from '../../engine/waiver.js';
import type { Localized } from '../../message/language.js';
import type { Layer } from '../../source/layer.js';
import { FileCache } from '../../source/node-tree.js';
import { type Range, type Sourced, type SourceFile, sourced } from '../../text/source-file.js';
import { quoted } from '../usage-error.js';

/** The name of a waiver file, beside a manifest or where the run starts. */
export const WAIVERS = 'cjclint-waivers.yaml';

/** What a waiver file says, or what is wrong with it: then none of it counts. */
export interface ReadWaivers {
  readonly waivers: readonly Waiver[];
  /** One sentence each, with its place. */
  readonly problems: readonly Localized[];
}

/** @returns whether a folder has a waiver file. */
export const hasWaivers = (folder: string): boolean => existsSync(join(folder, WAIVERS));

/**
 * Reads a waiver file.
 * @param folder where it lies
 * @param manifest of whose cluster alone it speaks; null for all
 */
export function readWaivers(folder: Layer, name: string, manifest: string | null): ReadWaivers {
  const read = new FileCache().text(folder, `/${name}`);
  if (read.state !== 'read') {
    const shown = quoted(folder.display(`/${name}`));
    const problem = {
      en: `waiver file ${shown} cannot be read`,
      ja: `適用除外ファイル ${shown} を読めません`,
    };
    return { waivers: [], problems: [problem] };
  }
  const { file } = read;
  const document = parseYaml(file);
  const problems = document.problems.length > 0 ? document.problems : checkSchema(document, validate);
  if (problems.length > 0) {
    return { waivers: [], problems: problems.map(({ range, message }) => placed(file, range, message)) };
  }
  const list = entryOf(document.root, 'waivers')?.value;
  const waivers = (list?.kind === 'list' ? list.items : []).map((item) => waiverOf(item, file, manifest));
  const dates = waivers.flatMap(({ expires }) =>
    expires === null || isDate(expires.value) ? [] : [expires],
  );
  if (dates.length === 0) return { waivers, problems: [] };
  return { waivers: [], problems: dates.map((date) => noDate(file, date)) };
}

function waiverOf(item: YamlNode, file: SourceFile, manifest: string | null): Waiver {
  const text = (key: string): Sourced<string> | null => {
    const value = entryOf(item, key)?.value;
    return value?.kind === 'scalar' ? sourced(value.text, file, value.range) : null;
  };
  return {
    rule: text('rule') ?? sourced('', file, item.range),
    cluster: text('cluster')?.value ?? null,
    node: text('node')?.value ?? null,
    site: text('site')?.value ?? null,
    value: text('value')?.value ?? null,
    reason: text('reason')?.value ?? '',
    approver: text('approver')?.value ?? null,
    expires: text('expires'),
    manifest,
  };
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const noDate = (file: SourceFile, date: Sourced<string>): Localized =>
  placed(file, date.at.range, {
    en: `"expires" is ${quoted(date.value)}, which is no day; write it as YYYY-MM-DD`,
    ja: `"expires" の ${quoted(date.value)} は日付ではありません。YYYY-MM-DD の形で書いてください`,
  });

function placed(file: SourceFile, range: Range | null, message: Localized): Localized {
  const { line, column } = file.position(range?.start ?? 0);
  const place = `${file.path}:${line}:${column}`;
  return { en: `${place}: ${message.en}`, ja: `${place}: ${message.ja}` };
}

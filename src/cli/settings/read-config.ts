import { basename, dirname } from 'node:path';
import validate from '../../../grammars/config/validate.generated.mjs';
import { checkSchema } from '../../../grammars/schema/check-schema.js';
import { entryOf, type YamlNode } from '../../../grammars/yaml/document.js';
import { parseYaml } from '../../../grammars/yaml/parse.js';
import type { Severity } from '../../engine/result.js';
import { FolderLayer } from '../../source/folder-layer.js';
import { defaultLimits } from '../../source/limits.js';
import { FileCache } from '../../source/node-tree.js';
import type { Range } from '../../text/source-file.js';
import { quoted, UsageError } from '../usage-error.js';
import type { Config, ConfigLine } from './config-file.js';

/**
 * Reads a config file.
 * @param label how people are shown its folder
 * @returns its paths as written
 * @throws {UsageError} for the first thing that is wrong with it.
 */
export function readConfig(absolute: string, label: string): Config {
  const name = basename(absolute);
  const read = new FileCache().text(new FolderLayer(dirname(absolute), label, defaultLimits), `/${name}`);
  if (read.state !== 'read') {
    const shown = quoted(label === '' ? name : `${label}/${name}`);
    throw new UsageError({ en: `${shown} cannot be read`, ja: `${shown} を読めません` });
  }
  const { file } = read;
  const document = parseYaml(file);
  const [problem] = [
    ...document.problems,
    ...(document.root === null ? [] : checkSchema(document, validate)),
  ];
  if (problem !== undefined) {
    const { line, column } = file.position(problem.range.start);
    const place = `${file.path}:${line}:${column}`;
    throw new UsageError({ en: `${place}: ${problem.message.en}`, ja: `${place}: ${problem.message.ja}` });
  }
  const { root } = document;
  const rules = entryOf(root, 'rules')?.value;
  const language = textOf(entryOf(root, 'lang')?.value);
  const lineAt = (rule: string, severity: ConfigLine['severity'], { start }: Range): ConfigLine => {
    const { line, column } = file.position(start);
    return { rule, severity, place: { file: file.path, line, column } };
  };
  const skip = entryOf(root, 'skip')?.value;
  return {
    severities:
      rules?.kind === 'map'
        ? rules.entries.map(({ key, value }) => lineAt(key.text, severityOf(textOf(value)), key.range))
        : [],
    skip: skip?.kind === 'list' ? skip.items.map((item) => lineAt(textOf(item), 'off', item.range)) : [],
    language: language === 'ja' || language === 'en' ? language : null,
    paths: textsOf(entryOf(root, 'paths')?.value),
  };
}

const textOf = (node: YamlNode | undefined) => (node?.kind === 'scalar' ? node.text : '');

const textsOf = (node: YamlNode | undefined) => (node?.kind === 'list' ? node.items.map(textOf) : null);

const severityOf = (text: string): Severity | 'off' =>
  text === 'error' || text === 'warning' || text === 'info' ? text : 'off';

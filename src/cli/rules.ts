import { type Command, Option } from 'commander';
import { wording } from '../report/wording.js';
import type { Context } from './context.js';
import { oneOf } from './options/checking-options.js';
import type { CatalogueEntry } from './rules/catalogue.js';

/** The formats of commands that list or explain rules. */
export const LISTING_FORMATS = ['text', 'json'] as const;

/** `rules`: all rules there are, as a table or JSON. */
export function declareRules(program: Command, context: Context): void {
  const { io, language } = context;
  const command = program
    .command('rules')
    .description(language === 'ja' ? 'すべてのルールを一覧表示する' : 'list all rules')
    .addOption(listingFormat(context));
  command.action(async () => {
    const { catalogue } = await import('./rules/catalogue.js');
    const { format } = command.opts<{ format: (typeof LISTING_FORMATS)[number] }>();
    io.out(format === 'json' ? asJson(catalogue, context) : asTable(catalogue, context));
  });
}

/** `--format text|json` of a command that prints one thing. */
export function listingFormat({ language }: Context): Option {
  return new Option(
    `--format <${LISTING_FORMATS.join('|')}>`,
    language === 'ja' ? '出力の形式' : 'output format',
  )
    .argParser((value) => oneOf('--format', value, LISTING_FORMATS))
    .default('text', 'text');
}

function asJson(rules: readonly CatalogueEntry[], { language }: Context): string {
  const entries = rules.map(({ id, severity, evidence, phases, needs, title }) => {
    return { rule: id, severity, evidence: evidence.grade, phases, needs, title: title[language] };
  });
  return `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`;
}

function asTable(rules: readonly CatalogueEntry[], { language }: Context): string {
  const widest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const rule = widest(rules.map(({ id }) => id));
  const severity = { error: 'E', warning: 'W', info: 'I' };
  const words = wording[language].severity;
  const legend = `${severity.error} ${words.error}  ${severity.warning} ${words.warning}  ${severity.info} ${words.info}`;
  const rows = rules.map(
    (each) => `${each.id.padEnd(rule)}  ${severity[each.severity]}  ${each.title[language]}\n`,
  );
  return `${rows.join('')}\n${legend}\n`;
}

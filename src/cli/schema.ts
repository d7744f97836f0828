import type { Command } from 'commander';
import type { Context } from './context.js';
import { didYouMean, quoted, UsageError } from './usage-error.js';

const NAMES = ['manifest', 'report'];

/** `schema [manifest|report]`: the JSON Schemas for editors and for readers of the report. */
export function declareSchema(program: Command, { io, language }: Context): void {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  program
    .command('schema')
    .description(
      say(
        'print the JSON Schema of the manifest or of the report',
        'マニフェストまたはレポートの JSON Schema を出力する',
      ),
    )
    .argument('[manifest|report]', say('which one; default: manifest', '対象（省略時は manifest）'))
    .action(async (name = 'manifest') => {
      io.out(`${JSON.stringify(await schemaOf(String(name)), null, 2)}\n`);
    });
}

async function schemaOf(name: string): Promise<unknown> {
  if (name === 'manifest') {
    return (await import('../../schemas/manifest.schema.json', { with: { type: 'json' } })).default;
  }
  if (name === 'report') {
    return (await import('../../schemas/report.schema.json', { with: { type: 'json' } })).default;
  }
  const near = didYouMean(name, NAMES);
  throw new UsageError({
    en: `no schema is called ${quoted(name)}; there are ${NAMES.join(' and ')}${near.en}`,
    ja: `${quoted(name)} というスキーマはありません（${NAMES.join('、')}）${near.ja}`,
  });
}

import type { Command } from 'commander';
import type { Context } from './context.js';
import { didYouMean, quoted, UsageError } from './usage-error.js';

/** A schema as its file holds it. */
type SchemaFile = Promise<{ readonly default: object }>;

/** Every schema that ships, each in `schemas/<name>.schema.json`; loaded when asked for. */
const schemas: ReadonlyMap<string, () => SchemaFile> = new Map<string, () => SchemaFile>([
  ['manifest', () => import('../../schemas/manifest.schema.json', { with: { type: 'json' } })],
  ['report', () => import('../../schemas/report.schema.json', { with: { type: 'json' } })],
  ['names', () => import('../../schemas/names.schema.json', { with: { type: 'json' } })],
  ['diagnosis', () => import('../../schemas/diagnosis.schema.json', { with: { type: 'json' } })],
  ['waivers', () => import('../../schemas/waivers.schema.json', { with: { type: 'json' } })],
  ['config', () => import('../../schemas/config.schema.json', { with: { type: 'json' } })],
  ['agent-yaml', () => import('../../schemas/agent-yaml.schema.json', { with: { type: 'json' } })],
  ['difference', () => import('../../schemas/difference.schema.json', { with: { type: 'json' } })],
  ['redaction-map', () => import('../../schemas/redaction-map.schema.json', { with: { type: 'json' } })],
  ['rehearsal', () => import('../../schemas/rehearsal.schema.json', { with: { type: 'json' } })],
]);

/** What the schemas are called. */
export const SCHEMAS: readonly string[] = [...schemas.keys()];

/** `schema [name]`: the JSON Schemas for editors and for readers of the reports. */
export function declareSchema(program: Command, { io, language }: Context): void {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  program
    .command('schema')
    .description(
      say(
        'print the JSON Schema of an input file or of a report',
        '入力ファイルまたはレポートの JSON Schema を出力する',
      ),
    )
    .argument(
      '[name]',
      say(
        `one of ${SCHEMAS.join(', ')}; default: manifest`,
        `${SCHEMAS.join('、')} のいずれか（省略時は manifest）`,
      ),
    )
    .action(async (name = 'manifest') => {
      io.out(`${JSON.stringify(await schemaOf(String(name)), null, 2)}\n`);
    });
}

async function schemaOf(name: string): Promise<object> {
  const load = schemas.get(name);
  if (load !== undefined) return (await load()).default;
  const near = didYouMean(name, SCHEMAS);
  throw new UsageError({
    en: `no schema is called ${quoted(name)}; there are ${SCHEMAS.join(', ')}${near.en}`,
    ja: `${quoted(name)} というスキーマはありません（${SCHEMAS.join('、')}）${near.ja}`,
  });
}

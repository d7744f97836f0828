/**
 * `npm run schemas`: compiles the JSON Schemas of the input files into validators that are committed, so that
 * start-up neither loads ajv nor compiles anything.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '..');

const targets = [
  { schema: 'schemas/manifest.schema.json', validator: 'grammars/manifest/validate.generated.mjs' },
  { schema: 'schemas/waivers.schema.json', validator: 'grammars/waivers/validate.generated.mjs' },
  { schema: 'schemas/config.schema.json', validator: 'grammars/config/validate.generated.mjs' },
  { schema: 'schemas/agent-yaml.schema.json', validator: 'grammars/agent-yaml/validate.generated.mjs' },
];

const declaration = `// Made by \`npm run schemas\`; do not edit.
import type { SchemaValidator } from '../schema/validator.js';

declare const validate: SchemaValidator;
export default validate;
`;

/** @returns one self-contained module: the validator with whatever of ajv's runtime it uses. */
async function compile(schemaPath: string): Promise<string> {
  // Descriptions are for editors; the validator is read at every start, so it goes without them.
  const schema: object = JSON.parse(await readFile(resolve(root, schemaPath), 'utf8'), (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );
  // verbose: an error carries its schema, from which the messages take the keys and values that are allowed.
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  const code = standalone.default(ajv, ajv.compile(schema));
  const bundled = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    write: false,
    legalComments: 'none',
  });
  const [output] = bundled.outputFiles;
  if (output === undefined) throw new Error(`nothing was built for ${schemaPath}`);
  return `// Made by \`npm run schemas\` from ${schemaPath}; do not edit.\n${output.text}`;
}

for (const { schema, validator } of targets) {
  await writeFile(resolve(root, validator), await compile(schema));
  await writeFile(resolve(root, validator.replace(/\.mjs$/, '.d.mts')), declaration);
}

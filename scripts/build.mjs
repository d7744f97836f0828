/**
 * `npm run build`: the program as one file, dist/cjclint.mjs, that runs wherever Node is, alone in a folder.
 * Modules that are only reached by `import()` stay lazy inside the one file.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = resolve(root, process.argv[2] ?? 'dist/cjclint.mjs');

/** The collector's script is a file of its own in the sources; the bundle carries its text. */
const collectorText = {
  name: 'collector-text',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]cli[\\/]collector-script\.ts$/ }, async () => {
      const script = await readFile(resolve(root, 'src/jobcenter/collector/collector.sh'), 'utf8');
      return { contents: `export const collectorScript = () => ${JSON.stringify(script)};` };
    });
  },
};

/** So are the rules' examples; packed, because what is only read by `explain` must not cost every start. */
const exampleText = {
  name: 'example-text',
  setup(bundle) {
    bundle.onLoad({ filter: /[\\/]cli[\\/]example-text\.ts$/ }, async () => {
      const packed = brotliCompressSync(await readFile(resolve(root, 'docs/rules/examples.json')));
      const unpack = "process.getBuiltinModule('node:zlib').brotliDecompressSync";
      const text = `${unpack}(Buffer.from(${JSON.stringify(packed.toString('base64'))}, 'base64'))`;
      return { contents: `export const exampleText = () => ${text}.toString();` };
    });
  },
};

/** Node's own modules are loaded when first used, not when first imported: some take milliseconds. */
const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(bundle) {
    bundle.onResolve({ filter: /./ }, ({ path, kind }) => {
      return kind !== 'entry-point' && isBuiltin(path) ? { path, namespace: 'builtin' } : undefined;
    });
    bundle.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => {
      const real = process.getBuiltinModule(path);
      const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
      const getters = Object.keys(real).map(
        (key) => `get ${JSON.stringify(key)}() { return ${load}.${key}; }`,
      );
      // Some modules are functions themselves, such as node:events.
      return { contents: `module.exports = ${typeof real === 'function' ? load : `{${getters}}`};` };
    });
  },
};

/** The whole program as one script. */
async function program() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    write: false,
    bundle: true,
    format: 'iife',
    platform: 'node',
    target: 'node20.19',
    // A script has no `import()`; modules reached by it stay lazy all the same.
    supported: { 'dynamic-import': false },
    // All of it, and in ASCII: what V8 has to read before the first line runs is a good part of the start-up.
    minify: true,
    charset: 'ascii',
    legalComments: 'eof',
    plugins: [collectorText, exampleText, lazyBuiltins],
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/**
 * What V8 made of the program while it linted an example: with it, a start on the same version of Node compiles
 * nothing. Any other version refuses it and compiles as usual.
 */
async function codeCache(source) {
  const folder = await mkdtemp(join(tmpdir(), 'cjclint-build-'));
  try {
    const [script, cache] = [join(folder, 'program.js'), join(folder, 'cache')];
    await writeFile(script, source);
    const warmUp = `
      const { readFileSync, writeFileSync } = require('node:fs');
      const script = new (require('node:vm').Script)(readFileSync(${JSON.stringify(script)}, 'utf8'), { filename: 'cjclint' });
      process.on('exit', () => writeFileSync(${JSON.stringify(cache)}, script.createCachedData()));
      script.runInThisContext();`;
    const example = resolve(root, 'fixtures/clusters/ten-faults');
    await promisify(execFile)(
      process.execPath,
      ['-e', warmUp, 'cjclint', 'lint', '--fail-on', 'never', example],
      {
        env: { PATH: process.env.PATH },
      },
    );
    return await readFile(cache);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const source = await program();
const cache = await codeCache(source);
if (process.argv[2] === undefined) await rm(resolve(root, 'dist'), { recursive: true, force: true });
await mkdir(dirname(outfile), { recursive: true });
await writeFile(
  outfile,
  `#!/usr/bin/env node
new (process.getBuiltinModule('node:vm').Script)(${JSON.stringify(source)}, {
  filename: 'cjclint',
  cachedData: Buffer.from('${cache.toString('base64')}', 'base64'),
}).runInThisContext();
`,
);
await chmod(outfile, 0o755);

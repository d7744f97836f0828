/**
 * `npm run build`: the program as one file, dist/cjclint.mjs, that runs wherever Node is, alone in a folder.
 * Modules that are only reached by `import()` stay lazy inside the one file.
 */
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = resolve(root, process.argv[2] ?? 'dist/cjclint.mjs');

const banner = [
  '#!/usr/bin/env node',
  // CommonJS dependencies (commander, yaml) ask for Node's own modules by `require`, which a module does not have.
  "import { createRequire as cjclintCreateRequire } from 'node:module';",
  'const require = cjclintCreateRequire(import.meta.url);',
].join('\n');

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

if (process.argv[2] === undefined) await rm(resolve(root, 'dist'), { recursive: true, force: true });
await mkdir(resolve(outfile, '..'), { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/main.ts'],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // All of it: what V8 has to read before the first line runs is a good part of the start-up.
  minify: true,
  charset: 'utf8',
  legalComments: 'eof',
  banner: { js: banner },
  plugins: [collectorText],
  logLevel: 'warning',
});
await chmod(outfile, 0o755);

/**
 * `npm run build`: the program as one file, dist/cjclint.mjs, that runs wherever Node is, alone in a folder.
 * Modules that are only reached by `import()` stay lazy inside the one file.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = resolve(root, process.argv[2] ?? 'dist/cjclint.mjs');

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

const { text: source } = await bundle();
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

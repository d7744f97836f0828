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

/**
 * The program in one line of ASCII, as a comment can hold it. Line ends are left in templates only, where an escape
 * says the same, and other characters in regular expressions only.
 */
function oneLine(program) {
  return program
    .trimEnd()
    .replaceAll('\n', '\\n')
    .replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const { text } = await bundle();
const source = oneLine(text);
const cache = await codeCache(source);
if (process.argv[2] === undefined) await rm(resolve(root, 'dist'), { recursive: true, force: true });
await mkdir(dirname(outfile), { recursive: true });
// Program and cache stand in comments, for V8 skips those three times as fast as it reads a string; and in ASCII,
// for anything else in the file would double the memory that all of it takes.
await writeFile(
  outfile,
  `#!/usr/bin/env node
(function cjclint() {
  const [program, cache] = cjclint.toString().split('\\n//', 3).slice(1);
  new (process.getBuiltinModule('node:vm').Script)(program, {
    filename: 'cjclint',
    cachedData: Buffer.from(cache, 'base64'),
  }).runInThisContext();
//${source}
//${cache.toString('base64')}
})();
`,
);
await chmod(outfile, 0o755);

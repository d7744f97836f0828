/**
 * `npm run build:sea [file]`: the program as one executable, dist/cjclint, for machines of this platform without
 * Node: a copy of the Node that runs this, with the built script inside (Node's "single executable application").
 */
import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'postject';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = resolve(root, process.argv[2] ?? 'dist/cjclint');
const folder = await mkdtemp(join(tmpdir(), 'cjclint-sea-'));
try {
  const [bundle, script, config, blob] = ['cjclint.mjs', 'cjclint.cjs', 'sea.json', 'sea.blob'].map((name) =>
    join(folder, name),
  );
  await run(process.execPath, [join(root, 'scripts/build.mjs'), bundle]);
  // The bundle is a script without imports; only its first line is for a shell.
  await writeFile(script, (await readFile(bundle, 'utf8')).replace(/^#!.*\n/, ''));
  await writeFile(
    config,
    JSON.stringify({ main: script, output: blob, disableExperimentalSEAWarning: true }),
  );
  await run(process.execPath, ['--experimental-sea-config', config]);
  await mkdir(dirname(outfile), { recursive: true });
  await rm(outfile, { force: true });
  await copyFile(process.execPath, outfile);
  await inject(outfile, 'NODE_SEA_BLOB', await readFile(blob), {
    // Names the place in Node that says whether a script is inside; fixed by Node.
    sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
  });
  await chmod(outfile, 0o755);
} finally {
  await rm(folder, { recursive: true });
}

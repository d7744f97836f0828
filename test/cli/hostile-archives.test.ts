import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtBundle } from '../project/bundle.js';
import { TAR_END, tar, tarEntry } from '../source/archive/write-tar.js';
import { zip } from '../source/archive/write-zip.js';

const MIB = 1024 * 1024;
/** A run of an ordinary cluster takes some 100 MiB. */
const MOST_MEMORY = 300 * MIB;
/** What is not stopped by its limit never ends, or ends with other words. */
const LONGEST = 50_000;

let cwd = '';
let bundle = '';
beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-hostile-'));
  bundle = builtBundle();
  mkdirSync(path.join(cwd, 'good'));
  writeFileSync(path.join(cwd, 'good/daemon.conf'), 'not a setting\n');
  const meter = "process.on('exit', () => console.error('KiB', process.resourceUsage().maxRSS));\n";
  writeFileSync(path.join(cwd, 'meter.cjs'), meter);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** Lints an archive and a good file in a process of their own. */
function lint(name: string, bytes: Uint8Array) {
  writeFileSync(path.join(cwd, name), bytes);
  const args = ['-r', './meter.cjs', bundle, 'lint', name, 'good', '--quiet', '--lang', 'en'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    timeout: LONGEST,
    killSignal: 'SIGKILL',
  });
  const memory = Number(/^KiB (\d+)$/m.exec(stderr)?.[1]) * 1024;
  return { status, stdout, memory };
}

/** A gzip of the same piece many times: gzip files may be strung together. */
const repeated = (piece: Uint8Array, times: number, ...last: readonly Uint8Array[]) => {
  const packed = gzipSync(piece);
  return Buffer.concat([
    ...Array.from({ length: times }, () => packed),
    ...last.map((each) => gzipSync(each)),
  ]);
};

const zeros = Buffer.alloc(16 * MIB);
const conf = { name: 'usr/lib/nqs/rc/daemon.conf', content: 'local_daemon=SITE\n' };
const emptyFiles = (count: number) =>
  Buffer.concat(
    Array.from({ length: count }, (_, at) => tarEntry({ name: `folder/file-${at}-${at * 7919}` })),
  );
const xz = (input: Uint8Array) => spawnSync('xz', ['-c'], { input, maxBuffer: 64 * MIB }).stdout;

const archives: readonly (readonly [string, string, () => Uint8Array, string])[] = [
  [
    'a gzip bomb of 10 GiB in one file',
    'bomb.tar.gz',
    () => repeated(zeros, 640, TAR_END),
    'it is packed too tightly',
  ],
  [
    'a gzip bomb behind an entry that is wanted',
    'wanted.tgz',
    () => Buffer.concat([gzipSync(tarEntry({ ...conf, size: 8 * 1024 ** 3 - 1 })), repeated(zeros, 512)]),
    'it is packed too tightly',
  ],
  [
    '1,000,000 empty entries',
    'million.tar.gz',
    () => repeated(emptyFiles(1000), 1000, TAR_END),
    'too many entries (limit 200000)',
  ],
  [
    'a truncated archive',
    'cut.tar.gz',
    () => gzipSync(tar(conf, { name: 'x', content: 'x'.repeat(100_000) })).subarray(0, 200),
    'it ends too early',
  ],
  [
    'many wanted files of the largest size',
    'many.tgz',
    () =>
      Buffer.concat(
        Array.from({ length: 40 }, (_, at) =>
          // Not so tightly packed that the ratio stops it first.
          gzipSync(tarEntry({ name: `${at}/daemon.conf`, content: noise(7 * MIB) }), { level: 1 }),
        ),
      ),
    'too large together (limit 64 MiB)',
  ],
  [
    'a zip whose entries would unpack to 100 GiB',
    'bomb.zip',
    () => zip(Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, lie: { size: 0xfffffff0 } }))),
    'it is packed too tightly',
  ],
  [
    'a zip whose directory lies about a size',
    'liar.zip',
    () => zip([{ ...conf, content: zeros.subarray(0, 8 * MIB), lie: { size: 10 } }]),
    'its table of contents does not agree with what is in it',
  ],
  [
    'a zip whose directory leads to another file',
    'other.zip',
    () => zip([{ name: 'etc/hosts' }, { ...conf, lie: { offset: 0 } }]),
    'its table of contents does not agree with what is in it',
  ],
  [
    'a folder in a folder in a folder …',
    'deep.zip',
    () => zip([{ name: `${'d/'.repeat(10_000)}daemon.conf` }]),
    'its folders lie too deep (limit 64)',
  ],
];

test.each(archives)('%s', (_, name, make, words) => {
  const { status, stdout, memory } = lint(name, make());
  expect(status).toBe(2);
  expect(stdout).toContain(`${name}:1:1: error: the archive "${name}" is not read: `);
  expect(stdout).toContain(words);
  expect(stdout, 'the other inputs are still checked').toMatch(/^good\/daemon\.conf:1:1: error: /m);
  expect(memory).toBeGreaterThan(10 * MIB);
  expect(memory).toBeLessThan(MOST_MEMORY);
});

const hasXz = spawnSync('xz', ['--version']).error === undefined;
test.runIf(hasXz || process.env.CI === 'true')('an xz bomb', () => {
  const one = xz(zeros);
  const packed = Buffer.concat(Array.from({ length: 640 }, () => one));
  const { status, stdout, memory } = lint('bomb.tar.xz', packed);
  expect({ status }).toEqual({ status: 2 });
  expect(stdout).toContain('the archive "bomb.tar.xz" is not read: it is packed too tightly');
  expect(memory).toBeLessThan(MOST_MEMORY);
});

test('a chain of links that never ends is no loop for the reader', () => {
  const links = Array.from({ length: 5000 }, (_, at) => ({
    name: `l${at}/daemon.conf`,
    type: '2',
    target: `../l${(at + 1) % 5000}/daemon.conf`,
  }));
  const { status, stdout, memory } = lint('circle.tar.gz', gzipSync(tar(...links, conf)));
  expect(status).toBe(2);
  expect(stdout).toMatch(/^circle\.tar\.gz!\/l0\/daemon\.conf:1:1: error: .* cannot be read: /m);
  expect(memory).toBeLessThan(MOST_MEMORY);
});

/** Text that packs to about a tenth. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length, 'a');
  let seed = 1;
  for (let at = 0; at < length; at += 12) {
    seed = (seed * 48271) % 0x7fffffff;
    bytes[at] = 97 + (seed % 26);
  }
  return bytes;
}

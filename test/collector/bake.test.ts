import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectorScript } from '../../src/cli/collecting/collector-script.js';
import { bake, isTellable, quotedForShell } from '../../src/jobcenter/collector/bake.js';
import { nothingKnown } from '../../src/jobcenter/collector/known.js';
import { cjclint } from '../cli/run-program.js';
import { emptyFolder, repository } from './shells.js';

const healthy = join(repository, 'fixtures/clusters/healthy/cjclint.yaml');

/** A list of a printed script, as a shell reads it. */
function listOf(script: string, name: string): string[] {
  const start = script.indexOf(`known_${name}='`);
  const definition = script.slice(start, script.indexOf('\nknown_', start + 1));
  const run = spawnSync('sh', ['-c', `${definition.split('\nnewline=')[0]}\nprintf '%s' "$known_${name}"`], {
    encoding: 'utf8',
  });
  return run.stdout.split('\n');
}

test('the script is printed as it is when nothing is known', async () => {
  expect(await cjclint(['collector'])).toEqual({ code: 0, out: collectorScript(), err: '' });
  expect(await cjclint(['collector', '--platform', 'linux'])).toMatchObject({
    code: 0,
    out: collectorScript(),
  });
});

test('the manifest’s sites, spools, keys, users, disks, names and addresses are filled in', async () => {
  const { out, code } = await cjclint(['collector', '--manifest', healthy]);
  expect(code).toBe(0);
  expect(listOf(out, 'databases')).toEqual(['/mnt/jobmgdb', '/mnt/jobmgdb2']);
  expect(listOf(out, 'spools')).toEqual(['/mnt/jobagdb']);
  expect(listOf(out, 'keys')).toEqual(['/opt/keys/jcagcluster.pem']);
  expect(listOf(out, 'disks')).toEqual(['/mnt/jobmgdb', '/mnt/jobmgdb2', '/mnt/jobagdb']);
  expect(listOf(out, 'users')).toEqual(['batch01', 'batch02']);
  expect(listOf(out, 'sites')).toEqual(['jcmgcluster.example.jp', 'jcmgsecond.example.jp']);
  expect(listOf(out, 'names')).toContain('jcmanager02');
  expect(listOf(out, 'addresses')).toEqual([
    '192.168.1.100',
    '192.168.1.101',
    '192.168.1.11',
    '192.168.1.12',
  ]);
});

test('the manifest’s folder will do, and options add to it', async () => {
  const folder = join(repository, 'fixtures/clusters/healthy');
  const args = ['--database', '/a', '/b', '--spool', '/c', '--key', '/d', '--key', '/e'];
  const { out } = await cjclint(['collector', '--manifest', folder, ...args]);
  expect(listOf(out, 'databases')).toEqual(['/a', '/b', '/mnt/jobmgdb', '/mnt/jobmgdb2']);
  expect(listOf(out, 'spools')).toEqual(['/c', '/mnt/jobagdb']);
  expect(listOf(out, 'keys')).toEqual(['/d', '/e', '/opt/keys/jcagcluster.pem']);
});

test.each([
  [['--database', 'relative'], '"relative" is no absolute path'],
  [['--key', '/a\nb'], 'is no absolute path'],
  [['--platform', 'windows'], 'the collector runs on Linux only; of Windows nodes copy the config files'],
  [['--manifest', '/nonexistent.yaml'], 'manifest "/nonexistent.yaml" cannot be read'],
  [['--manifest', join(repository, 'fixtures/clusters/windows')], 'describes Windows nodes'],
])('%j is refused with exit code 2', async (args, message) => {
  const { code, out, err } = await cjclint(['collector', ...args]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
});

test('a manifest that cannot be used is refused with the place; an unknown key is told and ignored', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'bad.yaml'), 'nodes:\n  - nme: a\n');
  writeFileSync(join(cwd, 'odd.yaml'), 'nodes: [{name: a}]\nsites: [{name: s, database: /d}]\nodd: 1\n');
  const bad = await cjclint(['collector', '--manifest', 'bad.yaml'], { cwd });
  expect(bad).toMatchObject({ code: 2, out: '' });
  expect(bad.err).toMatch(/^cjclint: error: bad\.yaml:2:\d+: /);
  const odd = await cjclint(['collector', '--manifest', 'odd.yaml'], { cwd });
  expect(odd.code).toBe(2);
  expect(odd.err).toMatch(/^cjclint: error: odd\.yaml:3:1: .*"odd"/);
  expect(listOf(odd.out, 'databases')).toEqual(['/d']);
});

test('no value breaks out of its quotes', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom("'", "'; touch x; '", '$(id)', '\\', '$&', "'\\''"),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), (values) => {
      const usable = [...new Set(values)].filter((each) => isTellable(each) && !/\p{Cs}/u.test(each));
      const lists = Object.keys(nothingKnown).map((name) => `known_${name}=''\n`);
      const script = bake(`\n${lists.join('\n')}\nprintf '%s' "$known_databases"\n`, {
        ...nothingKnown,
        databases: usable,
      });
      const run = spawnSync('sh', ['-s'], { input: script, encoding: 'utf8' });
      expect(run).toMatchObject({ status: 0, stderr: '', stdout: usable.join('\n') });
    }),
    { numRuns: 60 },
  );
  expect(quotedForShell("it's")).toBe("'it'\\''s'");
});

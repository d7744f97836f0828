import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeFleet } from '../../scripts/bench/fleet.js';
import { builtBundle, emptyFolder, node, root } from './bundle.js';

let bundle = '';
beforeAll(() => {
  bundle = builtBundle();
});

test('the program is one executable file that says its version in an empty folder', () => {
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const run = spawnSync(bundle, ['--version'], { cwd: emptyFolder(), encoding: 'utf8' });
  expect(run).toMatchObject({ status: 0, stderr: '', stdout: `${version}\n` });
  expect(statSync(bundle).mode & 0o111).toBe(0o111);
});

test('the program carries its schemas', () => {
  for (const name of ['manifest', 'report', 'waivers', 'config']) {
    const { status, stdout } = node([bundle, 'schema', name], emptyFolder());
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8')),
    );
  }
});

test('the program does not carry the schema compiler', () => {
  expect(readFileSync(bundle, 'utf8')).not.toContain('ajv/dist/compile');
});

test('the fleet that the bench measures is healthy and counted in full', () => {
  const folder = emptyFolder();
  const files = writeFleet(folder, 35);
  const { status, stdout } = node([bundle, 'lint', '--format', 'json', folder]);
  const report: { summary: unknown } = JSON.parse(stdout);
  expect(report.summary).toMatchObject({ errors: 0, warnings: 0, clusters: 35, nodes: 70, files });
  expect(status).toBe(0);
});

// It measures whole runs again and again, which a busy machine draws out.
test('the bench runs and prints each figure beside its aim', { timeout: 300_000 }, () => {
  const { status, stdout, stderr } = node([
    '--import',
    'tsx',
    'scripts/bench/main.ts',
    '--quick',
    '--program',
    bundle,
  ]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const aims = [...stdout.matchAll(/ aim ≤ ([\d.]+) +(?:met|MISSED) /g)].map(([, aim]) => aim);
  // The look-ups' aim, 0.5, is only there where their servers are.
  expect(aims.filter((aim) => aim !== '0.5')).toEqual(['2', '3', '250', '11']);
});

test('lint opens no socket', ({ skip }) => {
  const traced = spawnSync(
    'strace',
    ['-f', '-qq', '-e', 'trace=%network', process.execPath, bundle, 'lint', 'fixtures/clusters/healthy'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const cannotTrace = traced.error !== undefined || /PTRACE|ptrace|not permitted/.test(traced.stderr);
  if (cannotTrace && process.env.CI !== 'true') skip('strace cannot be used here');
  expect(cannotTrace, traced.stderr).toBe(false);
  const sockets = traced.stderr
    .split('\n')
    .filter((line) => /\b(socket|connect|sendto)\(/.test(line) && !line.includes('AF_UNIX'));
  expect(sockets).toEqual([]);
});

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const entry = path.resolve(import.meta.dirname, '../../src/cli/main.ts');
let cwd = '';
let command = '';

// As users get it: one file, far from the sources.
beforeAll(async () => {
  cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-main-'));
  const outfile = path.join(cwd, 'cjclint.mjs');
  const banner =
    "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
    logLevel: 'error',
  });
  command = `${process.execPath} ${outfile}`;
  const site = (index: number) => `  - {name: site${index}, machineId: 7, database: /mnt/${index}}\n`;
  const sites = Array.from({ length: 3000 }, (_, index) => site(index)).join('');
  mkdirSync(path.join(cwd, 'big'));
  writeFileSync(path.join(cwd, 'big/cjclint.yaml'), `nodes: [{name: a, machineId: 1}]\nsites:\n${sites}`);
});
afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const shell = (script: string) =>
  spawnSync('bash', ['--norc', '-c', script], { cwd, encoding: 'utf8', env: { PATH: process.env.PATH } });

test('the exit code is the program’s, findings go to stdout, complaints to stderr', () => {
  const { status, stdout, stderr } = shell(`${command} link-name 10.0.0.1 nonsense`);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '0A000001\n' });
  expect(stderr).toMatch(/^cjclint: error: "nonsense"[^\n]*\n$/);
});

test('a reader that has seen enough ends the program quietly, whatever is left to write', () => {
  const pipeline = (reader: string) =>
    `${command} lint big --rule machine-id-unique --format json | ${reader}`;
  expect(Number(shell(pipeline('wc -c')).stdout)).toBeGreaterThan(200_000);
  const { stdout, stderr } = shell(`${pipeline('head -c 1')}; echo " \${PIPESTATUS[0]}"`);
  expect({ stdout, stderr }).toEqual({ stdout: '{ 1\n', stderr: '' });
});

test('a closed stdout is no reason for a stack trace', () => {
  const { status, stderr } = shell(`${command} rules >&-`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('a full disk under stdout is told in one line', () => {
  const { status, stderr } = shell(`${command} rules > /dev/full`);
  expect(status).toBe(2);
  expect(stderr).toBe('cjclint: error: cannot write to stdout: no space left\n');
});

test('a working directory that was removed is no reason for a stack trace', () => {
  mkdirSync(path.join(cwd, 'gone'));
  const { status, stderr } = shell(`cd gone && rmdir ../gone && ${command} link-name 10.0.0.1`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

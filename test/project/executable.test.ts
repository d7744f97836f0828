import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder, node, root } from './bundle.js';

let folder = '';

beforeAll(() => {
  folder = emptyFolder();
  const { status, stderr } = node(['scripts/build-sea.mjs', join(folder, 'cjclint')]);
  if (status !== 0) throw new Error(stderr);
}, 120_000);

// A hundred megabytes are not left to the system.
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the executable where nothing else is to be found. */
const run = (...args: string[]) =>
  spawnSync(join(folder, 'cjclint'), args, { cwd: folder, encoding: 'utf8', env: { PATH: '' } });

describe('the executable, alone in a folder and with an empty PATH', () => {
  test('prints the collector and explains a rule', () => {
    expect(readdirSync(folder)).toEqual(['cjclint']);
    const collector = run('collector');
    expect(collector).toMatchObject({ status: 0, stderr: '' });
    expect(collector.stdout).toMatch(/^#!\/bin\/sh\n/);
    const explain = run('explain', 'nats-url-valid');
    expect(explain).toMatchObject({ status: 0, stderr: '' });
    expect(explain.stdout).toBe(
      node(['--import', 'tsx', 'src/cli/main.ts', 'explain', 'nats-url-valid']).stdout,
    );
  });

  test('prints the notices of what is inside', () => {
    expect(run('licenses')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8'),
    });
  });

  test('lints an example and says where its faults are', () => {
    cpSync(join(root, 'fixtures/clusters/ten-faults'), join(folder, 'example'), { recursive: true });
    const lint = run('lint', 'example');
    expect(lint).toMatchObject({ status: 1, stderr: '' });
    expect(lint.stdout).toMatch(/^example\/cjclint\.yaml:30:16: error: machine ID 33/m);
  });
});

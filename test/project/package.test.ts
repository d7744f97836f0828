import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder, root } from './bundle.js';

/** npm without a network and without the settings of the machine. */
function npm(args: readonly string[], cwd: string): void {
  const env = { PATH: process.env.PATH, HOME: emptyFolder(), npm_config_offline: 'true' };
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier'], {
    cwd,
    env,
    stdio: 'pipe',
  });
}

/** What packing needs; elsewhere than the repository, for it makes `dist` anew, which others may be using. */
function workingCopy(): string {
  const copy = emptyFolder();
  const left = new Set(['.git', '.tmp', 'dist', 'node_modules', 'test'].map((name) => join(root, name)));
  cpSync(root, copy, { recursive: true, filter: (from) => !left.has(from) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

let files: string[] = [];
let installed = '';

beforeAll(() => {
  const packed = emptyFolder();
  npm(['pack', '--pack-destination', packed], workingCopy());
  const [tarball = ''] = readdirSync(packed);
  const list = execFileSync('tar', ['-tzf', join(packed, tarball)], { encoding: 'utf8' });
  files = list.trim().split('\n').sort();
  installed = emptyFolder();
  npm(['init', '--yes'], installed);
  npm(['install', join(packed, tarball)], installed);
}, 120_000);

describe('the npm package', () => {
  test('holds what runs and what tells about it, and nothing else', () => {
    expect(files).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.ja.md',
        'README.md',
        'THIRD-PARTY-NOTICES.md',
        'dist/cjclint.mjs',
        'man/cjclint.1',
        'package.json',
        ...readdirSync(join(root, 'schemas')).map((name) => `schemas/${name}`),
      ]
        .map((name) => `package/${name}`)
        .sort(),
    );
  });

  test('brings nothing else with it, and needs no network to be installed', () => {
    const inside = readdirSync(join(installed, 'node_modules')).filter((name) => !name.startsWith('.'));
    expect(inside).toEqual(['cjclint']);
    const { dependencies }: { dependencies?: unknown } = JSON.parse(
      readFileSync(join(installed, 'node_modules/cjclint/package.json'), 'utf8'),
    );
    expect(dependencies).toBeUndefined();
  });

  test('its program lints, explains and prints the collector', () => {
    const program = join(installed, 'node_modules/.bin/cjclint');
    const run = (...args: string[]) =>
      spawnSync(program, args, {
        cwd: emptyFolder(),
        encoding: 'utf8',
        env: { PATH: process.env.PATH, LC_ALL: 'C' },
      });
    const lint = run('lint', join(root, 'fixtures/clusters/ten-faults'));
    expect(lint).toMatchObject({ status: 1, stderr: '' });
    expect(lint.stdout).toContain('[jobcenter/machine-id-unique]');
    expect(run('explain', 'nats-url-valid')).toMatchObject({ status: 0, stderr: '' });
    expect(run('collector').stdout).toMatch(/^#!\/bin\/sh\n/);
    expect(existsSync(join(installed, 'node_modules/cjclint/man/cjclint.1'))).toBe(true);
  });
});

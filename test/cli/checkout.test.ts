import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

let top = '';
let cwd = '';

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'cjclint-checkout-'));
  cwd = join(top, 'ops/本番');
  for (const folder of ['ops/本番/a', 'ops/b', 'c']) {
    mkdirSync(join(top, folder), { recursive: true });
    writeFileSync(join(top, folder, 'daemon.conf'), 'unknown key\n');
  }
});
afterEach(() => rmSync(top, { recursive: true }));

/** The files that a report speaks of, each once. */
async function files(format: string, env: Record<string, string>, args: readonly string[] = []) {
  const paths = ['a', '../b', '../../c'];
  const options = ['--fail-on', 'never', '--rule', 'daemon-conf-syntax', '--lang', 'en', ...args];
  const { out } = await cjclint(['lint', '--format', format, ...options, ...paths], { cwd, env });
  const found = out.match(/(?<=file=|"uri":"|"path":"| file="|"file":")[^,"]*daemon\.conf/g) ?? [];
  return [...new Set(found.map(decodeURIComponent))].sort();
}

const fromTop = ['c/daemon.conf', 'ops/b/daemon.conf', 'ops/本番/a/daemon.conf'];
const fromHere = ['../../c/daemon.conf', '../b/daemon.conf', 'a/daemon.conf'];

describe('in a folder of a checkout, where forges look for files from its top', () => {
  test.each(['github', 'sarif'])('%s names them from there in GitHub Actions', async (format) => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: top };
    expect(await files(format, env)).toEqual(fromTop);
  });

  test.each(['gitlab', 'sarif', 'junit'])('%s does in GitLab CI', async (format) => {
    // A case of JUnit has one file for all its findings.
    const expected = format === 'junit' ? fromTop.slice(0, 1) : fromTop;
    expect(await files(format, { GITLAB_CI: 'true', CI_PROJECT_DIR: top })).toEqual(expected);
  });

  test('JSON names them from the working directory all the same', async () => {
    expect(await files('json', { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: top })).toEqual(fromHere);
  });

  test('what lies outside of the checkout is named as it is', async () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(top, 'ops') };
    const expected = ['../../c/daemon.conf', 'b/daemon.conf', '本番/a/daemon.conf'];
    expect(await files('sarif', env)).toEqual(expected);
  });

  test('with --redact no folder above the working directory is told', async () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: top };
    expect((await files('sarif', env, ['--redact'])).join()).not.toContain('ops');
  });
});

test.each([{}, { GITHUB_WORKSPACE: '/elsewhere' }, { GITHUB_ACTIONS: 'true' }, { GITLAB_CI: 'true' }])(
  'elsewhere files are named from the working directory (%j)',
  async (env) => {
    expect(await files('sarif', env)).toEqual(fromHere);
  },
);

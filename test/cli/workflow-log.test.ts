import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

/** What the runner takes for a command: `::` where a line begins, `##[` anywhere (actions/runner, ActionCommand.cs). */
const commandsIn = (log: string) => log.split('\n').filter((line) => /^\s*::|##\[/.test(line));

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-log-'));
  mkdirSync(join(cwd, '::error::folder'));
  writeFileSync(join(cwd, '::error::folder/daemon.conf'), 'x ##[add-mask]a\n::warning::b\n');
  mkdirSync(join(cwd, 'c'));
  writeFileSync(
    join(cwd, 'c/cjclint.yaml'),
    'cluster: "::add-mask::1"\nnodes: [{name: n1}]\nother: "##[x]"\n',
  );
});
afterEach(() => rmSync(cwd, { recursive: true }));

test('in GitHub Actions no name, path or line of a file is a command to the runner', async () => {
  const env = { GITHUB_ACTIONS: 'true' };
  const { out, err } = await cjclint(['lint', '--lang', 'en', '.', './##[group]'], { cwd, env });
  const annotations = /^::(?:error|warning|notice) file=\S* ?[^:]*title=(?:jobcenter|cjclint)\//;
  expect(commandsIn(out).filter((line) => !annotations.test(line))).toEqual([]);
  expect(commandsIn(err)).toEqual([]);
  expect(out).toContain('\\x3a:add-mask::1');
  expect(out).toContain('1 | x #\\x23[add-mask]a');
  expect(err).toContain('#\\x23[group]');
});

test('nor where the text is asked for, or quiet; elsewhere texts are shown as they are', async () => {
  const env = { GITHUB_ACTIONS: 'true' };
  for (const options of [
    ['--format', 'text'],
    ['--format', 'text', '--quiet'],
    ['--format', 'markdown'],
  ]) {
    const { out } = await cjclint(['lint', '--lang', 'en', ...options], { cwd, env });
    expect(out).toContain('error::folder');
    expect(commandsIn(out)).toEqual([]);
  }
  const { out } = await cjclint(['lint', '--lang', 'en'], { cwd });
  expect(out).toContain('\n::error::folder/daemon.conf:1:1: error:');
});

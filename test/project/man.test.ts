import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manPage } from '../../scripts/docs/man.js';
import { programFor } from '../../src/cli/program.js';
import { tool } from '../../src/cli/version.js';
import { commandTree } from '../../src/cli/words/command-tree.js';
import { root } from './bundle.js';

const file = join(root, 'man/cjclint.1');
const page = readFileSync(file, 'utf8');
const tree = commandTree(
  programFor({
    io: { out: () => {}, err: () => {}, env: {}, cwd: root, terminal: null },
    language: 'en',
    end: () => {},
  }),
);

describe('the man page', () => {
  test('is what the commands make of it', () => {
    expect(page).toBe(manPage(tree, tool.version));
  });

  test.for([
    ['man', ['--warnings', '-E', 'UTF-8', '-l', file]],
    ['mandoc', ['-T', 'lint', '-W', 'warning', file]],
  ] as const)('%s reads it without a warning', ([program, args], { skip }) => {
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', MANWIDTH: '100', MANROFFOPT: '' };
    const ran = spawnSync(program, args, { encoding: 'utf8', env });
    if (ran.error !== undefined && process.env.CI !== 'true') skip(`${program} is not installed`);
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
  });

  test('shows every command and option as it is typed', ({ skip }) => {
    const shown = spawnSync('mandoc', ['-T', 'utf8', '-O', 'width=200', file], { encoding: 'utf8' });
    if (shown.error !== undefined && process.env.CI !== 'true') skip('mandoc is not installed');
    const text = shown.stdout.replace(/.\u0008/g, '');
    for (const { name, options } of tree.commands) {
      expect(text).toContain(`cjclint ${name} `);
      for (const { flags } of options) expect(text).toContain(flags);
    }
  });
});

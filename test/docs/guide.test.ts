import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtBundle, root } from '../project/bundle.js';
import { Shell, shownCommands } from './console.js';

const guide = join(root, 'docs/guide');
const guides = readdirSync(guide).map((name) => `docs/guide/${name}`);
const pages = ['README.md', 'README.ja.md', ...guides];

let bundle = '';
beforeAll(() => {
  bundle = builtBundle();
});

describe.each(pages)('%s', (path) => {
  const page = readFileSync(join(root, path), 'utf8');

  test('every file that it links to is there', () => {
    for (const [, target = ''] of page.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) {
      expect(existsSync(join(root, dirname(path), target)), target).toBe(true);
    }
  });
});

describe.each(guides)('%s', (path) => {
  test('every command that it shows runs, one after the other, and prints what it shows', () => {
    const shell = new Shell(bundle, path.endsWith('.ja.md') ? 'ja_JP.UTF-8' : 'C');
    const commands = shownCommands(readFileSync(join(root, path), 'utf8'));
    expect(commands).not.toEqual([]);
    for (const { command, output } of commands) {
      const ran = shell.run(command);
      expect([0, 1], `${command}\n${ran.output}`).toContain(ran.code);
      // A line of three dots stands for what a page leaves out.
      const parts = output.split(/^\.\.\.\n/m);
      if (parts.length === 1) expect(ran.output, command).toBe(output);
      else for (const part of parts) expect(ran.output, command).toContain(part);
    }
  });
});

describe.each(guides.filter((name) => !name.endsWith('.ja.md')))('%s', (path) => {
  test('shows the same commands in Japanese', () => {
    const commands = (name: string) =>
      shownCommands(readFileSync(join(root, name), 'utf8')).map(({ command }) => command);
    expect(commands(path.replace('.md', '.ja.md'))).toEqual(commands(path));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { builtBundle, node, root } from './bundle.js';

let bundle = '';
beforeAll(() => {
  bundle = builtBundle();
});

/** The fenced blocks of a page, without their fences. */
function blocksOf(page: string): string[] {
  return [...page.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

describe.each([
  ['README.md', 'en'],
  ['README.ja.md', 'ja'],
])('%s', (file, language) => {
  const page = readFileSync(join(root, file), 'utf8');
  const [first = '', second = '', output = ''] = blocksOf(page);

  test('begins with one command that sets up and lints an example, and one that runs the tests', () => {
    expect(first.split('\n')).toEqual([
      expect.stringMatching(/^npm ci .* && node dist\/cjclint\.mjs lint /),
      '',
    ]);
    expect(second).toBe('npm ci --silent && scripts/test-setup.sh && npm test\n');
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain(`\n${second}`);
  });

  test('shows what the first command prints', () => {
    const command = /node dist\/cjclint\.mjs (lint .*)/.exec(first)?.[1] ?? '';
    const { status, stdout, stderr } = node([bundle, '--lang', language, ...command.split(' ')]);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    for (const part of output.split(/^\.\.\.$/m)) expect(stdout).toContain(part.trim());
  });

  test('names only options that lint has, and all of them', () => {
    const { stdout } = node([bundle, 'lint', '--help']);
    const offered = new Set(stdout.match(/--[a-z][a-z-]+/g));
    const table = page.split('\n').filter((line) => line.startsWith('| `--'));
    const named = new Set(table.flatMap((line) => line.split('|')[1]?.match(/--[a-z][a-z-]+/g) ?? []));
    offered.delete('--help');
    // `--output` is the long form of the `-o` that the table names.
    offered.delete('--output');
    expect([...named].sort()).toEqual([...offered].sort());
  });

  test('names only npm scripts that there are', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const named = [...page.matchAll(/npm (?:run (?:--silent )?)?(test|[a-z]+(?::[a-z]+)?)/g)].map(
      ([, name = '']) => name,
    );
    const npmsOwn = new Set(['ci', 'install', 'pack']);
    for (const name of new Set(named)) if (!npmsOwn.has(name)) expect(Object.keys(scripts)).toContain(name);
  });
});

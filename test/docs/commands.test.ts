import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { builtBundle, root } from '../project/bundle.js';
import { Shell } from './console.js';

const guides = readdirSync(join(root, 'docs/guide')).map((name) => `docs/guide/${name}`);
const pages = [
  'README.md',
  'README.ja.md',
  'CHANGELOG.md',
  'docs/ARCHITECTURE.md',
  'examples/configs/README.md',
  'examples/configs/README.ja.md',
  ...guides,
];

/** The texts of a page that are set as code: within a line, and the lines of blocks that are no console's. */
function codeOf(page: string): string[] {
  const outside: string[] = [];
  const inside: string[] = [];
  let fence: string | null = null;
  for (const line of page.split('\n')) {
    const [, kind] = /^```(\w*)/.exec(line) ?? [];
    if (kind !== undefined) fence = fence === null ? kind : null;
    else if (fence === null) outside.push(line);
    else if (fence !== 'console' && fence !== 'text') inside.push(line);
  }
  const spans = outside.flatMap((line) =>
    [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|')),
  );
  return [...spans, ...inside];
}

/** The command lines of cjclint in them: its words, without a variable of CI and what follows it in its word. */
const commandsOf = (page: string): string[][] =>
  codeOf(page).flatMap((code) => {
    const [, rest] =
      /^(?:\s*(?:- )?(?:run: )?(?:npx --yes |node dist\/)?)cjclint(?:\.mjs)?((?: \S+)*)$/.exec(code) ?? [];
    return rest === undefined ? [] : alternatives(rest.trim().split(' '));
  });

/** `completions bash|zsh|fish` is three command lines. */
function alternatives(words: readonly string[]): string[][] {
  const at = words.findIndex((word) => /^[\w-]+(\|[\w-]+)+$/.test(word));
  if (at < 0) return [words.filter((word) => word !== '')];
  return (words[at] ?? '').split('|').map((each) => words.map((word, index) => (index === at ? each : word)));
}

let shell: Shell;
let commands: readonly string[] = [];
beforeAll(() => {
  shell = new Shell(builtBundle(), 'C');
  cpSync(join(root, 'examples/configs'), shell.folder, { recursive: true });
  commands = [...shell.run('cjclint --help').output.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map(
    ([, name = '']) => name,
  );
});

const helps = new Map<string, string>();
function helpOf(command: string): string {
  const known = helps.get(command) ?? shell.run(`cjclint ${command} --help`).output;
  helps.set(command, known);
  return known;
}

/** The pages with what is looked at in each, those without any left out. */
function pagesWith<T>(
  find: (page: string, path: string) => readonly T[],
): (readonly [string, readonly T[]])[] {
  return pages
    .map((path) => [path, find(readFileSync(join(root, path), 'utf8'), path)] as const)
    .filter(([, found]) => found.length > 0);
}

const shown = pagesWith((page) => commandsOf(page).filter(([command = '-']) => !command.startsWith('-')));

test.each(shown)('%s shows only commands and options that there are', (_, lines) => {
  for (const [command = '', ...words] of lines) {
    expect(commands).toContain(command);
    for (const word of words.filter((each) => /^--?[a-z]/.test(each)))
      expect(helpOf(command), `${command} ${word}`).toMatch(new RegExp(`(^|[ ,])${word}(?![\\w-])`, 'm'));
  }
});

const complete = pagesWith((page, path) =>
  commandsOf(page)
    // A name alone is no command line, and one with a placeholder is for the reader to fill in.
    .filter((words) => words.length > 1 && !words.some((word) => /[<>…$[\]（）]/.test(word)))
    // The example with faults is not there, so that command is run by the test of the READMEs.
    .filter((words) => path !== 'CHANGELOG.md' && !words.some((word) => word.startsWith('fixtures/'))),
);

test.each(complete)('%s shows complete command lines, and each runs', (_, lines) => {
  for (const words of lines) {
    const ran = shell.run(['cjclint', ...words].join(' '));
    expect([0, 1], `${words.join(' ')}\n${ran.output}`).toContain(ran.code);
  }
});

const named = pagesWith((page) =>
  codeOf(page).flatMap((code) =>
    [...code.matchAll(/npm run (?:--silent )?([a-z]+(?::[a-z]+)?)/g)].map(([, name = '']) => name),
  ),
);

test.each(named)('%s names only npm scripts that there are', (_, names) => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  for (const name of names) expect(Object.keys(scripts)).toContain(name);
});

test('commands, complete ones and npm scripts are found in the READMEs', () => {
  for (const found of [shown, complete, named])
    expect(found.map(([path]) => path)).toEqual(expect.arrayContaining(['README.md', 'README.ja.md']));
});

test.each(['README.md', 'README.ja.md'])('%s says what link-name prints', (path) => {
  const [, address = '', name = ''] =
    /`cjclint link-name ([\d.]+)`[^`]*`([0-9A-F]+)`/.exec(
      readFileSync(join(root, path), 'utf8').replaceAll('\n', ' '),
    ) ?? [];
  expect(shell.run(`cjclint link-name ${address}`)).toEqual({ output: `${name}\n`, code: 0 });
});

test('the search for command lines finds those within a line, in blocks, and with alternatives', () => {
  const page = [
    'Run `cjclint lint x` or `cjclint completions bash|zsh`.',
    '```yaml',
    '      - run: npx --yes cjclint lint --changed origin/main',
    '```',
    '```console',
    '$ cjclint nothing',
    '```',
  ].join('\n');
  expect(commandsOf(page)).toEqual([
    ['lint', 'x'],
    ['completions', 'bash'],
    ['completions', 'zsh'],
    ['lint', '--changed', 'origin/main'],
  ]);
});

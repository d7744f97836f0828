import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

let root = '';
const save = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cjclint-config-'));
  save('prod/cjclint.yaml', 'nodes: [{name: a}]\nsites: []\n');
  save('prod/nodes/a/usr/lib/nqs/rc/daemon.conf', 'local_daemon = SITE\nlocal_daemon=SITE\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const lint = (args: string[] = [], folder = '.') =>
  cjclint(['lint', ...args], { cwd: path.join(root, folder) });
async function found(args: string[] = [], folder = '.'): Promise<string[]> {
  const { out } = await lint(['--format', 'json', ...args], folder);
  const findings: { rule: string; severity: string }[] = JSON.parse(out).findings;
  return findings
    .filter(({ rule }) => /space-around|duplicate-par/.test(rule))
    .map(({ rule, severity }) => `${severity} ${rule}`)
    .sort();
}

const DUPLICATE = 'warning jobcenter/duplicate-parameter';

describe('.cjclint.yaml', () => {
  test('sets the severity of rules, which decides the verdict; of several that fit the last counts', async () => {
    expect((await lint()).code).toBe(0);
    save(
      '.cjclint.yaml',
      'rules:\n  "space-*": error\n  jobcenter/duplicate-parameter: error\n  duplicate-*: info\n',
    );
    expect(await found()).toEqual([
      'error jobcenter/space-around-equals',
      'info jobcenter/duplicate-parameter',
    ]);
    const { code, out } = await lint();
    expect(code).toBe(1);
    expect(out).toContain('verdict: NO-GO');
  });

  test.each(['rules: {space-around-equals: off}\n', 'skip: [space-*]\n'])(
    'leaves rules out (%s)',
    async (text) => {
      save('.cjclint.yaml', text);
      expect(await found()).toEqual([DUPLICATE]);
      expect(await found(['--rule', 'space-*'])).toEqual(['warning jobcenter/space-around-equals']);
    },
  );

  test('says the language, unless --lang does', async () => {
    save('.cjclint.yaml', 'lang: ja\n');
    expect((await lint()).out).toContain('判定: ');
    expect((await cjclint(['--lang', 'en', 'lint'], { cwd: root })).out).toContain('verdict: ');
  });

  test('says what is checked where no path is given, seen from any folder of the repository', async () => {
    mkdirSync(path.join(root, '.git'));
    mkdirSync(path.join(root, 'docs'));
    save('.cjclint.yaml', 'paths: [prod]\nskip: [space-*]\n');
    expect(await found([], 'docs')).toEqual([DUPLICATE]);
    expect((await lint(['.'], 'docs')).code).toBe(2);
  });

  test.each([
    ['skip: ["*"]', []],
    ['lang: en', ['--skip', '*']],
    ['rules: {"*": off}', []],
    ['lang: en', ['--rule', 'umask-*', '--skip', 'umask-755']],
  ])('that leaves no rule is told, since a GO of nothing is none (%s, %s)', async (text, args) => {
    save('.cjclint.yaml', `${text}\n`);
    const { code, out, err } = await lint(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('cjclint: error: no rule is left to check with: every rule is skipped or off\n');
  });

  test('of a folder above counts only inside of a repository', async () => {
    save('.cjclint.yaml', 'skip: [space-*]\n');
    expect(await found([], 'prod')).toHaveLength(2);
  });

  test.each(['rules: {"cjclint/unreadable-file": info}', 'skip: [unreadable-file]', 'skip: ["cjclint/*"]'])(
    'leaves a manifest that cannot be used an error (%s)',
    async (text) => {
      save('.cjclint.yaml', `${text}\n`);
      save('prod/cjclint.yaml', 'nodes: [{name: a}]\nnonsense: 1\n');
      const { code, out } = await lint();
      expect(code).toBe(2);
      expect(out).toContain('prod/cjclint.yaml:2:1: error:');
    },
  );

  test.each([
    ['suppression-unused', '# cjclint-disable-next-line nats-url-valid -- agreed\nlocal_daemon=SITE\n'],
    ['suppression-without-reason', '# cjclint-disable-next-line unknown-parameter\nnats_urll=1\n'],
    ['waiver-unmatched', ''],
  ])('grades and leaves out what the program says of comments and waivers: %s', async (rule, conf) => {
    save('prod/nodes/a/usr/lib/nqs/rc/daemon.conf', conf);
    if (conf === '') save('cjclint-waivers.yaml', 'waivers: [{rule: local-daemon-match, reason: agreed}]\n');
    expect((await lint()).out).toContain(`[cjclint/${rule}]`);
    expect((await lint(['--skip', rule])).out).not.toContain(`[cjclint/${rule}]`);
    save('.cjclint.yaml', `rules: {${rule}: off}\n`);
    expect((await lint()).out).not.toContain(`[cjclint/${rule}]`);
    save('.cjclint.yaml', `rules: {${rule}: error}\n`);
    const { code, out } = await lint();
    expect(out).toMatch(new RegExp(`error: [^\\n]*\\n(?:[ ].*\\n)*  \\[cjclint/${rule}\\]`));
    expect(code).toBe(1);
  });

  test('decides with its severities which rules --require-complete waits for', async () => {
    save('prod/nodes/a/usr/lib/nqs/rc/daemon.conf', 'local_daemon=SITE\n');
    const only = ['--rule', 'job-user-match', '--rule', 'umask-755', '--require-complete'];
    expect(await lint(only)).toMatchObject({ code: 0 });
    save('.cjclint.yaml', 'rules: {umask-755: error}\n');
    expect(await lint(only)).toMatchObject({ code: 4 });
    expect((await lint(only)).out).toContain('verdict: CANNOT TELL');
    save('.cjclint.yaml', 'rules: {umask-755: info}\n');
    expect(await lint(only)).toMatchObject({ code: 0 });
  });
});

test.each([
  ['rule:\n  x: off\n', '.cjclint.yaml:1:1: ', 'did you mean "rules"?'],
  ['rules: {space-around-equals: eror}\n', '.cjclint.yaml:1:30: ', 'did you mean "error"?'],
  ['lang: fr\n', '.cjclint.yaml:1:7: ', 'ja'],
  ['rules: {space-around-equal: off}\n', '.cjclint.yaml:1:9: ', 'did you mean "space-around-equals"?'],
  ['skip: [space-around-equal]\n', '.cjclint.yaml:1:8: ', 'did you mean "space-around-equals"?'],
  ['skip: 1\n', '.cjclint.yaml:1:7: ', '"skip" must be'],
  ['a: [\n', '.cjclint.yaml:', ''],
])(
  'a config file that is wrong is exit 2 with its place, and nothing is checked: %s',
  async (text, place, complaint) => {
    save('.cjclint.yaml', text);
    const { code, out, err } = await lint();
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(place);
    expect(err).toContain(complaint);
  },
);

test('an empty config file says nothing', async () => {
  save('.cjclint.yaml', '# nothing yet\n');
  expect(await found()).toHaveLength(2);
});

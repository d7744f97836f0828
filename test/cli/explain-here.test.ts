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
  root = mkdtempSync(path.join(tmpdir(), 'cjclint-explain-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const explain = (rule: string, args: string[] = [], folder = '.') =>
  cjclint(['explain', rule, ...args], { cwd: path.join(root, folder) });

/** The lines below the last heading. */
async function here(rule: string, lang = 'en', folder = '.'): Promise<string[]> {
  const { out } = await explain(rule, ['--lang', lang], folder);
  const [, block = ''] = out.split(lang === 'ja' ? '\nここでの設定\n' : '\nHere\n');
  return block
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

async function json(rule: string) {
  return JSON.parse((await explain(rule, ['--format', 'json'])).out).here;
}

describe('explain says of a rule here', () => {
  test('that it is on with its own severity where nothing speaks of it', async () => {
    expect(await here('umask-755')).toEqual([
      'on, as warning: its own severity, for no .cjclint.yaml speaks of it',
    ]);
    expect(await here('umask-755', 'ja')).toEqual([
      '有効（警告）: ルール本来の重大度（.cjclint.yaml に指定なし）',
    ]);
    expect(await json('umask-755')).toEqual({
      on: true,
      severity: 'warning',
      always: false,
      decidedBy: null,
      waivers: [],
      baselines: [],
      problems: [],
    });
  });

  test('which line of .cjclint.yaml sets its severity: the last that fits', async () => {
    save('.cjclint.yaml', 'rules:\n  "*": info\n  "umask-*": error\n');
    expect(await here('umask-755')).toEqual(['on, as error: set by "umask-*" in .cjclint.yaml:3:3']);
    expect(await here('umask-755', 'ja')).toEqual(['有効（エラー）: .cjclint.yaml:3:3 の "umask-*" による']);
    expect(await json('jobcenter/umask-755')).toMatchObject({
      on: true,
      severity: 'error',
      decidedBy: { file: '.cjclint.yaml', line: 3, column: 3, rule: 'umask-*' },
    });
  });

  test.each([
    ['rules: {umask-755: off}\n', '1:9', 'umask-755'],
    ['rules: {umask-755: error}\nskip:\n  - umask-*\n', '3:5', 'umask-*'],
  ])('that it is off, and by which line (%j)', async (text, place, glob) => {
    save('.cjclint.yaml', text);
    expect(await here('umask-755')).toEqual([
      `off: by "${glob}" in .cjclint.yaml:${place}; --rule runs it all the same`,
    ]);
    expect(await here('umask-755', 'ja')).toEqual([
      `無効: .cjclint.yaml:${place} の "${glob}" による（--rule で指定すれば実行される）`,
    ]);
    expect(await json('umask-755')).toMatchObject({ on: false, severity: 'warning' });
  });

  test('the config file of a folder above, in a repository', async () => {
    mkdirSync(path.join(root, '.git'));
    mkdirSync(path.join(root, 'clusters/prod'), { recursive: true });
    save('.cjclint.yaml', 'skip: [umask-755]\n');
    expect(await here('umask-755', 'en', 'clusters/prod')).toEqual([
      'off: by "umask-755" in ../../.cjclint.yaml:1:8; --rule runs it all the same',
    ]);
  });

  test('that nothing switches off what tells of unusable inputs', async () => {
    save('.cjclint.yaml', 'skip: ["*"]\n');
    expect(await here('unreadable-file')).toEqual([
      'on, as error: an input that could not be used is always told, whatever is set',
    ]);
    expect(await here('limit-reached', 'ja')).toEqual([
      '有効（エラー）: 使えない入力は設定にかかわらず必ず報告される',
    ]);
    expect(await json('unreadable-file')).toMatchObject({ on: true, always: true, decidedBy: null });
  });

  test('the waivers that speak of it, with their end, and no others', async () => {
    save(
      'cjclint-waivers.yaml',
      `waivers:
  - {rule: vip-loopback, reason: no}
  - {rule: umask-755, node: jcmanager01, value: "0077", reason: "set by \\e[31m a script", approver: Sato, expires: 2999-12-31}
  - {rule: jobcenter/umask-755, reason: old, expires: 2020-01-31}
`,
    );
    expect((await here('umask-755')).slice(1)).toEqual([
      'waived by cjclint-waivers.yaml:3:12 for node jcmanager01, value 0077: "set by \\x1b[31m a script" (Sato); until 2999-12-31',
      'waived by cjclint-waivers.yaml:4:12: "old"; expired on 2020-01-31',
    ]);
    expect((await here('umask-755', 'ja')).slice(1)).toEqual([
      '適用除外 cjclint-waivers.yaml:3:12（ノード jcmanager01、値 0077）: 「set by \\x1b[31m a script」 (Sato)。2999-12-31 まで',
      '適用除外 cjclint-waivers.yaml:4:12: 「old」。2020-01-31 で期限切れ',
    ]);
    expect((await json('umask-755')).waivers).toEqual([
      {
        file: 'cjclint-waivers.yaml',
        line: 3,
        column: 12,
        cluster: null,
        node: 'jcmanager01',
        site: null,
        value: '0077',
        reason: 'set by \u001b[31m a script',
        approver: 'Sato',
        expires: '2999-12-31',
        expired: false,
      },
      expect.objectContaining({ line: 4, expires: '2020-01-31', expired: true }),
    ]);
  });

  test('the baselines that know findings of it; a report is none', async () => {
    save('prod/cjclint.yaml', 'nodes: [{name: a}]\nsites: []\n');
    save('prod/nodes/a/usr/lib/nqs/rc/daemon.conf', 'local_daemon = SITE\nlocal_daemon=SITE\n');
    save('other.json', '{"findings": []}');
    save('broken.json', '{');
    const lint = (args: string[]) => cjclint(['lint', 'prod', ...args], { cwd: root });
    await lint(['--format', 'json', '-o', 'report.json']);
    await lint(['--write-baseline', 'known.json']);
    expect((await here('space-around-equals')).slice(1)).toEqual([
      'known: 1 finding(s) of it stand in known.json, left out with --baseline known.json',
    ]);
    expect((await here('space-around-equals', 'ja')).slice(1)).toEqual([
      '既知: known.json に指摘 1 件（--baseline known.json を指定すると除外）',
    ]);
    expect((await json('space-around-equals')).baselines).toEqual([{ file: 'known.json', findings: 1 }]);
    expect((await json('vip-loopback')).baselines).toEqual([]);
  });

  test('that it cannot tell where the config file is wrong, and still explains', async () => {
    save('.cjclint.yaml', 'rules: {umask-75: off}\n');
    const { code, out, err } = await explain('umask-755');
    expect(code).toBe(2);
    expect(out).toContain('How to fix');
    expect(out).toContain(
      'cannot tell: lint refuses to run with this config file: .cjclint.yaml:1:9: no rule',
    );
    expect(err).toMatch(/^cjclint: error: \.cjclint\.yaml:1:9: no rule is called "umask-75"; did you mean/);
    expect(await json('umask-755')).toMatchObject({ on: null, problems: [expect.stringContaining('1:9')] });
    expect((await here('umask-755', 'ja'))[0]).toContain('不明: ');
  });

  test('what is wrong with the waivers', async () => {
    save('cjclint-waivers.yaml', 'waivers: [{rule: umask-755}]\n');
    const { code, err } = await explain('umask-755');
    expect(code).toBe(2);
    expect(err).toContain('cjclint-waivers.yaml:1:12: ');
  });
});

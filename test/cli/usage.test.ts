import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simpleMeasure } from '../../src/report/width.js';
import { cjclint } from './run-program.js';

const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/;

describe('wrong usage is exit 2, one line on stderr and nothing on stdout', () => {
  test.each([
    [
      ['lnt'],
      'unknown command "lnt"; did you mean "lint"?',
      '"lnt" というコマンドはありません。"lint" ではありませんか',
    ],
    [
      ['help', 'lnt'],
      'unknown command "lnt"; did you mean "lint"?',
      '"lnt" というコマンドはありません。"lint" ではありませんか',
    ],
    [
      ['frobnicate'],
      'unknown command "frobnicate"; see cjclint --help',
      '"frobnicate" というコマンドはありません',
    ],
    [
      ['lint', '--fromat', 'json'],
      'unknown option "--fromat"; did you mean "--format"?',
      '"--format" ではありませんか',
    ],
    [['lint', '--baseline', 'x'], 'baseline "x" cannot be read', 'ベースライン "x" を読めません'],
    [['--quite'], 'unknown option "--quite"', '"--quite" というオプションはありません'],
    [
      ['lint', '--format', 'jsn'],
      '"jsn" is none of text, json, sarif, junit, github, gitlab, markdown, html; did you mean "json"?',
      '"jsn" は指定できません',
    ],
    [
      ['lint', '--format'],
      'option "--format <text|json|sarif|junit|github|gitlab|markdown|html>" needs a value',
      '値が必要です',
    ],
    [['lint', '--fail-on', 'errors'], 'did you mean "error"?', '"error" ではありませんか'],
    [['lint', '--color=sometimes'], 'none of auto, always, never', '指定できません'],
    [['lint', '--color', 'alwys', '.'], 'did you mean "always"?', '"always" ではありませんか'],
    [
      ['lint', '--net-timeout', '5', '.'],
      '--net-timeout is used with --dns only',
      '--dns と併用してください',
    ],
    [
      ['lint', '--net-timeout', '5', '--lookups', 'kept', '.'],
      'cannot be used with --dns, --dns-server, --save-lookups or --net-timeout',
      '--net-timeout と併用できません',
    ],
    [
      ['lint', '--rule', 'machine-id-uniqe'],
      'did you mean "machine-id-unique"?',
      '該当するルールはありません',
    ],
    [
      ['lint', '--skip', 'jobcenter/maintenance'],
      'no rule is called "jobcenter/maintenance"',
      '該当するルールはありません',
    ],
    [
      ['lint', '--format', 'text', '--format', 'json'],
      'cannot both go to stdout',
      '同時に標準出力へは出せません',
    ],
    [['lint', '-o', 'a', '-o', 'b'], '-o "b" belongs to no --format', '対応する --format がありません'],
    [
      ['lint', '--format', 'text', '--format', 'json', '-o', 'a', '-o', 'a'],
      'given for two formats',
      '2 つの形式',
    ],
    [['explain'], 'explain: missing argument <rule>', '引数 <rule> がありません'],
    [['explain', 'maintenance-mod'], 'did you mean "maintenance-mode"?', 'ではありませんか'],
    [
      ['explain', 'jobcentre/maintenance-mode'],
      'did you mean "jobcenter/maintenance-mode"?',
      'ではありませんか',
    ],
    [
      ['explain', 'nats-url-match'],
      '; there are nats-url-required, nats-url-valid, nats-url-matches-ipaddress, nats-url-distinct, nats-url-env\n',
      '。似た名前のルール: nats-url-required、',
    ],
    [['lint', '--rule', 'db-pth-empt'], 'did you mean "db-path-empty"?', '"db-path-empty" ではありませんか'],
    [
      ['diff', 'a'],
      'diff: missing argument <after> (the order is: diff <before> <after>)',
      '引数 <after> がありません（順序: diff <before> <after>）',
    ],
    [
      ['collector', '--platform', 'windows'],
      'the collector runs on Linux only; of Windows nodes copy the config files',
      'コレクタは Linux 専用です',
    ],
    [
      ['init', 'node1.tar.gz'],
      '"node1.tar.gz" is no folder to write to; a manifest from snapshots is made with: init --from <snapshot…>',
      'init --from <スナップショット…>',
    ],
    [['explain', 'what'], 'no rule is called "what"; see cjclint rules', 'cjclint rules を参照してください'],
    [['rules', 'all'], 'rules does not take the argument "all"', '引数 "all" は指定できません'],
    [['schema', 'reprot'], 'did you mean "report"?', '"report" ではありませんか'],
    [['link-name'], 'missing argument <address>', '引数 <address> がありません'],
  ])('%j', async (args, english, words) => {
    const en = await cjclint(args);
    expect(en).toMatchObject({ code: 2, out: '' });
    expect(en.err).toMatch(/^cjclint: error: [^\n]*\n$/);
    expect(en.err).toContain(english);
    const ja = await cjclint(['--lang', 'ja', ...args]);
    expect(ja).toMatchObject({ code: 2, out: '' });
    expect(ja.err).toMatch(/^cjclint: エラー: [^\n]*\n$/);
    expect(ja.err).toContain(words);
  });

  test('without a command: the help, on stderr', async () => {
    const { code, out, err } = await cjclint([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Commands:');
  });

  test('what the user wrote is escaped and cut', async () => {
    const { err } = await cjclint([`x\u001b[31m${'y'.repeat(1000)}`]);
    expect(err).toContain('"x\\x1b[31myy');
    expect(err.length).toBeLessThan(250);
  });
});

test('a path behind --color is one, also where its name is nearly a value', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'cjclint-usage-'));
  for (const name of ['prod', 'alway']) {
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, 'daemon.conf'), '');
    expect(await cjclint(['lint', '--color', name], { cwd })).toMatchObject({ code: 0, err: '' });
  }
});

test('no arguments end in a stack trace', async () => {
  const words = fc.constantFrom(
    'lint',
    'explain',
    'schema',
    'link-name',
    'help',
    '--',
    '-o',
    '--lang',
    '--color',
    "'",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(words, fc.string()), { maxLength: 5 }), async (args) => {
      const { code, err } = await cjclint(args);
      expect([0, 2]).toContain(code);
      expect(err).not.toMatch(/\n\s+at |internal error/);
    }),
    { numRuns: 300 },
  );
});

describe('language', () => {
  test.each([
    [['rules'], { LANG: 'ja_JP.UTF-8' }, 'ja'],
    [['rules'], { LANG: 'C' }, 'en'],
    [['rules'], { LC_ALL: '', LC_MESSAGES: '', LANG: 'ja_JP.eucJP' }, 'ja'],
    [['rules'], { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    [['rules', '--lang', 'en'], { LANG: 'ja_JP.UTF-8' }, 'en'],
    [['--lang=ja', 'rules'], { LANG: 'C' }, 'ja'],
    [['help', 'lint', '--lang', 'ja'], {}, 'ja'],
    [['nope', '--lang', 'ja'], {}, 'ja'],
    [['nope', '--', '--lang', 'ja'], {}, 'en'],
  ])('%j in %j is %s', async (args, env, language) => {
    const { out, err } = await cjclint(args, { env });
    expect(japanese.test(out + err)).toBe(language === 'ja');
  });
});

describe('help', () => {
  const commands = ['lint', 'names', 'explain', 'rules', 'link-name', 'init', 'schema'];

  test.each([[['--help']], ...commands.flatMap((name) => [[[name, '--help']], [['help', name]]])])(
    '%j is on stdout in both languages, within 80 columns',
    async (args) => {
      const en = await cjclint([...args, '--lang', 'en']);
      const ja = await cjclint([...args, '--lang', 'ja']);
      for (const { code, out, err } of [en, ja]) {
        expect({ code, err }).toEqual({ code: 0, err: '' });
        for (const line of out.split('\n')) expect(simpleMeasure.columns(line)).toBeLessThanOrEqual(80);
      }
      expect(en.out).toMatch(/^Usage: cjclint/);
      expect(en.out).not.toMatch(japanese);
      expect(ja.out).toMatch(/^使い方: cjclint/);
      expect(ja.out.replace(/--[a-z-]+/g, '')).not.toMatch(/Usage|Options|Arguments|default|print|display/);
    },
  );

  test('names every command', async () => {
    const { out } = await cjclint(['--help']);
    for (const name of commands) expect(out).toContain(`\n  ${name} `);
  });

  test('--version', async () => {
    expect(await cjclint(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

test('init writes nothing to a file, nor below one, and says how a manifest is made from a snapshot', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'cjclint-init-file-'));
  writeFileSync(join(cwd, 'node1'), '');
  const on = await cjclint(['--lang', 'en', 'init', 'node1'], { cwd });
  expect(on).toMatchObject({ code: 2, out: '' });
  expect(on.err).toContain('"node1" is no folder to write to');
  const below = await cjclint(['--lang', 'en', 'init', 'node1/x'], { cwd });
  expect(below).toMatchObject({ code: 2, out: '' });
  expect(below.err).toContain('part of its path is not a folder');
});

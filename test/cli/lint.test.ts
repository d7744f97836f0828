import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { underCaret } from '../report/under-caret.js';
import { cjclint } from './run-program.js';

const manifest = `nodes:
  - name: 運用系
    machineId: 7
sites:
  - name: site.example.jp # 本番
    machineId: 7
    database: /mnt/jobmgdb
`;
const only = ['--rule', 'machine-id-unique'];
let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-lint-'));
  mkdirSync(path.join(cwd, 'prod'));
  writeFileSync(path.join(cwd, 'prod/cjclint.yaml'), manifest);
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const lint = (...args: string[]) => cjclint(['lint', ...args], { cwd });

describe('lint', () => {
  test('prints findings with their frames to stdout and exits with 1', async () => {
    const { code, out, err } = await lint(...only);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('prod/cjclint.yaml:6:16: error: machine ID 7 is used by');
    expect(underCaret(out.split('\n')).text).toBe('7');
    expect(out).toContain('\nverdict: NO-GO (');
  });

  test('prints JSON that validates, with the counts of the text', async () => {
    const [text, json] = [await lint(...only), await lint(...only, '--format', 'json')];
    const report = JSON.parse(json.out);
    const validate = new Ajv2020().compile(reportSchema);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    const { errors, warnings, infos, clusters, nodes, files } = report.summary;
    expect(text.out).toMatch(
      new RegExp(
        `\n${clusters} clusters?, ${nodes} nodes?, ${files} files?: ${errors} error.*${warnings} warn.*${infos} info`,
      ),
    );
    expect(json.code).toBe(text.code);
  });

  test.each([
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'error'], 1],
    [['--rule', 'maintenance-*', '--skip', 'machine-id-*'], 0],
    [['--rule', 'jobcenter/machine-*', '--fail-on', 'info'], 1],
    [['prod', 'absent'], 2],
    [['prod/cjclint.yaml'], 1],
  ])('%j exits with %i', async (args, expected) => {
    expect((await lint(...args, ...only)).code).toBe(expected);
  });

  test('--quiet prints one line a finding', async () => {
    const { code, out } = await lint('--quiet', ...only);
    expect(code).toBe(1);
    expect(out).toMatch(/^prod\/cjclint\.yaml:6:16: error: [^\n]* \[jobcenter\/machine-id-unique\]\n$/);
  });

  test('a path that is not there is told on stderr, the others are still reported', async () => {
    const { code, out, err } = await lint('absent', 'prod', ...only);
    expect(code).toBe(2);
    expect(err).toMatch(/^cjclint: error: "absent": [^\n]*\n$/);
    expect(out).toContain('machine ID 7');
  });

  test('a path through a file is one that is not there, on the command line and in a manifest', async () => {
    const { code, err } = await lint('prod/cjclint.yaml/x');
    expect(err).toContain('"prod/cjclint.yaml/x": no such file or folder');
    writeFileSync(path.join(cwd, 'prod/cjclint.yaml'), 'nodes:\n  - name: a\n    files: cjclint.yaml/x\n');
    const declared = await lint('prod');
    expect(declared.out).toContain('"cjclint.yaml/x" does not exist');
    expect([code, declared.code]).toEqual([2, 2]);
  });

  test('a problem of a manifest is shown once, in the report', async () => {
    writeFileSync(path.join(cwd, 'prod/cjclint.yaml'), manifest.replace('nodes:', 'ndoes: []\nnodes:'));
    const { code, out, err } = await lint(...only);
    expect(code).toBe(2);
    expect(out).toContain('prod/cjclint.yaml:1:1: error: ');
    expect(underCaret(out.split('\n')).text).toBe('ndoes');
    expect(err).toBe('');
  });

  test.each(['prod/nodes/運用系/etc/hosts', 'prod/nodes/運用系/.facts', 'prod/nodes/運用系/.facts/umask'])(
    'a part of a cluster leads to the cluster that declares it, also where it is no input by itself: %s',
    async (asked) => {
      for (const file of ['etc/hosts', '.facts/umask']) {
        mkdirSync(path.join(cwd, 'prod/nodes/運用系', path.dirname(file)), { recursive: true });
        writeFileSync(path.join(cwd, 'prod/nodes/運用系', file), '');
      }
      const { code, out, err } = await lint(asked, ...only);
      expect([code, err]).toEqual([1, '']);
      expect(out).toContain('prod/cjclint.yaml:6:16: error: machine ID 7 is used by');
      const stranger = asked.replace('運用系', 'stranger');
      mkdirSync(path.join(cwd, stranger), { recursive: true });
      const undeclared = await lint(stranger, ...only);
      expect([undeclared.code, undeclared.err]).toEqual([
        2,
        expect.stringContaining('nothing to check here'),
      ]);
    },
  );

  test.each([['prod'], ['prod/nodes/運用系/etc/daemon.conf']])(
    'a folder of a node that was not listed is said once, with its cluster and node: lint %s',
    async (asked) => {
      mkdirSync(path.join(cwd, 'prod/nodes/運用系/etc'), { recursive: true });
      writeFileSync(path.join(cwd, 'prod/nodes/運用系/etc/daemon.conf'), 'maintenance=ON\n');
      const depth = ['--max-depth', '2'];
      const { code, out } = await lint(asked, ...only, ...depth, '--format', 'json');
      expect(code).toBe(2);
      expect(
        JSON.parse(out).findings.filter(
          (each: { rule: string }) => each.rule !== 'jobcenter/machine-id-unique',
        ),
      ).toMatchObject([
        {
          rule: 'cjclint/limit-reached',
          cluster: 'prod',
          node: '運用系',
          location: { file: 'prod/nodes/運用系/etc', line: 1, column: 1, endLine: 1, endColumn: 1 },
        },
      ]);
      expect((await lint(asked, ...only, ...depth)).out).not.toContain('files of no cluster');
    },
  );

  test('what lies in a cluster counts towards the limits of that cluster alone', async () => {
    for (let index = 0; index < 40; index += 1) {
      mkdirSync(path.join(cwd, `fleet/${index}/nodes/a/etc`), { recursive: true });
      for (let file = 0; file < 20; file += 1) {
        writeFileSync(path.join(cwd, `fleet/${index}/nodes/a/etc/${file}`), '');
      }
      writeFileSync(path.join(cwd, `fleet/${index}/cjclint.yaml`), 'nodes: [{name: a}]\n');
    }
    const { out } = await lint('fleet', '--max-entries', '200', '--format', 'json');
    const { summary, findings } = JSON.parse(out);
    expect(summary.clusters).toBe(40);
    expect(findings.filter((each: { rule: string }) => each.rule.startsWith('cjclint/'))).toEqual([]);
  });

  test('what stands in a folder that was not listed is not known, and not taken for missing', async () => {
    const healthy = path.resolve(import.meta.dirname, '../../fixtures/clusters/healthy');
    // nodes/<node>/usr/lib/nqs/rc is the deepest of the folders that hold a node's settings.
    const options = ['--max-depth', '5', '--rule', 'local-daemon-mode', '--format', 'json'];
    const { code, out } = await lint(healthy, ...options);
    const { findings, notChecked } = JSON.parse(out);
    expect(code).toBe(2);
    expect(new Set(findings.map((each: { rule: string }) => each.rule))).toEqual(
      new Set(['cjclint/limit-reached']),
    );
    expect(notChecked).toMatchObject(
      ['jcmanager01', 'jcmanager02'].map((node) => ({
        rule: 'jobcenter/local-daemon-mode',
        node,
        missing: ['/usr/lib/nqs/rc/daemon.conf'],
      })),
    );
  });

  test('a file that a manifest beside it declares is checked once, with its cluster, wherever it stands', async () => {
    mkdirSync(path.join(cwd, 'disk/mnt/jobmgdb/nqs'), { recursive: true });
    writeFileSync(path.join(cwd, 'disk/mnt/jobmgdb/nqs/daemon.conf'), 'ipaddress =192.168.1.100\n');
    writeFileSync(path.join(cwd, 'prod/cjclint.yaml'), `${manifest}shared: ../disk\n`);
    const rule = ['--allow-outside', '--quiet', '--rule', 'space-around-equals'];
    for (const paths of [['.'], ['disk', 'prod'], ['prod', 'disk']]) {
      const { out } = await lint(...rule, ...paths);
      expect(out.match(/space-around-equals/g), out).toHaveLength(1);
    }
  });
});

describe('formats and files', () => {
  test('the nth -o belongs to the nth --format', async () => {
    const { out } = await lint(...only, '--format', 'json', '-o', 'report.json', '--format', 'text');
    expect(out).toContain('machine ID 7');
    expect(JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8'))).toMatchObject({
      verdict: 'no-go',
    });
    const swapped = await lint(...only, '--format', 'text', '--format', 'json', '-o', 'report.txt');
    expect(JSON.parse(swapped.out)).toMatchObject({ verdict: 'no-go' });
    expect(readFileSync(path.join(cwd, 'report.txt'), 'utf8')).toContain('machine ID 7');
  });

  test('-o alone writes text without colours; the exit code stays', async () => {
    const { code, out } = await lint(...only, '-o', 'report.txt', '--color', 'always');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(readFileSync(path.join(cwd, 'report.txt'), 'utf8')).not.toContain('\u001b');
  });

  test.each([
    ['absent/report.json', 'its folder does not exist', 'フォルダがありません'],
    ['prod', 'it is a folder', 'フォルダです'],
    ['prod/cjclint.yaml/x', 'part of its path is not a folder', 'パスの途中がフォルダではありません'],
  ])('-o %s: exit 2 and why', async (file, reason, words) => {
    const { code, err } = await lint(...only, '-o', file);
    expect({ code, err }).toEqual({ code: 2, err: `cjclint: error: cannot write "${file}": ${reason}\n` });
    expect((await lint(...only, '-o', file, '--lang', 'ja')).err).toContain(words);
  });
});

describe('colour', () => {
  const terminal = { columns: 100 };
  const hasEscape = (text: string) => text.includes('\u001b[');

  test.each([
    [[], null, {}, false],
    [[], terminal, {}, true],
    [[], terminal, { NO_COLOR: '1' }, false],
    [[], terminal, { NO_COLOR: '' }, true],
    [[], terminal, { TERM: 'dumb' }, false],
    [['--color'], null, {}, true],
    [['--color', 'always'], null, { NO_COLOR: '1' }, true],
    [['--color=never'], terminal, {}, false],
    [['--color', 'auto'], terminal, {}, true],
  ])('%j on %j with %j: %s', async (args, on, env, coloured) => {
    const { code, out } = await cjclint(['lint', ...args, 'prod', ...only], { cwd, env, terminal: on });
    expect(code).toBe(1);
    expect(hasEscape(out)).toBe(coloured);
  });
});

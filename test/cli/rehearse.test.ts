import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import schema from '../../schemas/rehearsal.schema.json' with { type: 'json' };
import type { Io } from '../../src/cli/io.js';
import { STEPS } from '../../src/jobcenter/failover-steps.js';
import { cjclint } from './run-program.js';

let cwd = '';
const standby = 'case/nodes/jcmanager02';
const pair = ['--site', 'jcmgcluster.example.jp', '--from', 'jcmanager01', '--to', 'jcmanager02'];

/** `case`: the healthy example, with maintenance left on and a broken name on the standby. `healthy`: as it is. */
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-rehearse-'));
  const healthy = resolve('fixtures/clusters/healthy');
  for (const name of ['case', 'healthy', 'alone'])
    cpSync(healthy, join(cwd, name), { recursive: true, verbatimSymlinks: true });
  edit(`${standby}/usr/lib/nqs/rc/daemon.conf`, (text) => `${text}maintenance=ON\n`);
  edit(`${standby}/.facts/lookup`, (text) =>
    text.replace('jcmgcluster.example.jp\t192.168.1.100', 'jcmgcluster.example.jp\t'),
  );
  writeFileSync(
    join(cwd, 'alone/cjclint.yaml'),
    'nodes: [{name: jcmanager01}]\nsites: [{name: jcmg.example.jp, database: /mnt/db}]\n',
  );
});
afterAll(() => rmSync(cwd, { recursive: true }));

function edit(path: string, change: (text: string) => string): void {
  const file = join(cwd, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing to change in ${path}`);
  writeFileSync(file, after);
}

const rehearse = (args: readonly string[], over: Partial<Io> = {}) =>
  cjclint(['rehearse', ...args], { cwd, ...over });

describe('the timeline', () => {
  test('numbers the steps, says of each how it ends, why and where, and then whether the pair fails over', async () => {
    const { code, out, err } = await rehearse(['case', ...pair]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain(`jcmg-prod: jcmgcluster.example.jp from jcmanager01 to jcmanager02

 1. stop the site [stop-site]: would pass
   | the cjcpw of jcmgcluster.example.jp (pid 1790) runs on jcmanager01 with the site's own name and database, and can
   | be stopped
   |   case/nodes/jcmanager01/.facts/cjcls:2:24: jcmgcluster.example.jp runs on jcmanager01
`);
    expect(out).toContain(` 9. common settings [common-settings]: would fail
   | maintenance=ON is left: a start on jcmanager02 would run cjcpw and no JobCenter process
   |   case/nodes/jcmanager02/usr/lib/nqs/rc/daemon.conf:3:1
10. `);
    // Steps that are not reached have one reason, said once.
    expect(out).toContain(`12. start the site with cjcpw [start-site]: cannot tell
13. `);
    expect(
      out.split('not reached on jcmanager02: step 8 fails before (name and address, both ways)\n'),
    ).toHaveLength(2);
    expect(out).toMatch(
      /\n=> this pair would not fail over \(resolve-name, common-settings\)\n\n1 failover rehearsed: 0 would pass, 1 would fail, 0 cannot tell\n$/,
    );
  });

  test('says the same in Japanese', async () => {
    const { out } = await cjclint(['--lang', 'ja', 'rehearse', 'case', ...pair], { cwd });
    expect(out).toContain('jcmg-prod: jcmgcluster.example.jp（jcmanager01 から jcmanager02 へ）\n');
    expect(out).toContain(
      ' 9. ノードの共通設定 [common-settings]: 失敗の見込み\n   | maintenance=ON が残っています。',
    );
    expect(out).toContain('=> この組み合わせはフェイルオーバーできません（resolve-name、common-settings）\n');
  });

  test.each([
    ['en', 60],
    ['ja', 60],
    ['ja', 100],
  ] as const)(
    'fits a terminal in %s with %i columns, but for words that nobody can part',
    async (language, columns) => {
      const { out } = await rehearseIn(language, { columns });
      const tooWide = out.split('\n').filter((line) => stringWidth(line) > columns);
      for (const line of tooWide)
        expect(line.slice(5).trim()).not.toMatch(/[ぁ-ん一-龠ァ-ヶ].*[ぁ-ん一-龠ァ-ヶ]|\S \S/);
      const words = (text: string) => text.replace(/\n( {3}\| +)?/g, '').replace(/\s/g, '');
      const wide = await rehearseIn(language, { columns: 400 });
      expect(words(out)).toBe(words(wide.out));
    },
  );

  test('colours outcomes when asked to, and nothing else is lost', async () => {
    const { out } = await rehearse(['case', ...pair, '--color', 'always']);
    expect(out).toContain('\u001b[1m\u001b[31mwould fail');
    expect(out.replace(/\u001b\[\d+m/g, '')).toBe((await rehearse(['case', ...pair])).out);
  });

  test('escapes what files say', async () => {
    const ps = 'case/nodes/jcmanager01/.facts/ps';
    const before = readFileSync(join(cwd, ps), 'utf8');
    edit(ps, (text) =>
      text.replace(
        'cjcpw jcmgcluster.example.jp /mnt/jobmgdb',
        'cjcpw jcmgcluster.example.jp /mnt/\u001b]0;x\u0007',
      ),
    );
    const { out } = await rehearse(['case', ...pair]);
    writeFileSync(join(cwd, ps), before);
    expect(out).toContain('/mnt/\\x1b]0;x\\x07');
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
  });
});

function rehearseIn(language: string, terminal: { columns: number }) {
  return cjclint(['--lang', language, 'rehearse', 'case', ...pair, '--color', 'never'], { cwd, terminal });
}

interface Page {
  readonly rehearsals: readonly {
    readonly site: string | null;
    readonly from: string;
    readonly to: string;
    readonly outcome: string;
    readonly steps: readonly {
      readonly step: string;
      readonly status: string;
      readonly reason: string;
      readonly rules: readonly string[];
      readonly evidence: readonly {
        readonly location: { readonly file: string; readonly line: number } | null;
      }[];
    }[];
  }[];
}

describe('JSON', () => {
  const validate = new Ajv2020({ allErrors: true }).compile<Page>(schema);

  test.each(['healthy', 'ten-faults', 'guide', 'stopped', 'planned', 'windows', 'encodings'])(
    'of %s is what the schema says, in either language',
    async (name) => {
      for (const language of ['en', 'ja']) {
        const args = ['--lang', language, 'rehearse', name, '--format', 'json'];
        const { out } = await cjclint(args, { cwd: resolve('fixtures/clusters') });
        const page: unknown = JSON.parse(out);
        expect({ valid: validate(page), errors: validate.errors }).toEqual({ valid: true, errors: null });
        if (!validate(page)) return;
        expect(page.rehearsals.length).toBeGreaterThan(0);
        for (const { steps } of page.rehearsals) expect(steps.map(({ step }) => step)).toEqual(STEPS);
      }
    },
  );

  test('tells every ordered pair of a site, and for a step its reason, rules and places', async () => {
    const { out } = await rehearse(['case', '--site', 'jcmgcluster.example.jp', '--format', 'json']);
    const { rehearsals }: Page = JSON.parse(out);
    expect(rehearsals.map(({ from, to, outcome }) => [from, to, outcome])).toEqual([
      ['jcmanager01', 'jcmanager02', 'fails'],
      ['jcmanager02', 'jcmanager01', 'cannot-tell'],
    ]);
    expect(rehearsals[0]?.steps.find(({ step }) => step === 'common-settings')).toMatchObject({
      status: 'fails',
      reason: 'maintenance=ON is left: a start on jcmanager02 would run cjcpw and no JobCenter process',
      rules: expect.arrayContaining(['jobcenter/maintenance-mode', 'jobcenter/local-daemon-mode']),
      evidence: [
        {
          location: {
            file: 'case/nodes/jcmanager02/usr/lib/nqs/rc/daemon.conf',
            line: 3,
            column: 1,
            endLine: 3,
            endColumn: 15,
          },
        },
      ],
    });
  });

  test('goes into a file beside the timeline', async () => {
    const { out } = await rehearse([
      'case',
      ...pair,
      '--format',
      'text',
      '--format',
      'json',
      '-o',
      '-',
      '-o',
      'out.json',
    ]);
    expect(out).toContain('=> this pair would not fail over');
    expect(validate(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')))).toBe(true);
  });
});

test('the HTML page has every step of every failover, and loads nothing', async () => {
  const { out } = await rehearse(['case', '--site', 'jcmgcluster.example.jp', '--format', 'html']);
  expect(out).toMatch(/^<!DOCTYPE html>/);
  for (const step of STEPS) expect(out.split(`<code class="step-name">${step}</code>`)).toHaveLength(3);
  expect(out).toContain('maintenance=ON is left: a start on jcmanager02 would run cjcpw');
  expect(out).not.toMatch(/<script|\ssrc=|href="(?!#)/);
});

describe('the exit code', () => {
  test.each([
    ['0: all pass', ['healthy', '--site', 'jcmgsecond.example.jp'], 0],
    ['1: a pair fails', ['case'], 1],
    ['4: none fails, of one it cannot be told', ['healthy'], 4],
    ['0: --fail-on never', ['case', '--fail-on', 'never'], 0],
    ['2: a path that is not there, the rest is rehearsed', ['healthy', 'no-such-folder'], 2],
  ] as const)('is %s', async (_, args, code) => {
    expect((await rehearse(args)).code).toBe(code);
  });

  test.each([
    [['case', '--from', 'x'], '--from: no node is called "x"; there are "jcmanager01", "jcmanager02"'],
    [['case', '--from', 'jcmanager1'], '--from: no node is called "jcmanager1"; did you mean "jcmanager01"?'],
    [['case', '--to', 'jcmanger02'], '--to: no node is called "jcmanger02"; did you mean "jcmanager02"?'],
    [['case', '--site', 'jcmgclster.example.jp'], 'did you mean "jcmgcluster.example.jp"?'],
    [['case', '--from', 'jcmanager01', '--to', 'jcmanager01'], '--from and --to are both "jcmanager01"'],
    [['case', '--format', 'sarif'], '--format: "sarif" is none of text, json, markdown, html'],
    [['case', '--fail-on', 'nothing'], '--fail-on: "nothing" is none of'],
  ] as const)('is 2 for %j', async (args, complaint) => {
    const { code, out, err } = await rehearse(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(complaint);
  });

  test('is 2 where there are more failovers than anybody reads, and says how to choose', async () => {
    const nodes = Array.from({ length: 120 }, (_, index) => `{name: n${index}}`);
    mkdirSync(join(cwd, 'many'), { recursive: true });
    writeFileSync(
      join(cwd, 'many/cjclint.yaml'),
      `nodes: [${nodes.join(', ')}]\nsites: [{name: jcmg.example.jp, database: /mnt/db}]\nagents: []\n`,
    );
    const all = await rehearse(['many', '--format', 'json']);
    expect(all.code).toBe(2);
    expect(JSON.parse(all.out)).toMatchObject({ rehearsals: [] });
    expect(all.err).toContain('more than 5000 failovers, of which none is rehearsed');
    expect(all.err).toContain('--from, --to or --site');
    expect((await rehearse(['many', '--from', 'n3', '--to', 'n119'])).out).toContain('from n3 to n119');
  }, 60_000);

  test('is 2 where nothing has two nodes, and the page says so', async () => {
    const { code, out } = await rehearse(['alone']);
    expect(code).toBe(2);
    expect(out).toBe(
      'There is no failover to rehearse: no site and no agent has two nodes. Give what you have of both nodes.\n',
    );
  });

  test('is 2 for a manifest that is not there, which is named', async () => {
    const { code, err } = await rehearse(['healthy', '--manifest', 'no-such-folder']);
    expect(code).toBe(2);
    expect(err).toContain('no-such-folder');
  });
});

describe('the cluster', () => {
  test('is inferred from the nodes trees where there is no manifest', async () => {
    const { code, out } = await rehearse([
      'healthy/nodes/jcmanager01',
      'healthy/nodes/jcmanager02',
      '--site',
      'jcmgcluster.example.jp',
    ]);
    expect([1, 4]).toContain(code);
    expect(out).toContain('jcmgcluster.example.jp from jcmanager01 to jcmanager02');
    expect(out).toContain('jcmgcluster.example.jp from jcmanager02 to jcmanager01');
  });

  test('is the manifest that is given, with snapshots in place of its nodes', async () => {
    const { out } = await rehearse(['case/nodes/jcmanager02', '--manifest', 'healthy', ...pair]);
    expect(out).toContain('=> this pair would not fail over (resolve-name, common-settings)');
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Touched } from '../../src/cli/inputs/touched.js';
import { runLint } from '../../src/cli/running/run-lint.js';
import { cjclint } from './run-program.js';

let cwd = '';
const CONF = 'prod/nodes/a/usr/lib/nqs/rc/daemon.conf';
const BESIDE = 'prod/cjclint-waivers.yaml';
const save = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
};

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-waivers-'));
  save('prod/cjclint.yaml', 'cluster: prod\nnodes: [{name: a}]\nsites: []\n');
  save(CONF, 'nats_urll=1\n');
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const waiver = (lines: string) => `waivers:\n  - rule: unknown-parameter\n    reason: agreed\n${lines}`;

async function lint(today = '2026-11-21', over: Partial<Parameters<typeof runLint>[1]> = {}) {
  const select = (rule: string) => rule === 'jobcenter/unknown-parameter' || rule.startsWith('cjclint/');
  const result = await runLint(['.'], { cwd, today, select, ...over });
  const under = ({ location }: (typeof result.findings)[number]) => {
    const line = location?.excerpt[location.line - location.firstLine] ?? '';
    return line.slice((location?.column ?? 1) - 1, (location?.endColumn ?? 1) - 1);
  };
  return {
    open: result.findings.map((finding) => `${finding.rule.split('/')[1]} ${under(finding)}`),
    waived: result.suppressed.map(({ reason, expires }) => [reason, expires]),
    problems: result.inputProblems.map(({ en }) => en),
    verdict: result.verdict,
  };
}

const FOUND = 'unknown-parameter nats_urll';

describe('a waiver', () => {
  test('lets a finding stand until its day has passed', async () => {
    save(BESIDE, waiver('    approver: Sato\n    expires: 2026-11-21\n'));
    expect(await lint()).toMatchObject({
      open: [],
      waived: [['agreed (Sato)', '2026-11-21']],
      verdict: 'go',
    });
    expect(await lint('2026-11-22')).toMatchObject({
      open: [FOUND, 'waiver-expired 2026-11-21'],
      waived: [],
      verdict: 'go-with-warnings',
    });
  });

  test('beside the manifest holds as well when one file of the cluster is given', async () => {
    save(BESIDE, waiver('    value: nats_urll\n'));
    const select = (rule: string) => rule === 'jobcenter/unknown-parameter';
    const { findings, suppressed } = await runLint([CONF], { cwd, today: '2026-11-21', select });
    expect(findings).toEqual([]);
    expect(suppressed.map(({ reason }) => reason)).toEqual(['agreed']);
  });

  test('holds for its value alone: a changed value is open again', async () => {
    save(BESIDE, waiver('    value: nats_urll\n'));
    expect((await lint()).open).toEqual([]);
    save(CONF, 'nats_urlll=1\n');
    expect((await lint()).open).toEqual([
      'unknown-parameter nats_urlll',
      'waiver-unmatched unknown-parameter',
    ]);
  });

  test.each(['cluster: prod', 'node: a'])('speaks of what it names (%s)', async (line) => {
    save(BESIDE, waiver(`    ${line}\n`));
    expect((await lint()).open).toEqual([]);
  });

  test.each(['node: b', 'site: elsewhere'])('and of nothing else (%s)', async (line) => {
    save(BESIDE, waiver(`    ${line}\n`));
    expect((await lint()).open).toEqual([FOUND, 'waiver-unmatched unknown-parameter']);
  });

  test('of a cluster that was not checked, or a rule that was not asked, is not called unmatched', async () => {
    save('cjclint-waivers.yaml', waiver('    cluster: other\n'));
    save(BESIDE, waiver('').replace('unknown-parameter', 'maintenance-mode'));
    expect((await lint()).open).toEqual([FOUND]);
  });

  test('of all clusters is not called unmatched where only some were checked', async () => {
    save('cjclint-waivers.yaml', waiver('    site: elsewhere\n'));
    const touched = new Touched(realpathSync(cwd), [path.join(realpathSync(cwd), CONF)]);
    expect((await lint('2026-11-21', { touched })).open).toEqual([FOUND]);
    save(BESIDE, waiver('    site: elsewhere\n'));
    expect((await lint('2026-11-21', { touched })).open).toEqual([
      FOUND,
      'waiver-unmatched unknown-parameter',
    ]);
  });

  test('of a rule that does not exist is unmatched, and the nearest is named', async () => {
    save(BESIDE, waiver('').replace('unknown-parameter', 'unknown-paramter'));
    const { out } = await cjclint(['lint', '--rule', 'unknown-parameter'], { cwd });
    expect(out).toContain('did you mean "unknown-parameter"?');
  });

  test('beside a manifest speaks of its cluster, in the working directory of all', async () => {
    save('test/cjclint.yaml', 'cluster: test\nnodes: [{name: a}]\nsites: []\n');
    save(CONF.replace('prod', 'test'), 'nats_urll=1\n');
    save(BESIDE, waiver(''));
    expect((await lint()).open).toEqual([FOUND]);
    save('cjclint-waivers.yaml', waiver(''));
    rmSync(path.join(cwd, BESIDE));
    expect((await lint()).open).toEqual([]);
  });

  test('is taken from the file of --waivers alone', async () => {
    save(BESIDE, waiver(''));
    save('other.yaml', 'waivers: []\n');
    expect((await lint('2026-11-21', { waivers: 'other.yaml' })).open).toEqual([FOUND]);
    const { code, err } = await cjclint(['lint', '--waivers', 'absent.yaml'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain('waiver file "absent.yaml" cannot be read');
  });
});

test.each([
  ['waivers:\n  - rule: x\n    reason: y\n    expirs: 2026-01-01\n', '4:5: ', 'did you mean "expires"?'],
  ['waivers:\n  - rule: x\n', '2:', 'the key "reason" is missing'],
  ['waivers:\n  - rule: x\n    reason: y\n    value: {a: 1}\n', '4:5: ', '"value" must be'],
  ['waivers:\n  - rule: x\n    reason: y\n    expires: 2026-02-30\n', '4:14: ', 'which is no day'],
  ['waivers: [\n', '', ''],
])(
  'a waiver file that is wrong is exit 2, with the place, and waives nothing: %s',
  async (text, place, complaint) => {
    save(BESIDE, text);
    const { problems, open } = await lint();
    expect(open).toEqual([FOUND]);
    expect(problems[0]).toContain(`prod/cjclint-waivers.yaml:${place}`);
    expect(problems[0]).toContain(complaint);
    expect((await cjclint(['lint'], { cwd })).code).toBe(2);
  },
);

test('the report says when a waiver ends', async () => {
  save(BESIDE, waiver('    expires: 2999-12-31\n'));
  const { out } = await cjclint(['lint', '--rule', 'unknown-parameter', '--format', 'json'], { cwd });
  expect(JSON.parse(out).suppressed).toMatchObject([{ reason: 'agreed', expires: '2999-12-31' }]);
});

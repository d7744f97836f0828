import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PreflightOptions, runPreflight } from '../../src/cli/running/run-preflight.js';
import { planOf } from '../../src/jobcenter/plan.js';
import { type Stage, stages } from '../../src/jobcenter/stage.js';
import { FolderLayer } from '../../src/source/folder-layer.js';
import { defaultLimits } from '../../src/source/limits.js';
import { cjclint } from './run-program.js';

const cwd = join(import.meta.dirname, '../../fixtures/clusters');
const tree = (cluster: string, node: string) => `${cluster}/nodes/${node}`;
const planned = { site: 'jcmgcluster.example.jp', machineId: '100', database: '/mnt/jobmgdb' };

const onTree = (over: Partial<PreflightOptions> = {}): PreflightOptions => ({
  cwd,
  stage: 'create-site',
  hostName: 'jcmanager01',
  gather: async () =>
    new FolderLayer(join(cwd, tree('planned', 'jcmanager01')), tree('planned', 'jcmanager01'), defaultLimits),
  ...over,
});

describe('wrong usage of preflight ends in exit code 2 with the reason', () => {
  const args = ['jcmgcluster.example.jp', '100', '/mnt/jobmgdb'];
  test.each([
    [['jcmgcluster.example.jp', '/mnt/jobmgdb', '100'], 'the machine ID "/mnt/jobmgdb" is no whole number'],
    [['jcmgcluster.example.jp', '1.5', '/mnt/jobmgdb'], 'the machine ID "1.5" is no whole number'],
    [['', '100', '/mnt/jobmgdb'], '<site> is empty'],
    [['jcmgcluster.example.jp', '100', ''], '<database> is empty'],
    [['jcmgcluster.example.jp', '100'], 'missing argument <database>'],
    [[...args, 'more'], 'preflight does not take the argument "more"'],
    [
      [...args, '--stage', 'create'],
      '--stage: "create" is none of create-site, start, failover, create-agent',
    ],
    [[...args, '--timeout', '0'], '--timeout: "0" is no number of seconds'],
    [[...args, '--manifest', 'no-such.yaml'], '--manifest "no-such.yaml": no such file'],
    [[...args, '--with', 'no-such-folder'], '--with "no-such-folder": "no-such-folder" does not exist'],
    [[...args, '--with', 'planned'], '--with "planned": no node tree'],
    [[...args, '--rule', 'no-such-rule'], '--rule: no rule is called "no-such-rule"'],
  ])('%j', async (given, reason) => {
    const ended = await cjclint(['preflight', ...given], { cwd });
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toContain(reason);
  });
});

describe('preflight with a manifest', () => {
  const refused = (args: Partial<typeof planned>, over: Partial<PreflightOptions> = {}) =>
    runPreflight({ ...planned, ...args }, onTree({ manifest: 'planned', ...over }));

  test('refuses a site that the manifest does not have, with the nearest', async () => {
    await expect(refused({ site: 'jcmgclustre.example.jp' })).rejects.toThrow(
      'the manifest has no site "jcmgclustre.example.jp"; did you mean "jcmgcluster.example.jp"?',
    );
  });

  test('refuses another machine ID or database than the manifest has', async () => {
    await expect(refused({ machineId: '101' })).rejects.toThrow(
      'the machine ID "101" is not that of the manifest, which says "100"',
    );
    await expect(refused({ database: '/mnt/other' })).rejects.toThrow(
      'the database "/mnt/other" is not that of the manifest',
    );
  });

  test('refuses a machine that is none of its nodes', async () => {
    await expect(refused({}, { hostName: 'web01' })).rejects.toThrow(
      'this machine is called "web01", and the manifest has no node of that name',
    );
  });

  test('refuses a snapshot of this machine, of a stranger, and two of one node', async () => {
    const other = tree('planned', 'jcmanager02');
    await expect(refused({}, { others: [tree('stopped', 'jcmanager01')] })).rejects.toThrow(
      'is this machine',
    );
    await expect(refused({}, { others: [other, tree('stopped', 'jcmanager02')] })).rejects.toThrow(
      'another snapshot is of "jcmanager02" as well',
    );
  });

  test('takes a snapshot in place of the tree that the manifest has of the node', async () => {
    const { result } = await refused({}, { others: [tree('stopped', 'jcmanager02')] });
    const files = new Set(
      result.findings.filter(({ node }) => node === 'jcmanager02').map(({ location }) => location?.file),
    );
    expect([...files].filter((file) => file?.startsWith('planned/nodes/jcmanager02'))).toEqual([]);
    expect(result.verdict).toBe('go');
  });

  test('goes by host names with and without a domain', async () => {
    const { result } = await refused({}, { hostName: 'jcmanager01.example.jp' });
    expect(result.verdict).not.toBe('no-go');
  });
});

describe('preflight without a manifest', () => {
  test('knows this node, the given ones, and the site of the arguments with the VIP that its name has here', async () => {
    const { result, cluster } = await runPreflight(
      planned,
      onTree({ others: [tree('planned', 'jcmanager02')] }),
    );
    expect(cluster?.sites.map((site) => [site.name.value, site.vip?.value, site.machineId?.value])).toEqual([
      ['jcmgcluster.example.jp', '192.168.1.100', 100],
    ]);
    expect(cluster?.asked?.nodes.map((node) => node.name.value)).toEqual(['jcmanager01', 'jcmanager02']);
    expect([result.verdict, result.findings.filter(({ severity }) => severity === 'error')]).toEqual([
      'go',
      [],
    ]);
  });

  test('points at the argument that is wrong', async () => {
    const { result } = await runPreflight({ ...planned, database: 'mnt/jobmgdb' }, onTree());
    const finding = result.findings.find(({ rule }) => rule === 'jobcenter/db-path-absolute');
    expect(finding?.location).toMatchObject({ file: '(command line)', line: 1, column: 46, endColumn: 57 });
  });
});

describe('on a machine without JobCenter', () => {
  async function planFor(files: Readonly<Record<string, string>>, stage: Stage) {
    const folder = mkdtempSync(join(tmpdir(), 'cjclint-preflight-'));
    for (const [file, text] of Object.entries({ '.facts/meta': 'format=1\nhostname=web01\n', ...files })) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const gather = async () => new FolderLayer(folder, 'web01', defaultLimits);
    const { cluster, result, blocking } = await runPreflight(
      planned,
      onTree({ hostName: 'web01', stage, gather }),
    );
    const [checked] = result.clusters;
    if (cluster === null || checked === undefined) throw new Error('nothing was checked');
    return planOf(cluster, checked, (rule) => blocking.has(rule))?.before.map(({ what }) => what) ?? [];
  }

  test.each([...stages])('the first step says so in one sentence, and no later one: %s', async (stage) => {
    const [first, ...others] = await planFor({}, stage);
    expect(first?.en).toContain('JobCenter is not installed on web01');
    expect(first?.ja).toContain('web01 には JobCenter がインストールされていません');
    for (const { en } of others) expect(en).not.toMatch(/cjcls|nmapmgr|jcagctrl|not installed/);
  });

  test.each<[Record<string, string>, Stage]>([
    [{ 'usr/lib/nqs/rc/daemon.conf': 'local_daemon=SITE\n' }, 'create-site'],
    // The program of an agent stands elsewhere.
    [
      { '.facts/jcagctrl-list': '+---+\n| INSTANCE-NAME | INSTANCE-ID | ACTIVE | ENABLE |\n+---+\n' },
      'create-agent',
    ],
  ])('is not said where there is some of it: %j', async (files, stage) => {
    for (const { en } of await planFor(files, stage)) expect(en).not.toContain('not installed');
  });
});

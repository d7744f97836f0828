import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCase } from '../../src/cli/inputs/check-case.js';
import { openCase } from '../../src/cli/inputs/open-case.js';

const healthy = resolve('fixtures/clusters/healthy');
let cwd = '';

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cjclint-case-'));
  cpSync(join(healthy, 'nodes'), join(cwd, 'case/nodes'), { recursive: true, verbatimSymlinks: true });
  cpSync(join(healthy, 'shared'), join(cwd, 'case/shared'), { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(cwd, 'mail'));
  for (const node of ['jcmanager01', 'jcmanager02']) {
    execFileSync('tar', ['-czf', join(cwd, `mail/${node}.tar.gz`), '-C', join(cwd, 'case/nodes'), node]);
  }
  writeFileSync(join(cwd, 'mail/broken.tar.gz'), 'no archive');
  mkdirSync(join(cwd, 'empty'));
});
afterAll(() => rmSync(cwd, { recursive: true }));

const shape = async (paths: readonly string[], manifest?: string) => {
  const opened = await openCase(paths, { cwd, manifest });
  return {
    clusters: opened.targets.map(({ name, nodes, sites }) => ({ name, nodes, sites })),
    problems: opened.problems.map(({ en }) => en),
  };
};
const nodes = ['jcmanager01', 'jcmanager02'];
const sites = ['jcmgcluster.example.jp', 'jcmgsecond.example.jp'];

describe('what a case is opened from', () => {
  test('a folder that holds node trees and the shared disk: one cluster of its name', async () => {
    expect(await shape(['case'])).toEqual({ clusters: [{ name: 'case', nodes, sites }], problems: [] });
  });

  test('two snapshots by name: one cluster named after its nodes', async () => {
    expect(await shape(['mail/jcmanager01.tar.gz', 'mail/jcmanager02.tar.gz'])).toEqual({
      clusters: [{ name: 'jcmanager01+jcmanager02', nodes, sites }],
      problems: [],
    });
  });

  test('a folder of snapshots with a damaged one among them: the others are used, and the damage is a finding', async () => {
    const opened = await openCase(['mail'], { cwd });
    expect(opened.targets.map((target) => target.nodes)).toEqual([nodes]);
    const { result } = checkCase(opened);
    expect(result.inputProblems.map(({ en }) => en)).toEqual([
      expect.stringContaining('the archive "mail/broken.tar.gz" is not read'),
    ]);
  });

  test('a manifest with snapshots in place of its nodes', async () => {
    const manifest = join(healthy, 'cjclint.yaml');
    const opened = await openCase(['mail/jcmanager02.tar.gz'], { cwd, manifest });
    expect(opened.targets.map(({ name }) => name)).toEqual(['jcmg-prod']);
    const [, standby] = opened.targets[0]?.model.nodes ?? [];
    expect(standby?.commonConf?.file.path).toBe(
      'mail/jcmanager02.tar.gz!/jcmanager02/usr/lib/nqs/rc/daemon.conf',
    );
  });

  test('a folder whose name tells nothing: the cluster is called after its nodes', async () => {
    const { targets } = await openCase(['.'], { cwd: join(cwd, 'mail') });
    expect(targets.map(({ name }) => name)).toEqual(['jcmanager01+jcmanager02']);
    expect((await shape(['case/nodes'])).clusters[0]?.name).toBe('jcmanager01+jcmanager02');
  });

  test('one node alone is a cluster of one', async () => {
    expect(await shape(['case/nodes/jcmanager01'])).toEqual({
      clusters: [{ name: 'jcmanager01', nodes: ['jcmanager01'], sites }],
      problems: [],
    });
  });

  test('two snapshots of one node: the second is left out, and that is said', async () => {
    expect((await shape(['case/nodes/jcmanager01', 'mail/jcmanager01.tar.gz'])).problems).toEqual([
      '"mail/jcmanager01.tar.gz": "case/nodes/jcmanager01" is of "jcmanager01" as well; this one is left out',
    ]);
  });

  test.each([
    ['empty', '"empty": no node tree, no snapshot and no cjclint.yaml in it'],
    ['nowhere', '"nowhere": no such file or folder'],
  ])('%s: nothing to look at is a problem', async (path, problem) => {
    expect(await shape([path])).toEqual({ clusters: [], problems: [problem] });
  });

  test('a snapshot of a node that the manifest does not have', async () => {
    mkdirSync(join(cwd, 'other/jcmanager03/.facts'), { recursive: true });
    writeFileSync(join(cwd, 'other/jcmanager03/.facts/meta'), 'format=1\nhostname=jcmanager03\n');
    expect((await shape(['other'], healthy)).problems).toEqual([
      '"other/jcmanager03": it is of "jcmanager03", and the manifest has no node of that name; did you mean "jcmanager01"?',
    ]);
  });
});

test('all rules run over a case, and a healthy one has no error and no warning', async () => {
  const { result, clusters } = checkCase(await openCase(['case'], { cwd }));
  expect(result.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(result.summary).toMatchObject({ clusters: 1, nodes: 2 });
  expect(clusters.map(({ target }) => target.model.sites.length)).toEqual([2]);
});

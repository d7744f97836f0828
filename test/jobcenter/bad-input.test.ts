import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { runLint } from '../../src/cli/running/run-lint.js';
import type { RunResult } from '../../src/engine/result.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

const manifest = `cluster: c
nodes:
  - name: a
  - name: b
sharedDisks: [/mnt/db]
sites:
  - name: jcmg.example.jp
    machineId: 100
    database: /mnt/db
    vip: 192.168.1.100
`;

function make(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'cjclint-bad-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const lint = (root: string, paths: readonly string[] = ['.'], allowOutside = false) =>
  runLint(paths, { cwd: root, allowOutside });

const ofInputs = (result: RunResult) => result.inputProblems.map((problem) => problem.en);

describe('a manifest that cannot be used', () => {
  test.each([
    ['an unknown key', 'vip: 192.168.1.100', 'vipp: 192.168.1.100', /cjclint\.yaml:10:5: .*"vipp".*"vip"/],
    ['a wrong type', 'sharedDisks: [/mnt/db]', 'sharedDisks: /mnt/db', /cjclint\.yaml:5:14: /],
    [
      'two nodes of one name',
      '- name: b',
      '- name: a',
      /cjclint\.yaml:4:11: two nodes are named "a"; the first stands in line 3/,
    ],
    [
      'an unknown node',
      'vip: 192.168.1.100',
      'nodes: [a, bb]',
      /cjclint\.yaml:10:16: there is no node "bb"; did you mean "b"\?/,
    ],
    [
      'an unknown value',
      'cluster: c',
      'cluster: c\nplatform: linus',
      /cjclint\.yaml:2:11: .*"linus".*"linux"/,
    ],
    ['no YAML', 'sharedDisks: [/mnt/db]', 'sharedDisks: [/mnt/db', /cjclint\.yaml:\d+:\d+: /],
    ['a key twice', 'cluster: c', 'cluster: c\ncluster: d', /cjclint\.yaml:2:1: .*"cluster"/],
  ])('%s: position and what is nearest', async (_name, find, put, expected) => {
    const root = make({ 'cjclint.yaml': manifest.replace(find, put) });
    const result = await lint(root);
    expect(ofInputs(result)).toEqual([expect.stringMatching(expected)]);
    expect(result.internalErrors).toEqual([]);
  });

  test('an unknown key is ignored and the cluster still checked', async () => {
    const result = await lint(make({ 'cjclint.yaml': manifest.replace('vip:', 'vipp:') }));
    expect(result.clusters[0]?.sites).toEqual(['jcmg.example.jp']);
  });

  test('the other clusters are still checked', async () => {
    const root = make({ 'one/cjclint.yaml': 'nodes: 3\n', 'two/cjclint.yaml': manifest });
    const result = await lint(root);
    expect(
      result.clusters.map((cluster) => [cluster.name, cluster.verdict === 'no-go', cluster.nodes]),
    ).toEqual([
      ['one', true, []],
      ['c', false, ['a', 'b']],
    ]);
    expect(result.clusters[0]?.notChecked.every((entry) => entry.cause.missing[0] === 'manifest')).toBe(true);
  });

  test('an alias bomb and a nesting as deep as fits into a file end clearly', async () => {
    const levels = Array.from({ length: 12 }, (_, level) =>
      level === 0
        ? 'x0: &x0 [a, a, a, a, a, a, a, a, a, a]'
        : `x${level}: &x${level} [${`*x${level - 1}, `.repeat(10)}]`,
    );
    for (const text of [
      levels.join('\n'),
      `nodes: ${'['.repeat(500_000)}`,
      `nodes: ${'- '.repeat(250_000)}`,
      `${'{a: '.repeat(125_000)}`,
    ]) {
      const result = await lint(make({ 'cjclint.yaml': text }));
      expect(ofInputs(result)[0]).toMatch(/cjclint\.yaml:\d+:\d+: /);
      expect(result.internalErrors).toEqual([]);
    }
  });
});

describe('a path of a manifest', () => {
  test('that leads out of its folder is refused, also through a link', async () => {
    const outside = make({ 'etc/hosts': '127.0.0.1 localhost\n' });
    const root = make({
      'cjclint.yaml': `nodes:\n  - {name: a, files: ../x}\n  - {name: b, files: ${outside}}\n  - {name: d, files: link}\n`,
    });
    symlinkSync(outside, join(root, 'link'));
    expect(ofInputs(await lint(root))).toEqual([
      expect.stringContaining('cjclint.yaml:2:22: "../x" leads out'),
      expect.stringMatching(/cjclint\.yaml:3:22: ".*" leads out/),
      expect.stringContaining('cjclint.yaml:4:22: "link" leads out'),
    ]);
  });

  test('that leads out is followed with --allow-outside, and missing ones are named', async () => {
    const outside = make({ 'etc/hosts': '127.0.0.1 localhost\n' });
    const root = make({
      'cjclint.yaml': `nodes:\n  - {name: a, files: ${outside}}\n  - {name: b, files: nodes/none}\n`,
    });
    expect(ofInputs(await lint(root, ['.'], true))).toEqual([
      expect.stringContaining('cjclint.yaml:3:22: "nodes/none" does not exist'),
    ]);
  });
});

describe('files that cannot be read', () => {
  test('are each named, and the others still checked', async () => {
    const root = make({
      'cjclint.yaml': manifest,
      'nodes/a/usr/lib/nqs/rc/daemon.conf/inside': '',
      'nodes/a/etc/hosts': '\u0000\u0001\u0002binary\u0000',
      'nodes/b/usr/lib/nqs/rc/daemon.conf': 'maintenance=ON\n',
      'nodes/b/etc/hosts': 'x',
    });
    symlinkSync('/nowhere', join(root, 'nodes/a/usr/lib/nqs/resolv.def'));
    mkdirSync(join(root, 'nodes/a/usr/spool/nqs'), { recursive: true });
    symlinkSync('/nowhere', join(root, 'nodes/a/usr/spool/nqs/daemon.conf'));
    truncateSync(join(root, 'nodes/b/etc/hosts'), 100 * 1024 * 1024);
    const result = await lint(root);
    expect(ofInputs(result).sort()).toEqual([
      expect.stringMatching(/^nodes\/a\/etc\/hosts:1:1: .*binary/),
      expect.stringMatching(/^nodes\/a\/usr\/lib\/nqs\/rc\/daemon\.conf:1:1: .*directory/),
      expect.stringMatching(/^nodes\/a\/usr\/spool\/nqs\/daemon\.conf:1:1: .*leads to nothing/),
      expect.stringMatching(/^nodes\/b\/etc\/hosts:1:1: .*larger/),
    ]);
    expect(result.findings.some((finding) => finding.rule === 'jobcenter/maintenance-mode')).toBe(true);
  });

  test('a file without permission is named (checked where the tests are not root)', async () => {
    const root = make({ 'daemon.conf': 'ipaddress=1.2.3.4\n' });
    chmodSync(join(root, 'daemon.conf'), 0);
    const result = await lint(root, ['daemon.conf']);
    if (process.getuid?.() === 0) expect(ofInputs(result)).toEqual([]);
    else expect(ofInputs(result)).toEqual([expect.stringContaining('permission')]);
  });
});

describe('paths', () => {
  test('that do not exist, or have nothing to check, are named', async () => {
    const root = make({ 'empty/readme.txt': 'x' });
    expect(ofInputs(await lint(root, ['none', 'empty', 'empty/readme.txt']))).toEqual([
      expect.stringContaining('"none": no such file'),
      expect.stringContaining('"empty": nothing to check'),
      expect.stringContaining('"empty/readme.txt": nothing to check'),
    ]);
  });

  test('a file alone is checked alone, unless a manifest above declares it', async () => {
    const root = make({
      'cjclint.yaml': manifest,
      'nodes/a/usr/lib/nqs/rc/daemon.conf': 'local_daemon=OFF\nmaintenance=ON\n',
      'elsewhere/usr/lib/nqs/rc/daemon.conf': 'local_daemon=OFF\nmaintenance=ON\n',
    });
    const declared = await lint(root, ['nodes/a/usr/lib/nqs/rc/daemon.conf']);
    expect(declared.clusters.map((cluster) => cluster.name)).toEqual(['c']);
    const alone = await lint(root, ['elsewhere/usr/lib/nqs/rc/daemon.conf']);
    expect(alone.clusters.map((cluster) => cluster.name)).toEqual([null]);
    expect(alone.findings.map((finding) => [finding.rule, finding.cluster])).toContainEqual([
      'jobcenter/maintenance-mode',
      null,
    ]);
    expect(alone.verdict).toBe('cannot-tell');
  });

  test('a cluster is checked once, however often it is named', async () => {
    const root = make({ 'cjclint.yaml': manifest });
    expect((await lint(root, ['.', 'cjclint.yaml', '.'])).clusters).toHaveLength(1);
  });

  test('.git, node_modules and linked folders are not entered', async () => {
    const root = make({
      '.git/cjclint.yaml': 'x: 1',
      'node_modules/p/cjclint.yaml': 'x: 1',
      'real/cjclint.yaml': manifest,
    });
    symlinkSync('real', join(root, 'linked'));
    expect((await lint(root)).clusters.map((cluster) => cluster.manifest)).toEqual(['real/cjclint.yaml']);
  });
});

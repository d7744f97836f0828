import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareCases } from '../../../src/cli/inputs/compare-cases.js';
import { fastFolder } from '../../fast-folder.js';
import { type Cluster, generate } from '../../generate/cluster.js';
import { compareTrees } from '../../generate/judge-difference.js';
import type { Wants } from '../../generate/plan.js';
import { textOf } from '../../generate/tree.js';

const usual: Wants = { facts: 'all', fullManifest: true, running: true, localDisks: true, env: 'none' };

/** Changes the text of a file that is there. */
function edit(cluster: Cluster, path: string, change: (text: string) => string): void {
  const before = textOf(cluster.tree, path);
  const text = change(before);
  expect(text, path).not.toBe(before);
  const entry = cluster.tree.get(path);
  if (entry?.kind === 'text') cluster.tree.set(path, { ...entry, text });
}

const lines = (text: string, change: (lines: string[]) => string[]) =>
  `${change(text.trimEnd().split('\n')).join('\n')}\n`;

/** What a difference says after an edit of a cluster. */
async function told(cluster: Cluster, change: () => void) {
  const before = new Map(cluster.tree);
  change();
  const { changes, unexplained, oneSided, notCompared } = await compareTrees(before, cluster.tree);
  return {
    changes: changes.map(({ what, before: old, after, breaks, mends }) =>
      [what.en, old?.text.en, after?.text.en, ...[...breaks, ...mends].map(({ rule }) => rule)].join(' | '),
    ),
    others: [
      ...[...unexplained.breaks, ...unexplained.mends].map(({ rule }) => rule),
      ...[...oneSided.before, ...oneSided.after].map(({ rule }) => rule),
      ...notCompared.map(({ en }) => en),
    ],
  };
}

const healthy = resolve('fixtures/clusters/healthy');

/** The changes of meaning after an edit of one file of a cluster that somebody wrote by hand. */
async function afterEdit(file: string, change: (text: string) => string): Promise<string[]> {
  const cwd = fastFolder('cjclint-meaning-');
  try {
    for (const side of ['before', 'after'])
      cpSync(healthy, join(cwd, side), { recursive: true, verbatimSymlinks: true });
    const path = join(cwd, 'after', file);
    const before = readFileSync(path, 'utf8');
    const text = change(before);
    expect(text, file).not.toBe(before);
    writeFileSync(path, text);
    const { difference } = await compareCases('before', 'after', { cwd });
    // What only another writing brings is told with the finding that minds it.
    return difference.changes.filter(({ breaks }) => breaks.length === 0).map(({ what }) => what.en);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

const upper = (text: string) => text.toUpperCase();
const turned = (text: string) => {
  const [first = '', second = ''] = text.split('\n');
  return `- ${second.trim().slice(2)}\n${second.slice(0, second.indexOf('-'))}${first}`;
};

const nothing = { changes: [], others: [] };

describe('another way to write the same is no change', () => {
  const linux = () => generate(97, { ...usual, platform: 'linux' });

  test('comments and blank lines', async () => {
    const cluster = linux();
    const change = () =>
      edit(cluster, cluster.common(cluster.active()), (text) => `# 運用系\n\n${text}\n# end\n`);
    expect(await told(cluster, change)).toEqual(nothing);
  });

  test.each([
    ['host names in hosts in capitals', 'nodes/jcmanager02/etc/hosts', /jcmgcluster\S*/g, upper],
    ['the host of an endpoint in capitals', 'cjclint.yaml', /(?<=http:\/\/)[^:]+/, upper],
    ['names of NATS URLs in capitals', 'shared/mnt/jobmgdb/nqs/daemon.conf', /(?<=NATS_URL=)nats/, upper],
    ['a slash behind an endpoint', 'cjclint.yaml', /http:\/\/.*:23151/, (text: string) => `${text}/`],
    ['a slash behind a database path', 'cjclint.yaml', /database: .*/g, (text: string) => `${text}/`],
    ['an instance ID in capitals', 'cjclint.yaml', /(?<=instanceId: ).*/, upper],
    ['users in another order', 'cjclint.yaml', /- batch01\n\s+- batch02/, turned],
    ['nodes in another order', 'cjclint.yaml', /- jcmanager01\n\s+- jcmanager02/g, turned],
    [
      'an IPv6 address in its long form',
      'nodes/jcmanager01/.facts/ip-addr',
      /fe80::250:56ff:fe90:1/,
      () => 'FE80:0:0:0:0250:56ff:fe90:0001',
    ],
  ] as const)('%s', async (_, file, pattern, change) => {
    expect(await afterEdit(file, (text) => text.replace(pattern, change))).toEqual([]);
  });

  test.each(['packages', 'passwd', 'ip-addr', 'lookup', 'mounts', 'listen', 'stat'] as const)(
    'the order of the rows of %s',
    async (fact) => {
      const cluster = linux();
      const change = () =>
        edit(cluster, cluster.fact(cluster.active(), fact), (text) =>
          lines(text, (rows) => {
            const [head, ...rest] = rows;
            // The first row of a table names its columns.
            return fact === 'listen' && head !== undefined ? [head, ...rest.reverse()] : rows.reverse();
          }),
        );
      expect((await told(cluster, change)).changes).toEqual([]);
    },
  );

  test('the encoding of Japanese comments', async () => {
    const cluster = linux();
    const path = cluster.common(cluster.active());
    edit(cluster, path, (text) => `# 日本語の注釈\n${text}`);
    const change = () => {
      const entry = cluster.tree.get(path);
      if (entry?.kind !== 'text') throw new Error(path);
      cluster.tree.set(path, { ...entry, charset: entry.charset === 'utf-8' ? 'shift_jis' : 'utf-8' });
    };
    expect((await told(cluster, change)).changes).toEqual([]);
  });

  test('a file of the shared disk that was read on the other node, for the disk has moved', async () => {
    const cluster = generate(97, { ...usual, platform: 'linux', sharedIn: 'active' });
    const change = () => {
      for (const file of cluster.siteFiles()) {
        const entry = cluster.tree.get(file);
        const moved = file.replace(`/${cluster.active().name}/`, `/${cluster.standby().name}/`);
        expect(moved).not.toBe(file);
        cluster.tree.delete(file);
        if (entry !== undefined) cluster.tree.set(moved, entry);
      }
    };
    expect((await told(cluster, change)).changes).toEqual([]);
  });

  test('line ends on Windows; on Linux they are told with the finding that they bring', async () => {
    const windows = generate(97, { ...usual, platform: 'windows' });
    const ofLocal = (cluster: Cluster) => () =>
      edit(cluster, cluster.local(cluster.active()), (text) =>
        text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'),
      );
    expect((await told(windows, ofLocal(windows))).changes).toEqual([]);
    const cluster = linux();
    expect((await told(cluster, ofLocal(cluster))).changes).toEqual([
      `line ends (/usr/spool/nqs/daemon.conf of ${cluster.active().name}) | LF | CRLF | jobcenter/line-endings`,
    ]);
  });
});

describe('a failover between two states', () => {
  /** Moves the first site with all that is on its disk. */
  const move = (cluster: Cluster) => {
    const [from, to] = [cluster.active().name, cluster.standby().name];
    const swap = (names: readonly string[]) =>
      names.map((name) => (name === from ? to : name === to ? from : name));
    for (const site of cluster.plan.sites) {
      site.runningOn = swap(site.runningOn);
      site.vipOn = swap(site.vipOn);
    }
    for (const disk of cluster.plan.disks) disk.mountedOn = swap(disk.mountedOn);
    for (const agent of cluster.plan.agents) agent.activeOn = swap(agent.activeOn);
    cluster.rerender();
  };

  test.each([7, 14, 21])(
    'is no change by itself: what follows from it is told apart (seed %i)',
    async (seed) => {
      const cluster = generate(seed, { ...usual, platform: 'linux' });
      const before = new Map(cluster.tree);
      move(cluster);
      const { changes, expected, unexplained, notCompared } = await compareTrees(before, cluster.tree);
      expect({ changes, unexplained, notCompared }).toEqual({
        changes: [],
        unexplained: { breaks: [], mends: [] },
        notCompared: [],
      });
      const names = expected.map(({ what }) => what.en).join('\n');
      for (const part of ['the address ', 'the mount ', 'the process jnwcaster'])
        expect(names).toContain(part);
    },
  );

  test('what was changed beside it is told', async () => {
    const cluster = generate(7, { ...usual, platform: 'linux' });
    const before = new Map(cluster.tree);
    move(cluster);
    const path = cluster.common(cluster.active());
    edit(cluster, path, (text) => `${text}maintenance=ON\n`);
    const { changes } = await compareTrees(before, cluster.tree);
    expect(changes.map(({ what }) => what.en)).toEqual([
      `maintenance (/usr/lib/nqs/rc/daemon.conf of ${cluster.active().name})`,
    ]);
  });
});

describe('what a state does not tell is neither gone nor mended', () => {
  const cluster = () => generate(97, { ...usual, platform: 'linux', folder: '' });

  test('the fact by which a finding was seen', async () => {
    const one = cluster();
    const node = one.active();
    edit(one, one.fact(node, 'umask'), () => '0077\n');
    const said = await told(one, () => one.tree.delete(one.fact(node, 'umask')));
    expect(said.changes).toEqual([]);
    expect(said.others).toEqual([
      'jobcenter/umask-755',
      `umask of ${node.name}: the newer state does not tell`,
    ]);
  });

  test('a node of which no snapshot was given', async () => {
    const one = cluster();
    const [first, second] = one.plan.nodes;
    if (first === undefined || second === undefined) throw new Error('two nodes');
    one.tree.delete(one.manifest);
    edit(one, one.common(second), (text) => `${text}maintenance=ON\n`);
    const said = await told(one, () => {
      for (const path of [...one.tree.keys()])
        if (path.startsWith(`nodes/${second.name}/`)) one.tree.delete(path);
    });
    expect(said.changes).toEqual([]);
    expect(said.others).toContain('jobcenter/maintenance-mode');
    expect(said.others.filter((text) => text.includes(second.name))).toEqual([
      `the node ${second.name}: the newer state has no data of it`,
    ]);
  });

  test('a file of the shared disk that no snapshot holds, though its modes are listed', async () => {
    const one = generate(97, { ...usual, platform: 'linux', sharedIn: 'active' });
    const [file] = one.siteFiles();
    if (file === undefined) throw new Error('a file of the site');
    const said = await told(one, () => one.tree.delete(file));
    expect(said.changes).toEqual([]);
    expect(said.others).toEqual([`${one.site().database}/nqs/daemon.conf: the newer state does not tell`]);
  });

  test('a node that the manifest no longer names is gone', async () => {
    const one = generate(97, { ...usual, platform: 'linux', managers: 3 });
    const before = new Map(one.tree);
    const gone = one.plan.nodes.pop();
    if (gone === undefined) throw new Error('three nodes');
    for (const site of one.plan.sites) site.nodes = site.nodes.filter((name) => name !== gone.name);
    for (const agent of one.plan.agents) agent.nodes = agent.nodes.filter((name) => name !== gone.name);
    one.rerender();
    const { changes } = await compareTrees(before, one.tree);
    expect(changes.map(({ what, after }) => [what.en, after])).toContainEqual([
      `the node ${gone.name}`,
      null,
    ]);
  });
});

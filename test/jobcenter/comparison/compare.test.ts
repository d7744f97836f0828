import { describe, expect, test } from 'vitest';
import type { Difference } from '../../../src/engine/difference.js';
import { textUnder } from '../../../src/engine/place.js';
import { generate } from '../../generate/cluster.js';
import { faulty } from '../../generate/faults/fault.js';
import { faults } from '../../generate/faults.js';
import { compareTrees as compared, judgeDifference } from '../../generate/judge-difference.js';

/** What a change says: its values, each as it is shown and as it stands in its file. */
const rows = ({ changes }: Difference) =>
  changes.map(({ what, before, after, breaks, mends }) => ({
    what: what.en,
    before: before && [before.text.en, textUnder(before.location)],
    after: after && [after.text.en, textUnder(after.location)],
    breaks: breaks.map(({ rule }) => rule),
    mends: mends.map(({ rule }) => rule),
  }));

const usual = { facts: 'all', fullManifest: true, running: true, localDisks: true, env: 'none' } as const;
const seed = 97;

/** Kinds of faults that are one change of meaning, and so one change of the comparison. */
const KINDS = [
  'daemon-conf-syntax/words-without-equals',
  'trailing-comment/common-file',
  'duplicate-parameter/same-value',
  'machine-id-match/site',
  'site-name-valid/underscore',
  'db-path-absolute/relative',
  'local-daemon-mode/file-missing',
  'maintenance-mode/standby',
  'ipaddress-required/cluster-site',
  'nats-url-required/cluster-site',
  'nats-url-valid/no-port',
  'vip-link-missing/active',
  'db-mode/database-closed',
  'umask-755/closed',
  'instance-missing/standby',
  'job-user-match/missing-on-standby',
  'job-user-id-match/uid',
  'on-startup-action/abort',
  'release-match/other-version',
  'nqs-site-env/no-such-site',
  'cjcpw-arguments/other-site',
  'disk-holders/shell-while-running',
];

describe('a fault between two states', () => {
  const known = faults.filter(({ id }) => KINDS.includes(id));

  test('all kinds of the list are there', () => {
    expect(KINDS.filter((id) => !known.some((kind) => kind.id === id))).toEqual([]);
  });

  test.each(known.map((kind) => [kind.id, kind] as const))(
    '%s: the change is found and blamed, and nothing else',
    async (_, kind) => {
      const healthy = generate(seed, kind.wants).tree;
      const broken = faulty(kind, seed).cluster.tree;
      const there = await compared(healthy, broken);
      const rule = `jobcenter/${kind.rule}`;
      expect(there.unexplained.breaks.map((finding) => finding.rule)).toEqual([]);
      expect(
        there.changes.filter(({ breaks }) => breaks.some((finding) => finding.rule === rule)),
      ).toHaveLength(1);
      const [first] = there.changes;
      expect(first?.breaks.length).toBeGreaterThan(0);
      const back = await compared(broken, healthy);
      expect(back.changes.flatMap(({ mends }) => mends.map((finding) => finding.rule))).toContain(rule);
      expect(back.changes.flatMap(({ breaks }) => breaks)).toEqual([]);
    },
  );
});

describe('every kind of fault', () => {
  test.each(faults.map((kind) => [kind.id, kind] as const))(
    '%s: its findings stand under a change when it comes and when it goes, or cannot be told of one state',
    async (_, kind) => {
      const comparison = await judgeDifference(kind, 194);
      // What every cluster of its kind has is no change.
      if (comparison === null) return expect(kind.severity).toBe('info');
      const { isBlamed, isCredited, unexplained } = comparison;
      expect({ isBlamed, isCredited, unexplained }).toEqual({
        isBlamed: true,
        isCredited: true,
        unexplained: [],
      });
    },
  );
});

describe('what is compared', () => {
  test('a state with itself: no change, and nothing that could not be compared', async () => {
    const { tree } = generate(seed, usual);
    const { compared: clusters, changes, unexplained, oneSided, notCompared } = await compared(tree, tree);
    expect({ changes, unexplained, oneSided, notCompared }).toEqual({
      changes: [],
      unexplained: { breaks: [], mends: [] },
      oneSided: { before: [], after: [] },
      notCompared: [],
    });
    expect(clusters).toHaveLength(1);
  });

  test('meaning, not lines: comments, blank lines, the order of keys and of hosts change nothing', async () => {
    const cluster = generate(seed, usual);
    const before = new Map(cluster.tree);
    for (const node of cluster.managers()) {
      for (const path of [cluster.common(node), cluster.hosts(node)]) {
        const entry = cluster.tree.get(path);
        if (entry?.kind !== 'text') throw new Error(path);
        const lines = entry.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
        cluster.tree.set(path, { ...entry, text: `# moved\n\n${lines.reverse().join('\n')}\n` });
      }
    }
    expect(rows(await compared(before, cluster.tree))).toEqual([]);
  });

  test('a fact that only one state has is not compared, and that is said', async () => {
    const cluster = generate(seed, usual);
    const before = new Map(cluster.tree);
    const node = cluster.node(0);
    cluster.tree.delete(cluster.fact(node, 'umask'));
    const difference = await compared(before, cluster.tree);
    expect(rows(difference)).toEqual([]);
    expect(difference.notCompared).toEqual([
      {
        en: `umask of ${node.name}: the newer state does not tell`,
        ja: `${node.name} の umask: 変更後の側にデータがありません`,
      },
    ]);
  });

  test('values are shown as they stand, with their places', async () => {
    const cluster = generate(seed, usual);
    const before = new Map(cluster.tree);
    const node = cluster.active();
    const path = cluster.fact(node, 'packages');
    const entry = cluster.tree.get(path);
    if (entry?.kind !== 'text') throw new Error(path);
    cluster.tree.set(path, { ...entry, text: `${entry.text}NECJCpatch-1.0-2.x86_64\n` });
    expect(rows(await compared(before, cluster.tree))).toEqual([
      {
        what: `the package NECJCpatch (packages of ${node.name})`,
        before: null,
        after: ['1.0-2', 'NECJCpatch-1.0-2.x86_64'],
        breaks: ['jobcenter/release-match'],
        mends: [],
      },
    ]);
  });

  test('a finding that no changed text is under follows from the changed fact that its rule reads', async () => {
    const kind = faults.find(({ id }) => id === 'selinux-label/enforcing');
    if (kind === undefined) throw new Error('no such kind');
    const { cluster } = faulty(kind, seed);
    const after = new Map(cluster.tree);
    const mode = cluster.fact(cluster.active(), 'getenforce');
    const entry = cluster.tree.get(mode);
    if (entry?.kind !== 'text') throw new Error(mode);
    cluster.tree.set(mode, { ...entry, text: 'Disabled\n' });
    const { changes, unexplained } = await compared(cluster.tree, after);
    expect(unexplained.breaks).toEqual([]);
    expect(changes.map(({ what, breaks }) => [what.en, breaks.map(({ rule }) => rule)])).toEqual([
      [`SELinux (getenforce of ${cluster.active().name})`, ['jobcenter/selinux-label']],
    ]);
  });
});

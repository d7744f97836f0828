import { describe, expect, test } from 'vitest';
import type { Rehearsal } from '../../../src/engine/rehearsal.js';
import { type Cluster, generate } from '../../generate/cluster.js';
import { type Failover, failedFailover, failoverKinds, healthyFailover } from '../../generate/failover.js';
import { rehearseTree } from './walk.js';

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);
/** The snapshots alone, as a customer sends them. */
const snapshots = ({ plan }: Cluster) => [plan.folder === '' ? 'nodes' : `${plan.folder}/nodes`];

const failingSteps = (rehearsals: readonly Rehearsal[]) =>
  rehearsals.flatMap(({ site, from, to, steps }) =>
    steps
      .filter(({ status }) => status === 'fails')
      .map(({ step, reason }) => ({ step, told: `${site} ${from} -> ${to}: ${reason.en}` })),
  );

describe('of a healthy cluster no step fails', () => {
  test.each([
    ['whatever it is', {}],
    ['with all facts', { facts: 'all', running: true }],
    ['of config files alone', { facts: 'none' }],
    ['on Windows', { platform: 'windows' }],
  ] as const)(
    '%s',
    async (_, wants) => {
      for (const seed of seeds(100)) {
        const rehearsals = await rehearseTree(generate(seed, wants).tree, ['.']);
        expect({ seed, failing: failingSteps(rehearsals) }).toEqual({ seed, failing: [] });
        const open = rehearsals.flatMap(({ steps }) =>
          steps.filter(({ status }) => status === 'cannot-tell'),
        );
        for (const { reason, step } of open)
          expect(`${step}: ${reason.en}`).toMatch(/to settle it|needs|cannot be listed|no address/);
      }
    },
    120_000,
  );

  test('of which only snapshots are there', async () => {
    for (const seed of seeds(30)) {
      const { cluster } = healthyFailover(seed);
      const rehearsals = await rehearseTree(cluster.tree, snapshots(cluster));
      expect(rehearsals.length).toBeGreaterThan(0);
      expect({ seed, failing: failingSteps(rehearsals) }).toEqual({ seed, failing: [] });
    }
  }, 60_000);
});

describe('a cluster of which one node is missing', () => {
  test('never passes from or to that node, and what is missing is named', async () => {
    for (const seed of seeds(40)) {
      const cluster = generate(seed, { facts: 'all', running: true, fullManifest: true, managers: 2 });
      cluster.plan.leftOut.add('nodes.files');
      cluster.rerender();
      const gone = cluster.standby();
      const home = cluster.at(gone, '/');
      const tree = new Map([...cluster.tree].filter(([path]) => !path.startsWith(home)));
      const rehearsals = await rehearseTree(tree, ['.'], { site: cluster.site().name });
      const concerned = rehearsals.filter(({ from, to }) => [from, to].includes(gone.name));
      expect(concerned.length).toBeGreaterThan(0);
      for (const { outcome, to, steps } of concerned) {
        expect(outcome).not.toBe('passes');
        const [deciding] = steps.filter(
          ({ step }) => step === (to === gone.name ? 'common-settings' : 'stop-site'),
        );
        if (cluster.plan.platform === 'windows' && to === gone.name) continue;
        expect(deciding?.reason.en).toContain(`${gone.name}: supply the node's files`);
        expect(deciding?.status).toBe('cannot-tell');
      }
    }
  }, 60_000);
});

describe('a fault on a third node', () => {
  test('is no matter of the two others', async () => {
    for (const seed of seeds(10)) {
      const wants = { facts: 'all', platform: 'linux', managers: 3, fullManifest: true } as const;
      const cluster = generate(seed, wants);
      const [first, second, third] = cluster.managers();
      if (first === undefined || second === undefined || third === undefined)
        throw new Error('too few nodes');
      const file = cluster.common(third);
      const entry = cluster.tree.get(file);
      if (entry?.kind !== 'text') throw new Error('no common file');
      cluster.tree.set(file, { ...entry, text: `${entry.text}maintenance=ON\n` });
      const failing = async (to: string) =>
        failingSteps(await rehearseTree(cluster.tree, ['.'], { from: first.name, to }));
      expect(await failing(second.name)).toEqual([]);
      for (const { step } of await failing(third.name)) expect(step).toBe('common-settings');
    }
  }, 60_000);
});

describe('of a failover that failed, the step at fault fails and no other', () => {
  const asked = failoverKinds.filter(({ steps }) => steps !== null);
  test('there are enough kinds of them', () => expect(asked.length).toBeGreaterThanOrEqual(40));

  const faulty = async ({ cluster, move }: Failover, paths: readonly string[]) =>
    failingSteps(await rehearseTree(cluster.tree, paths, { from: move.from.name, to: move.to.name }));

  for (const kind of asked) {
    test(kind.id, async () => {
      for (const seed of seeds(3)) {
        const failing = await faulty(
          failedFailover(kind, seed),
          snapshots(failedFailover(kind, seed).cluster),
        );
        expect({ seed, failing: failing.length > 0 }).toEqual({ seed, failing: true });
        for (const { step, told } of failing) expect(kind.steps, told).toContain(step);
      }
    });
  }
});

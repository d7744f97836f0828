import type { Cluster } from './cluster.js';
import { generate } from './cluster.js';
import { agentKinds } from './failover/agents.js';
import { diskKinds, processKinds } from './failover/disks.js';
import type { FailoverKind, Step } from './failover/kind.js';
import { linkKinds, nameKinds } from './failover/names.js';
import { type Move, type Scene, stage, tellsItself } from './failover/scene.js';
import { commonFileKinds, localFileKinds, siteFileKinds } from './failover/settings.js';
import type { Plan, Wants } from './plan.js';
import { Random } from './random.js';

/** Every kind of fault that makes a failover fail, in the order of a failover's steps. */
export const failoverKinds: readonly FailoverKind[] = [
  ...diskKinds,
  ...linkKinds,
  ...nameKinds,
  ...commonFileKinds,
  ...siteFileKinds,
  ...localFileKinds,
  ...processKinds,
  ...agentKinds,
];

/** A cause that a diagnosis has to name. */
export interface ExpectedCause {
  readonly kind: FailoverKind;
  /** Full names; any of them is right. */
  readonly rules: readonly string[];
  /** The node's name; null: not asked. */
  readonly node: string | null;
}

/** A failover that failed (or did not), with what its snapshots have to show. */
export interface Failover {
  readonly cluster: Cluster;
  readonly move: Move;
  readonly causes: readonly ExpectedCause[];
  /** Steps of the rehearsal from `move.from` to `move.to`: one of them fails, no other does; null: not asked. */
  readonly steps: readonly Step[] | null;
  /** What those who saw it say; null where they said nothing. */
  readonly symptom: string | null;
}

/** What every failover needs: snapshots with all facts, which tell of the cluster without a manifest. */
const USUAL: Wants = {
  platform: 'linux',
  facts: 'all',
  fullManifest: true,
  running: true,
  localDisks: true,
  sharedIn: 'active',
  managers: 2,
  env: 'none',
};

/** The first cluster from a seed on that is as it has to be. */
function fitting(seed: number, wants: Wants, fits: (plan: Plan) => boolean): Cluster {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const cluster = generate(seed + attempt * 7919, { ...USUAL, ...wants });
    if (tellsItself(cluster.plan) && fits(cluster.plan)) return cluster;
  }
  throw new Error(`no cluster of seed ${seed} fits`);
}

function moveOf(cluster: Cluster, random: Random, scenes: readonly Scene[]): Move {
  const from = cluster.active();
  const others = cluster.managers().filter((node) => node !== from);
  return { from, to: random.pick(others), scene: random.pick(scenes) };
}

function happen(cluster: Cluster, move: Move, kinds: readonly FailoverKind[]): void {
  stage(cluster, move);
  for (const kind of kinds) kind.plan(cluster, move);
  cluster.rerender();
  for (const kind of kinds) kind.apply(cluster, move);
}

const named = (text: string, { cluster, move }: Pick<Failover, 'cluster' | 'move'>): string =>
  text
    .replaceAll('{site}', cluster.site().name)
    .replaceAll('{from}', move.from.name)
    .replaceAll('{to}', move.to.name)
    .replaceAll('{vip}', cluster.site().vip);

function expected(kind: FailoverKind, move: Move): ExpectedCause {
  return {
    kind,
    rules: kind.rules.map((rule) => `jobcenter/${rule}`),
    node: kind.at === null ? null : move[kind.at].name,
  };
}

/** A random cluster whose failover failed for one reason. About half of the seeds come with a complaint. */
export function failedFailover(kind: FailoverKind, seed: number): Failover {
  // Each kind draws its own scene, nodes and complaint.
  const random = new Random(seed * 131 + failoverKinds.indexOf(kind));
  const cluster = fitting(seed, kind.wants, kind.fits);
  const move = moveOf(cluster, random, kind.scenes);
  happen(cluster, move, [kind]);
  const told = kind.onlyBySymptom || random.chance(0.5);
  const symptom = told ? named(random.pick(kind.symptoms), { cluster, move }) : null;
  return { cluster, move, causes: [expected(kind, move)], steps: kind.steps, symptom };
}

/** A random cluster whose failover went well, or was never needed: nothing in it is wrong. */
export function healthyFailover(seed: number): Failover {
  const random = new Random(seed * 17 + 3);
  const cluster = fitting(seed, {}, () => true);
  const move = moveOf(cluster, random, ['runs-there', 'went-back']);
  happen(cluster, move, []);
  return { cluster, move, causes: [], steps: [], symptom: null };
}

/** Whether two kinds can be in one failover without one hiding the other. */
function independent(a: FailoverKind, b: FailoverKind): boolean {
  const scenes = a.scenes.filter((scene) => b.scenes.includes(scene));
  const wants = new Map<string, unknown>(Object.entries(a.wants));
  return (
    a.part !== b.part &&
    scenes.length > 0 &&
    !a.onlyBySymptom &&
    !b.onlyBySymptom &&
    !a.rules.some((rule) => b.rules.includes(rule)) &&
    Object.entries(b.wants).every(([key, value]) => !wants.has(key) || wants.get(key) === value) &&
    !excluded.some((pair) => [a, b].every(({ part, id }) => pair.includes(part) || pair.includes(id)))
  );
}

/** Parts or kinds of which one changes what the other would show. */
const excluded: readonly (readonly string[])[] = [
  // A database that is not there has neither file nor link target.
  ['vip-link-dangling/database-gone', 'site-file', 'database', 'disk', 'local-file', 'machine-id'],
  ['db-layout/no-nqs-folder', 'site-file', 'link', 'machine-id', 'local-file'],
  // Left on, maintenance itself explains why nothing runs; and the VIP's faults are told by each other.
  ['maintenance-mode/standby', 'processes'],
  ['maintenance-mode/every-node', 'processes'],
  ['vip', 'processes'],
  // What is up on both nodes at once is so for one reason.
  ['vip', 'disk', 'instance-active-once/two-nodes'],
  ['local-file', 'site-file'],
];

/** A random cluster whose failover had two reasons to fail, neither of which explains the other. */
export function twoFaults(seed: number): Failover {
  const random = new Random(seed * 19 + 7);
  for (;;) {
    const [a, b] = [random.pick(failoverKinds), random.pick(failoverKinds)];
    if (!independent(a, b)) continue;
    const scenes = a.scenes.filter((scene) => b.scenes.includes(scene));
    const cluster = fitting(seed, { ...a.wants, ...b.wants }, (plan) => a.fits(plan) && b.fits(plan));
    const move = moveOf(cluster, random, scenes);
    happen(cluster, move, [a, b]);
    const symptom = random.chance(0.5) ? named(random.pick(a.symptoms), { cluster, move }) : null;
    return { cluster, move, causes: [expected(a, move), expected(b, move)], steps: null, symptom };
  }
}

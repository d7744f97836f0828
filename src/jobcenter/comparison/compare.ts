import type { Change, ComparedValue, Difference } from '../../engine/difference.js';
import { locate } from '../../engine/place.js';
import type { ClusterResult, Finding, Severity } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import type { Cluster, Site } from '../model.js';
import { blamed, onlyIn } from './blame.js';
import { changesBetween, type Side, type TraitChange } from './changes.js';
import { clusterGroups } from './cluster-groups.js';
import { factGroups } from './facts.js';
import { fileGroups } from './files.js';
import { type Pairing, pairingOf } from './pairing.js';
import type { TraitGroup } from './trait.js';

/** One state of a cluster, with what the rules say of it. */
export interface ClusterState {
  readonly cluster: Cluster;
  readonly result: ClusterResult;
}

/**
 * What changed between two states of one cluster, by meaning, and which findings came and went with each change.
 * @param needsOf the facts that a rule reads, by its full name
 */
export function compareStates(
  before: ClusterState,
  after: ClusterState,
  needsOf: (rule: string) => readonly string[],
): Pick<Difference, 'changes' | 'unexplained' | 'notCompared'> {
  const pairing = pairingOf(before.cluster, after.cluster);
  const { changes, notCompared } = changesBetween(
    groupsOf(before.cluster, { node: (name) => name, site: ({ name }: Site) => name.value }),
    groupsOf(after.cluster, pairing),
  );
  const told = changes.filter(onBothSides(before.cluster, after.cluster, pairing)).filter(firstOfItsPlace());
  const broken = onlyIn(after.result.findings, before.result.findings, pairing.node);
  const mended = onlyIn(before.result.findings, after.result.findings, pairing.node);
  const breaks = blame(broken, told, 'after', needsOf);
  const mends = blame(mended, told, 'before', needsOf);
  return {
    changes: told
      .map((change) => ({
        cluster: after.result.name,
        ...change.group.names,
        what: whatOf(change),
        before: comparedValue(change.before, change.what === null),
        after: comparedValue(change.after, change.what === null),
        changedAt: change.group.changed === null ? null : isoTime(change.group.changed),
        breaks: breaks.by.get(change) ?? [],
        mends: mends.by.get(change) ?? [],
      }))
      .sort((a, b) => weight(b) - weight(a)),
    unexplained: { breaks: breaks.left, mends: mends.left },
    notCompared,
  };
}

const groupsOf = (cluster: Cluster, { node, site }: Pairing): TraitGroup[] => [
  ...clusterGroups(cluster, node, site),
  ...fileGroups(cluster, node),
  ...factGroups(cluster, node),
];

/** Of a node without any data in one state no file came or went: that there is no data is a change of its own. */
function onBothSides(before: Cluster, after: Cluster, pairing: Pairing): (change: TraitChange) => boolean {
  const silent = new Set([
    ...before.nodes.filter(({ hasData }) => !hasData).map(({ name }) => name.value),
    ...after.nodes.filter(({ hasData }) => !hasData).map(({ name }) => pairing.node(name.value)),
  ]);
  return ({ group, what }) => what !== null || group.file === null || !silent.has(group.names.node ?? '');
}

/** One line of a file may stand for several names, one line of a manifest for several nodes: that is one change. */
function firstOfItsPlace(): (change: TraitChange) => boolean {
  const places = new Set<string>();
  return ({ before, after }) => {
    const ats = [before.trait?.at ?? null, after.trait?.at ?? null];
    if (ats.every((at) => at === null || at.range === null)) return true;
    const place = JSON.stringify(ats.map((at) => at && [at.file.path, at.range]));
    const isFirst = !places.has(place);
    places.add(place);
    return isFirst;
  };
}

function blame(
  findings: readonly Finding[],
  changes: readonly TraitChange[],
  state: 'before' | 'after',
  needsOf: (rule: string) => readonly string[],
): { readonly by: ReadonlyMap<TraitChange, readonly Finding[]>; readonly left: readonly Finding[] } {
  const by = new Map<TraitChange, Finding[]>();
  const left: Finding[] = [];
  const suspects = changes.map((change) => ({
    side: change[state],
    whole: change.what === null,
    name: change.name,
    node: change.group.names.node,
    of: change,
  }));
  for (const finding of findings) {
    const guilty = blamed(finding, suspects, needsOf(finding.rule));
    if (guilty.length === 0) left.push(finding);
    for (const change of guilty) by.set(change, [...(by.get(change) ?? []), finding]);
  }
  return { by, left };
}

const whatOf = ({ group, what }: TraitChange): Localized =>
  what === null
    ? group.where
    : { en: `${what.en} (${group.where.en})`, ja: `${what.ja}（${group.where.ja}）` };

function comparedValue({ group, trait }: Side, whole: boolean): ComparedValue | null {
  if (trait !== null) return { text: trait.text, location: trait.at === null ? null : locate(trait.at) };
  if (!whole || group === null) return null;
  return { text: '', location: group.file === null ? null : locate({ file: group.file, range: null }) };
}

/** No later year than ISO 8601 writes with four digits. */
const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;
const isoTime = (seconds: number): string | null =>
  seconds >= 0 && seconds < LAST_SECOND ? new Date(seconds * 1000).toISOString().replace('.000', '') : null;

const severities: Readonly<Record<Severity, number>> = { error: 100, warning: 10, info: 1 };
const worst = (findings: readonly Finding[]) =>
  Math.max(0, ...findings.map(({ severity }) => severities[severity]));
/** What breaks something comes first, the worst before all; then what mends something. */
const weight = ({ breaks, mends }: Change) => worst(breaks) * 1000 + worst(mends);

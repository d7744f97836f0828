import type { Change, ComparedValue, Difference } from '../../engine/difference.js';
import { locate } from '../../engine/place.js';
import type { ClusterResult, Finding, Severity } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import type { Cluster, Site } from '../model.js';
import { Suspects } from './blame.js';
import { changesBetween, type Side, silentState, type TraitChange } from './changes.js';
import { clusterGroups } from './cluster-groups.js';
import { copiesGroup } from './copies.js';
import { factGroups } from './facts.js';
import { fileGroups } from './files.js';
import { onlyIn } from './new-findings.js';
import { type Pairing, pairingOf } from './pairing.js';
import { type FollowsFromRole, isOfRole, roleOf } from './role.js';
import { couldTell, type NamedState, silentNodes, wouldTell } from './telling.js';
import { isoTime } from './time.js';
import type { TraitGroup } from './trait.js';

/** One state of a cluster, with what the rules say of it. */
export interface ClusterState {
  readonly cluster: Cluster;
  readonly result: ClusterResult;
}

/** The facts that a rule reads, by its full name. */
export type NeedsOf = (rule: string) => readonly string[];

/** What changed between two states of one cluster, by meaning, and which findings came and went with each change. */
export function compareStates(
  before: ClusterState,
  after: ClusterState,
  needsOf: NeedsOf,
): Pick<Difference, 'changes' | 'expected' | 'unexplained' | 'oneSided' | 'notCompared'> {
  const pairing = pairingOf(before.cluster, after.cluster);
  const older: NamedState = { ...before, node: (name) => name };
  const newer: NamedState = { ...after, node: pairing.node };
  const roles = rolesIn(before.cluster, after.cluster, pairing);
  const silent = { before: silentNodes(newer, older), after: silentNodes(older, newer) };
  const areDeclared = before.cluster.manifest !== null && after.cluster.manifest !== null;
  const isHeard = ({ names, alone }: TraitGroup) =>
    (alone === 'declared' && areDeclared) || ![...silent.before, ...silent.after].includes(names.node ?? '');
  const {
    changes: all,
    notCompared,
    oneSided,
  } = changesBetween(
    groupsOf(before.cluster, { node: older.node, site: ({ name }: Site) => name.value }).filter(isHeard),
    groupsOf(after.cluster, pairing).filter(isHeard),
    (group, side) => (side === 'before' ? wouldTell(older, group, newer) : wouldTell(newer, group, older)),
    (group, side) =>
      roles.has(group.names.node ?? '') && isOfRole(group.name) ? null : silentState(group, side),
  );
  const changes = firstOfEachPlace(all);
  const broken = onlyIn(after.result.findings, before.result.findings, pairing.node);
  const mended = onlyIn(before.result.findings, after.result.findings, pairing.node);
  const suspects = new Suspects(changes, 'after');
  // Where the changed text itself is at fault, it does not matter what else the older state left open.
  const [olderTells, newerTells] = [couldTell(older, newer), couldTell(newer, older)];
  const isCompared = ({ location }: Finding) => location === null || !oneSided.has(location.file);
  const isNew = (finding: Finding) =>
    (olderTells(finding) === 'yes' && isCompared(finding)) || suspects.certain(finding).length > 0;
  const gone = new Suspects(changes, 'before');
  const isGone = (finding: Finding) => {
    const tells = newerTells(finding);
    if (tells === 'yes' && isCompared(finding)) return true;
    return tells !== 'no' && gone.certain(finding).length > 0;
  };
  const breaks = blame(broken.filter(isNew), changes, 'after', needsOf);
  const mends = blame(mended.filter(isGone), changes, 'before', needsOf);
  const told = (change: TraitChange): Change => ({
    ...changeOf(change, after.result.name),
    breaks: breaks.by.get(change) ?? [],
    mends: mends.by.get(change) ?? [],
  });
  const matters = (change: TraitChange) => breaks.by.has(change) || mends.by.has(change);
  const isExpected = (change: TraitChange) =>
    !matters(change) && roles.get(change.group.names.node ?? '')?.(change) === true;
  return {
    expected: changes
      .filter((change) => !change.isWriting && isExpected(change))
      .map((change) => ({ ...told(change), why: 'role' })),
    changes: changes
      .filter((change) => matters(change) || !(change.isWriting || isExpected(change)))
      .map(told)
      .sort((a, b) => weight(b) - weight(a) || later(a.changedAt, b.changedAt)),
    unexplained: { breaks: breaks.left, mends: mends.left },
    oneSided: {
      before: mended.filter((finding) => !isGone(finding)),
      after: broken.filter((finding) => !isNew(finding)),
    },
    notCompared: [
      ...silent.before.map(noData('before')),
      ...silent.after.map(noData('after')),
      ...notCompared,
    ],
  };
}

/** By node, what it shows or no longer shows because a site moved to it or away, was started or stopped. */
function rolesIn(before: Cluster, after: Cluster, pairing: Pairing): ReadonlyMap<string, FollowsFromRole> {
  const roles = new Map<string, FollowsFromRole>();
  for (const node of after.nodes) {
    const name = pairing.node(node.name.value);
    const older = before.nodes.find((each) => each.name.value === name);
    const role =
      older === undefined ? null : roleOf({ cluster: before, node: older }, { cluster: after, node });
    if (role !== null) roles.set(name, role);
  }
  return roles;
}

const noData =
  (side: 'before' | 'after') =>
  (node: string): Localized =>
    side === 'before'
      ? {
          en: `the node ${node}: the older state has no data of it`,
          ja: `ノード ${node}: 変更前の側にデータがありません`,
        }
      : {
          en: `the node ${node}: the newer state has no data of it`,
          ja: `ノード ${node}: 変更後の側にデータがありません`,
        };

const groupsOf = (cluster: Cluster, { node, site }: Pairing): TraitGroup[] => [
  ...clusterGroups(cluster, node, site),
  ...fileGroups(cluster, node),
  copiesGroup(cluster),
  ...factGroups(cluster, node),
];

/** One line of a file may stand for several names, one line of a manifest for several nodes: that is one change. */
export function firstOfEachPlace(changes: readonly TraitChange[]): TraitChange[] {
  const places = new Set<string>();
  return changes.filter(({ before, after, isWriting }) => {
    const ats = [before.trait?.at ?? null, after.trait?.at ?? null];
    if (ats.every((at) => at === null || at.range === null)) return true;
    const place = JSON.stringify([isWriting, ...ats.map((at) => at && [at.file.path, at.range])]);
    const isFirst = !places.has(place);
    places.add(place);
    return isFirst;
  });
}

/** Lays each finding to the changes it is about. */
function blame(
  findings: readonly Finding[],
  changes: readonly TraitChange[],
  state: 'before' | 'after',
  needsOf: NeedsOf,
): { readonly by: ReadonlyMap<TraitChange, readonly Finding[]>; readonly left: readonly Finding[] } {
  const by = new Map<TraitChange, Finding[]>();
  const left: Finding[] = [];
  const suspects = new Suspects(changes, state);
  for (const finding of findings) {
    const guilty = suspects.blamed(finding, needsOf(finding.rule));
    if (guilty.length === 0) left.push(finding);
    for (const change of guilty) by.set(change, [...(by.get(change) ?? []), finding]);
  }
  return { by, left };
}

/** A change as reports show it, without what it breaks and mends. */
export function changeOf(change: TraitChange, cluster: string | null): Omit<Change, 'breaks' | 'mends'> {
  const { group, before, after } = change;
  return {
    cluster,
    ...group.names,
    what: named(change, group.where),
    before: comparedValue(before, change.what === null),
    after: comparedValue(after, change.what === null),
    changedAt: group.changed === null ? null : isoTime(group.changed.seconds),
  };
}

/** What a change is called where it stands. */
export const named = ({ what }: TraitChange, where: Localized): Localized =>
  what === null ? where : { en: `${what.en} (${where.en})`, ja: `${what.ja}（${where.ja}）` };

function comparedValue({ group, trait }: Side, whole: boolean): ComparedValue | null {
  if (trait !== null) return { text: trait.text, location: trait.at === null ? null : locate(trait.at) };
  if (!whole || group === null) return null;
  return {
    text: { en: '', ja: '' },
    location: group.file === null ? null : locate({ file: group.file, range: null }),
  };
}

const severities: Readonly<Record<Severity, number>> = { error: 100, warning: 10, info: 1 };
const worst = (findings: readonly Finding[]) =>
  Math.max(0, ...findings.map(({ severity }) => severities[severity]));
/** What was changed last comes first: it worked before. */
const later = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null || (b !== null && a < b) ? 1 : -1;
/** What breaks something comes first, the worst before all; then what mends something. */
export const weight = ({ breaks, mends }: Pick<Change, 'breaks' | 'mends'>): number =>
  worst(breaks) * 1000 + worst(mends);

import type { Difference, ExpectedDifference } from '../../engine/difference.js';
import type { Finding } from '../../engine/result.js';
import { addressKey } from '../address.js';
import { isSameHost } from '../host-name.js';
import type { Cluster, ClusterNode } from '../model.js';
import { Suspects } from './blame.js';
import { changesBetween, type TraitChange } from './changes.js';
import { type ClusterState, changeOf, firstOfEachPlace, type NeedsOf, named, weight } from './compare.js';
import { factGroups } from './facts.js';
import { fileGroups } from './files.js';
import { onlyIn } from './new-findings.js';
import { ownWords } from './own-words.js';
import { roleOf } from './role.js';
import { hasFiles } from './telling.js';
import type { TraitGroup } from './trait.js';

/** Two states of one node each, when they are of different machines; null otherwise. */
export function differentNodes(before: Cluster, after: Cluster): readonly [string, string] | null {
  const [a, ...others] = before.nodes;
  const [b, ...more] = after.nodes;
  if (a === undefined || b === undefined || others.length + more.length > 0) return null;
  if (before.manifest !== null || after.manifest !== null) return null;
  return isSameHost(a.name.value, b.name.value) || isRenamed(a, b) ? null : [a.name.value, b.name.value];
}

/** By its own addresses, else by the machine ID of its local site. */
function isRenamed(a: ClusterNode, b: ClusterNode): boolean {
  const [own, others] = [a, b].map(({ addresses }) => addresses.map(({ value }) => addressKey(value)));
  if (own !== undefined && others !== undefined && own.length > 0 && others.length > 0)
    return own.some((address) => others.includes(address));
  return a.machineId !== null && a.machineId.value === b.machineId?.value;
}

/**
 * How one node of a cluster differs from another: first what a finding is about, then the rest; what rightly differs
 * between two nodes is told apart.
 * @param state both nodes as one cluster, so that the rules that compare nodes have spoken
 */
export function compareNodes(
  { cluster, result }: ClusterState,
  [nameA, nameB]: readonly [string, string],
  needsOf: NeedsOf,
): Pick<Difference, 'changes' | 'expected' | 'unexplained' | 'notCompared' | 'alike'> | null {
  const a = cluster.nodes.find(({ name }) => name.value === nameA);
  const b = cluster.nodes.find(({ name }) => name.value === nameB);
  if (a === undefined || b === undefined) return null;
  const { changes, notCompared } = changesBetween(
    groupsOf(cluster, a, nameA),
    groupsOf(cluster, b, nameA),
    (group, side) => group.alone === 'file' && (side === 'before' ? hasFiles(a, b) : hasFiles(b, a)),
    ({ place }, silent) => {
      const name = silent === 'before' ? nameA : nameB;
      return { en: `${place.en}: ${name} does not tell`, ja: `${place.ja}: ${name} 側にデータがありません` };
    },
  );
  const { shown, expected } = sorted(firstOfEachPlace(changes), cluster, a, b);
  const about = findingsOn(shown, expected, result.findings, { nameA, nameB, needsOf });
  const told = (change: TraitChange) => {
    const what = named(change, change.group.place);
    return {
      ...changeOf(change, result.name),
      node: null,
      what,
      breaks: about.by.get(change) ?? [],
      mends: [],
    };
  };
  const isAccused = (change: TraitChange) => about.by.has(change);
  return {
    changes: [
      ...shown.filter((change) => !change.isWriting || isAccused(change)),
      ...expected.map(({ change }) => change).filter(isAccused),
    ]
      .map(told)
      .sort((one, other) => weight(other) - weight(one)),
    expected: expected
      .filter(({ change }) => !change.isWriting && !isAccused(change))
      // Modes come last: there are many, and they say least.
      .sort((one, other) => modesLast(one.change) - modesLast(other.change))
      .map(({ change, why }) => ({ ...told(change), why })),
    unexplained: { breaks: about.left, mends: [] },
    notCompared,
    alike: about.alike,
  };
}

const modesLast = ({ group }: TraitChange): number => (group.name === 'stat' ? 1 : 0);

/** What one node has, under the name of the first; what belongs to a site or an agent is no node's own. */
function groupsOf(cluster: Cluster, node: ClusterNode, shownAs: string): TraitGroup[] {
  const as = (name: string) => (name === node.name.value ? shownAs : '');
  return [...fileGroups(cluster, as), ...factGroups(cluster, as)].filter(
    ({ names }) => names.node === shownAs && names.site === null && names.agent === null,
  );
}

interface Expected {
  readonly change: TraitChange;
  readonly why: ExpectedDifference['why'];
}

/** Parts what rightly differs between two nodes from the rest; what each has under its own name is one difference. */
function sorted(
  changes: readonly TraitChange[],
  cluster: Cluster,
  a: ClusterNode,
  b: ClusterNode,
): { readonly shown: readonly TraitChange[]; readonly expected: readonly Expected[] } {
  const vips = new Set(cluster.sites.flatMap(({ vip }) => (vip === null ? [] : [addressKey(vip.value)])));
  const ofA = ownWords(a, cluster.confs, vips);
  const ofB = ownWords(b, cluster.confs, vips);
  const withId = ({ name }: TraitGroup) => name === 'nmapmgr';
  const meansA = (group: TraitGroup, text: string) => ofA(text, withId(group));
  const meansB = (group: TraitGroup, text: string) => ofB(text, withId(group));
  const follows = roleOf({ cluster, node: a }, { cluster, node: b });
  const lonely = new Map<string, TraitChange>();
  const keyOf = ({ group }: TraitChange, key: string) => JSON.stringify([group.key, key]);
  for (const change of changes)
    if (change.after.trait !== null && change.before.trait === null && change.what !== null)
      lonely.set(keyOf(change, meansB(change.group, change.after.trait.key)), change);
  const paired = new Set<TraitChange>();
  const whole = changes.map((change): TraitChange => {
    const { trait } = change.before;
    if (trait === null || change.after.trait !== null) return change;
    const other = lonely.get(keyOf(change, meansA(change.group, trait.key)));
    if (other === undefined || paired.has(other)) return change;
    paired.add(other);
    return { ...change, after: other.after };
  });
  const shown: TraitChange[] = [];
  const expected: Expected[] = [];
  for (const change of whole.filter((each) => !paired.has(each))) {
    const { before, after, group } = change;
    const own =
      before.trait !== null &&
      after.trait !== null &&
      meansA(group, before.trait.meaning) === meansB(group, after.trait.meaning);
    if (own) expected.push({ change, why: 'own' });
    else if (follows?.(change) === true) expected.push({ change, why: 'role' });
    else shown.push(change);
  }
  return { shown, expected };
}

/** Lays each finding to the differences it is about; those that both nodes have alike are counted. */
function findingsOn(
  shown: readonly TraitChange[],
  expected: readonly Expected[],
  findings: readonly Finding[],
  of: { readonly nameA: string; readonly nameB: string; readonly needsOf: NeedsOf },
) {
  const { nameA, nameB, needsOf } = of;
  const by = new Map<TraitChange, Finding[]>();
  const left: Finding[] = [];
  let alike = 0;
  const sidesOf = (changes: readonly TraitChange[]) => [
    { suspects: new Suspects(changes, 'before'), name: nameA },
    { suspects: new Suspects(changes, 'after'), name: nameB },
  ];
  const unexpected = sidesOf(shown);
  // A finding about a node as a whole points at its name, which is no difference that it is about.
  const known = sidesOf(expected.flatMap(({ change }) => (change.group.name === 'meta' ? [] : [change])));
  const ofNode = (name: string) => findings.filter(({ node }) => node === name);
  const alone = new Set([
    ...onlyIn(ofNode(nameA), ofNode(nameB), () => ''),
    ...onlyIn(ofNode(nameB), ofNode(nameA), () => ''),
  ]);
  for (const finding of findings) {
    // Both sides stand under the first node's name.
    const as = (name: string) => ({
      ...finding,
      node: finding.node === name || finding.node === null ? nameA : null,
    });
    const asked = (
      sides: typeof known,
      question: (suspects: Suspects, seen: Finding) => readonly TraitChange[],
    ) => sides.flatMap(({ suspects, name }) => question(suspects, as(name)));
    const needs = needsOf(finding.rule);
    const isAlone = alone.has(finding);
    let guilty = asked(unexpected, (suspects, seen) => suspects.certain(seen));
    // What rightly differs is suspected only of what is wrong on one of the nodes, and only where that is pointed at.
    if (guilty.length === 0 && isAlone) guilty = asked(known, (suspects, seen) => suspects.touched(seen));
    if (guilty.length === 0 && isAlone)
      guilty = asked(unexpected, (suspects, seen) => suspects.blamed(seen, needs));
    for (const change of new Set(guilty)) by.set(change, [...(by.get(change) ?? []), finding]);
    if (guilty.length > 0) continue;
    if (isAlone) left.push(finding);
    else alike += 1;
  }
  return { by, left, alike };
}

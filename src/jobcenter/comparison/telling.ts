import type { ClusterResult, Finding, NotChecked } from '../../engine/result.js';
import type { Cluster, ClusterNode } from '../model.js';
import { nameKey } from '../names.js';
import type { TraitGroup } from './trait.js';

/** A state of a cluster, and what its nodes are called in the older one. */
export interface NamedState {
  readonly cluster: Cluster;
  readonly result: ClusterResult;
  readonly node: (name: string) => string;
}

/**
 * Whether a state would show a group if it had it, so that its absence means something. What no manifest declares is
 * known from the nodes' data alone, and of a node without data nothing is.
 * @param holder the state that has the group
 */
export function wouldTell(state: NamedState, group: TraitGroup, holder: NamedState): boolean {
  if (group.alone === 'untold') return false;
  if (group.alone === 'declared') return declares(state, group, holder);
  const { node, site, agent } = group.names;
  if (node !== null) return hasFiles(nodeNamed(state, node), nodeNamed(holder, node));
  const { sites, agents, nodes } = state.cluster;
  const same = (a: string, b: string | null) => b !== null && nameKey(a) === nameKey(b);
  const owners = [
    ...sites.filter(({ name }) => same(name.value, site)),
    ...agents.filter(({ name }) => same(name.value, agent)),
  ];
  if (owners.length > 0 && !owners.some(({ seenBy }) => seenBy.size > 0)) return false;
  // Not every snapshot holds the files of the disk; what is gone from it is gone from the list of a folder.
  if (nodes.some((each) => lists(each, group, FILE))) return false;
  return nodes.some((each) => lists(each, group, FOLDER)) || !nodes.some(hasFacts);
}

const FILE = '';
const FOLDER = /\/[^/]*$/;

/** Whether the modes of a node tell of a group's file, or of the folder that it would stand in. */
function lists(
  { facts: { stat } }: ClusterNode,
  { file }: TraitGroup,
  without: typeof FILE | typeof FOLDER,
): boolean {
  const place = file?.path.replace(without, '') ?? '';
  return stat.state === 'known' && stat.value.some(({ path }) => path.length > 1 && place.endsWith(path));
}

function declares(state: NamedState, group: TraitGroup, holder: NamedState): boolean {
  if (state.cluster.manifest !== null && holder.cluster.manifest !== null) return true;
  const { node } = group.names;
  if (node !== null) return false;
  // Sites and agents are read from the nodes: they are gone where no node that could tell of them is missing.
  const nodes = holder.cluster.nodes.filter(({ hasData }) => hasData);
  return nodes.every(({ name }) => nodeNamed(state, holder.node(name.value))?.hasData === true);
}

/** A snapshot shows all config files that there are; of files without facts those that somebody has kept. */
export const hasFiles = (node: ClusterNode | undefined, holder: ClusterNode | undefined): boolean =>
  node?.hasData === true && (hasFacts(node) || (holder !== undefined && !hasFacts(holder)));

const hasFacts = ({ facts }: ClusterNode): boolean =>
  facts.stat.state === 'known' || facts.meta.state === 'known';

const nodeNamed = ({ cluster, node }: NamedState, name: string): ClusterNode | undefined =>
  cluster.nodes.find((each) => node(each.name.value) === name);

/** Whether a state that does not have a finding could have had it. */
export type CouldTell = (finding: Finding) => 'yes' | 'no' | 'unsure';

/**
 * A state could not have a finding (`no`) where its rule could not be checked there, or where nothing is known of the
 * finding's node; nobody knows (`unsure`) where not all nodes were given that the other state has, or some that it has
 * not, for rules compare them.
 * @param holder the state that has the findings
 */
export function couldTell(state: NamedState, holder: NamedState): CouldTell {
  const silent = new Set(silentNodes(holder, state));
  const otherwise = silent.size + silentNodes(state, holder).length > 0 ? 'unsure' : 'yes';
  const open = new Map<string, NotChecked[]>();
  for (const each of state.result.notChecked) {
    const known = open.get(each.rule);
    if (known === undefined) open.set(each.rule, [each]);
    else known.push(each);
  }
  const isIt = (one: string | null, other: string | null) => one === null || other === null || one === other;
  return ({ rule, node: named, site, agent }) => {
    const node = named === null ? null : holder.node(named);
    if (node !== null && silent.has(node)) return 'no';
    const isOpen = (open.get(rule) ?? []).some(
      (each) =>
        isIt(each.node === null ? null : state.node(each.node), node) &&
        isIt(each.site, site) &&
        isIt(each.agent, agent),
    );
    return isOpen ? 'no' : otherwise;
  };
}

/**
 * Names in the older state of the nodes of which one state has data and the other knows nothing; not of those that a
 * manifest no longer declares.
 */
export function silentNodes(of: NamedState, other: NamedState): string[] {
  const isGone = of.cluster.manifest !== null && other.cluster.manifest !== null;
  return of.cluster.nodes
    .filter(({ hasData }) => hasData)
    .map(({ name }) => of.node(name.value))
    .filter((name) => {
      const there = nodeNamed(other, name);
      return there === undefined ? !isGone : !there.hasData;
    });
}

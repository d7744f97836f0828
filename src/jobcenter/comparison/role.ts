import type { Localized } from '../../message/language.js';
import { addressKey } from '../address.js';
import type { Cluster, ClusterNode } from '../model.js';
import { nameKey } from '../names.js';
import { processName, WATCHER } from '../processes.js';
import type { TraitChange } from './changes.js';
import { pathMeaning } from './meaning.js';

/** Whether what is not alike follows from something running with only one of both. */
export type FollowsFromRole = (change: TraitChange) => boolean;

/** Facts that tell of a site only where it runs, or where its disk is. */
export const isOfRole = (fact: string): boolean => /^(?:nmapmgr\..*|holders|selinux-labels)$/.test(fact);

/** No node has more; each is asked about for every path. */
const MOST_SPOOLS = 64;
/** What only the node shows that runs a site, whatever the site. */
const RUNNING: readonly string[] = ['ps', 'holders'];
/** Facts whose traits are paths. */
const PATHS: readonly string[] = ['stat', 'selinux-labels', 'checksums'];

/** A node in a state of its cluster. */
export interface SeenNode {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
}

/**
 * What differs between two nodes, or between one node at two times, because a site runs or an agent's disk is there
 * with only one of them.
 * @returns null where the same runs with both
 */
export function roleOf(one: SeenNode, other: SeenNode): FollowsFromRole | null {
  const seen = [one, other] as const;
  const { platform } = other.cluster;
  const [a, b] = [one.node, other.node];
  const moved = seen.flatMap(({ cluster }) =>
    cluster.sites.filter(({ name }) => isActive(one, name.value) !== isActive(other, name.value)),
  );
  const movedAgents = seen.flatMap(({ cluster }) =>
    cluster.agents.filter(({ name }) => isSeen(one, name.value) !== isSeen(other, name.value)),
  );
  const watched = watches(a) !== watches(b);
  if (moved.length + movedAgents.length === 0 && !watched) return null;
  const vips = new Set(moved.flatMap(({ vip }) => (vip === null ? [] : [addressKey(vip.value)])));
  const folders = [
    ...moved.map(({ database }) => database.value),
    ...movedAgents.flatMap((agent) => agent.nodes.flatMap((node) => agent.on(node).spool?.value ?? [])),
    ...[a, b].flatMap((node) => spoolsSeen(node).slice(0, MOST_SPOOLS)),
  ].map((path) => `${pathMeaning(platform, path)}/`);
  const isOnDisk = (path: string) => folders.some((folder) => `${path}/`.startsWith(folder));
  const isDisk = (path: string) => path !== '' && folders.some((folder) => folder.startsWith(`${path}/`));
  const runs = (of: SeenNode) =>
    moved.some(({ name }) => isActive(of, name.value)) || (watched && watches(of.node));
  return ({ what, group: { name }, before: { trait: before }, after: { trait: after } }) => {
    if (what === null) return false;
    const { key } = before ?? after ?? { key: '' };
    if (name === 'ip-addr') return vips.has(key);
    if (name === 'mounts') return isDisk(key);
    if (PATHS.includes(name)) {
      const path = pathMeaning(platform, key);
      return isOnDisk(path) || isDisk(path);
    }
    if (RUNNING.includes(name) || name.startsWith('nmapmgr.')) return true;
    if (name === 'listen')
      return before === null ? after !== null && runs(other) : after === null && runs(one);
    if (name === 'cjcls' || name === 'jcagctrl-list')
      return before === null || after === null || withoutState(before.text) === withoutState(after.text);
    return false;
  };
}

const isActive = ({ cluster, node }: SeenNode, site: string): boolean =>
  cluster.sites.some(
    ({ name, activeNodes }) => nameKey(name.value) === nameKey(site) && activeNodes.includes(node),
  );

const isSeen = ({ cluster, node }: SeenNode, agent: string): boolean =>
  cluster.agents.some(({ name, seenBy }) => name.value === agent && seenBy.has(node));

/** Whether some cjcpw runs on a node, be its site known or not. */
const watches = ({ facts: { ps } }: ClusterNode): boolean =>
  ps.state === 'known' && ps.value.some((row) => processName(row, 'linux') === WATCHER);

/** Folders in which the modes of a node show an agent's own (`<spool>/jcexecutor`, G 2.4.3), be the agent known or not. */
const spoolsSeen = ({ facts: { stat } }: ClusterNode): string[] =>
  stat.state !== 'known'
    ? []
    : stat.value
        .flatMap(({ path }) => /^(.+)[\\/]jcexecutor$/.exec(path)?.slice(1) ?? [])
        .filter(isNoProgram);

/** The programs lie in a folder of that name as well. */
const isNoProgram = (path: string): boolean => !/^\/usr\//.test(path);

/** The row of a site or an instance but for whether it is up. */
const withoutState = ({ en }: Localized): string => en.replace(/^(?:running|stopped), |ACTIVE \S+, /, '');

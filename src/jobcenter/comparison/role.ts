import type { Localized } from '../../message/language.js';
import { addressKey } from '../address.js';
import type { Cluster, ClusterNode } from '../model.js';
import { processName, WATCHER } from '../processes.js';
import { pathMeaning } from './meaning.js';
import type { Trait, TraitGroup } from './trait.js';

/** Whether a trait that two nodes do not have alike follows from only one of them running something now. */
export type FollowsFromRole = (group: TraitGroup, before: Trait | null, after: Trait | null) => boolean;

/** No node has more; each is asked about for every path. */
const MOST_SPOOLS = 64;
/** What only the node shows that runs a site, whatever the site. */
const RUNNING: readonly string[] = ['ps', 'holders'];
/** Facts whose traits are paths. */
const PATHS: readonly string[] = ['stat', 'selinux-labels', 'checksums'];

/** What differs between two nodes because a site or an agent's disk is on one of them only. */
export function roleOf(cluster: Cluster, a: ClusterNode, b: ClusterNode): FollowsFromRole {
  const { platform, sites, agents } = cluster;
  const apart = (there: (node: ClusterNode) => boolean) => there(a) !== there(b);
  const moved = sites.filter(({ activeNodes }) => apart((node) => activeNodes.includes(node)));
  const movedAgents = agents.filter(({ seenBy }) => apart((node) => seenBy.has(node)));
  const watched = apart(watches);
  if (moved.length + movedAgents.length === 0 && !watched) return () => false;
  const vips = new Set(moved.flatMap(({ vip }) => (vip === null ? [] : [addressKey(vip.value)])));
  const folders = [
    ...moved.map(({ database }) => database.value),
    ...movedAgents.flatMap((agent) => [a, b].flatMap((node) => agent.on(node).spool?.value ?? [])),
    ...[a, b].flatMap((node) => spoolsSeen(node).slice(0, MOST_SPOOLS)),
  ].map((path) => `${pathMeaning(platform, path)}/`);
  const isOnDisk = (path: string) => folders.some((folder) => `${path}/`.startsWith(folder));
  const isDisk = (path: string) => path !== '' && folders.some((folder) => folder.startsWith(`${path}/`));
  const runs = (node: ClusterNode) =>
    moved.some(({ activeNodes }) => activeNodes.includes(node)) || (watched && watches(node));
  return ({ name }, before, after) => {
    const { key } = before ?? after ?? { key: '' };
    if (name === 'ip-addr') return vips.has(key);
    if (name === 'mounts') return isDisk(key);
    if (PATHS.includes(name)) {
      const path = pathMeaning(platform, key);
      return isOnDisk(path) || isDisk(path);
    }
    if (RUNNING.includes(name) || name.startsWith('nmapmgr.')) return true;
    if (name === 'listen') return before === null ? after !== null && runs(b) : after === null && runs(a);
    if (name === 'cjcls' || name === 'jcagctrl-list')
      return before === null || after === null || withoutState(before.text) === withoutState(after.text);
    return false;
  };
}

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

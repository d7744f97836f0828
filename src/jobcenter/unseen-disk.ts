import { agentFilePaths } from './declared-files.js';
import type { Agent, Cluster, ClusterNode, Site } from './model.js';

/** What a need begins with that only a node with the disk of a folder can meet. */
export const DISK_NEED = 'disk:';
/** What is needed where facts of several nodes say nothing because they are of different times. */
export const TOGETHER_NEED = 'together';
/** Begins the need of a file whose syntax has to be mended first. */
export const SYNTAX_NEED = 'syntax:';

/**
 * The need of a disk that no node has mounted: to ask for what stands on it, or for mounts that are known, leads
 * nowhere.
 * @returns null where some node sees it, or some node's mounts are not known
 */
export const unseenDatabase = ({ nodes, seenBy, database }: Site): string | null =>
  unseen(nodes, seenBy, database.value);

export const unseenSpool = (agent: Agent): string | null => {
  const folder = agent.nodes.map((node) => agent.on(node).spool?.value).find((each) => each !== undefined);
  return folder === undefined ? null : unseen(agent.nodes, agent.seenBy, folder);
};

function unseen(nodes: readonly ClusterNode[], seenBy: ReadonlySet<ClusterNode>, folder: string) {
  const looked = nodes.filter(({ hasData }) => hasData);
  const isKnown = looked.length > 0 && looked.every(({ facts }) => facts.mounts.state === 'known');
  return seenBy.size === 0 && isKnown ? `${DISK_NEED}${folder}` : null;
}

/** Files and site maps that come down to a disk that nobody sees, with its need. */
export function onUnseenDisks({ platform, sites, agents }: Cluster): ReadonlyMap<string, string> {
  const needs = new Map<string, string>();
  for (const site of sites) {
    const disk = unseenDatabase(site);
    if (disk !== null)
      for (const need of [site.confPath, `nmapmgr.${site.name.value}`]) needs.set(need, disk);
  }
  for (const agent of agents) {
    const disk = unseenSpool(agent);
    if (disk !== null) for (const path of agentFilePaths(platform, agent)) needs.set(path, disk);
  }
  return needs;
}

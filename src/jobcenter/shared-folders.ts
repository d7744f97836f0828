import type { Subject } from '../engine/rule.js';
import type { Mount } from '../source/facts/types.js';
import type { Agent, Cluster, ClusterNode, Site } from './model.js';
import { isWithin, pathKey } from './platform.js';
import { mountOf } from './sight.js';
import { nodesBySpool } from './spools.js';

/** A disk that moves between nodes, with the databases and spool directories on it. */
export interface MovingDisk {
  /** Where it is mounted, else the manifest's shared disk, else the folder itself. */
  readonly path: string;
  readonly folders: readonly { readonly path: string; readonly nodes: readonly ClusterNode[] }[];
  readonly sites: readonly Site[];
  readonly agents: readonly Agent[];
  readonly nodes: readonly ClusterNode[];
}

/**
 * The disks that sites and agents take along when they move. Nodes that share no site and no agent may have disks of
 * their own mounted in one place.
 */
export function eachMovingDisk(cluster: Cluster): Subject<MovingDisk>[] {
  const disks = new Map<string, MovingDisk[]>();
  const add = (path: string, nodes: readonly ClusterNode[], site: Site | null, agent: Agent | null) => {
    const place = diskPathOf(cluster, path, nodes);
    const key = pathKey(cluster.platform, place);
    const known = disks.get(key) ?? [];
    const same = known.filter((disk) => disk.nodes.some((node) => nodes.includes(node)));
    const disk = {
      path: place,
      folders: [...same.flatMap(({ folders }) => folders), { path, nodes }],
      sites: [...same.flatMap(({ sites }) => sites), ...(site === null ? [] : [site])],
      agents: [...same.flatMap(({ agents }) => agents), ...(agent === null ? [] : [agent])],
      nodes: [...new Set([...same.flatMap((each) => each.nodes), ...nodes])],
    };
    disks.set(key, [...known.filter((each) => !same.includes(each)), disk]);
  };
  for (const site of cluster.sites) add(site.database.value, site.nodes, site, null);
  for (const agent of cluster.agents) {
    for (const { path, nodes } of nodesBySpool(cluster.platform, agent, agent.nodes))
      add(path, nodes, null, agent);
  }
  return [...disks.values()].flat().map((disk) => ({
    it: disk,
    site: disk.sites.length === 1 ? disk.sites[0]?.name.value : undefined,
    agent: disk.sites.length === 0 && disk.agents.length === 1 ? disk.agents[0]?.name.value : undefined,
  }));
}

function diskPathOf(cluster: Cluster, folder: string, nodes: readonly ClusterNode[]): string {
  for (const node of nodes) {
    const mount = mountOf(node, cluster.platform, folder, cluster.sharedDisks);
    if (mount !== null) return mount.mountPoint;
  }
  return cluster.sharedDisks.find((disk) => isWithin(cluster.platform, folder, disk.value))?.value ?? folder;
}

/** The disk's mount on a node; null where it is not mounted there or nothing tells. */
export function mountOn(cluster: Cluster, disk: MovingDisk, node: ClusterNode): Mount | null {
  for (const folder of disk.folders) {
    if (!folder.nodes.includes(node)) continue;
    const mount = mountOf(node, cluster.platform, folder.path, cluster.sharedDisks);
    if (mount !== null) return mount;
  }
  return null;
}

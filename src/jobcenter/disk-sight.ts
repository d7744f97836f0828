import type { Agent, Cluster, ClusterNode, Site } from './model.js';
import { below, isWithin } from './platform.js';
import { mountOf } from './sight.js';
import { statRowOf } from './stat-rows.js';

/** A folder of a shared disk, and the one that JobCenter made in it. */
interface SharedFolder {
  readonly path: string;
  readonly made: string;
  /** Nodes that see it by the tree or `shared/` too (inputs.md §1). */
  readonly seenBy: ReadonlySet<ClusterNode>;
}

/**
 * Whether the facts of a node speak of what stands on the disk, and not of the mount point under it:
 * `shared/` shows the disk's files to every node, but modes and labels are only those of a node that had it mounted.
 */
export type DiskSight = 'seen' | 'not-seen' | 'unknown';

export const databaseSight = (cluster: Cluster, site: Site, node: ClusterNode): DiskSight =>
  sightOf(cluster, node, {
    path: site.database.value,
    made: cluster.places.databaseFolder,
    seenBy: site.seenBy,
  });

/** @returns `unknown` where the spool directory itself is not known. */
export function spoolSight(cluster: Cluster, agent: Agent, node: ClusterNode): DiskSight {
  const { spool } = agent.on(node);
  return spool === null
    ? 'unknown'
    : sightOf(cluster, node, { path: spool.value, made: 'jcexecutor', seenBy: agent.seenBy });
}

function sightOf(
  { platform, sharedDisks }: Cluster,
  node: ClusterNode,
  { path, made, seenBy }: SharedFolder,
): DiskSight {
  if (statRowOf(node, below(platform, path, made)) !== null) return 'seen';
  if (mountOf(node, platform, path, sharedDisks) !== null) return 'seen';
  const { mounts, stat } = node.facts;
  const onShared = sharedDisks.some((disk) => isWithin(platform, path, disk.value));
  if (mounts.state === 'known' && (onShared || stat.state === 'known')) return 'not-seen';
  if (stat.state === 'known' && !seenBy.has(node)) return 'not-seen';
  return seenBy.has(node) || !node.hasData ? 'unknown' : 'not-seen';
}

import type { Mount } from '../source/facts/types.js';
import type { Sourced } from '../text/source-file.js';
import { addressKey } from './address.js';
import type { ListedSite } from './facts/types.js';
import { isSameHost } from './host-name.js';
import type { ClusterNode } from './model.js';
import { nameKey } from './names.js';
import { below, isWithin, type Platform, samePath, treePath } from './platform.js';

/**
 * Whether a node sees a folder of a shared disk (inputs.md §1): the disk is among its mounts, or its tree,
 * its `stat` or `shared/` holds what JobCenter made in the folder. A standby shows an empty mount point.
 * @param made the folder that JobCenter makes there: `nqs`, `etc`, `jcexecutor`
 */
export function sees(
  node: ClusterNode,
  platform: Platform,
  folder: string,
  made: string,
  disks: readonly Sourced<string>[],
): boolean {
  if (mountOf(node, platform, folder, disks) !== null) return true;
  const inside = below(platform, folder, made);
  if (node.tree.resolve(treePath(platform, inside)).state === 'found') return true;
  return (
    node.facts.stat.state === 'known' &&
    node.facts.stat.value.some((row) => samePath(platform, row.path, inside))
  );
}

/** The mount that brings a folder of a shared disk to a node; null when the folder lies on the node's own disk. */
export function mountOf(
  node: ClusterNode,
  platform: Platform,
  folder: string,
  disks: readonly Sourced<string>[],
): Mount | null {
  if (node.facts.mounts.state !== 'known') return null;
  const disk = disks.find((each) => isWithin(platform, folder, each.value));
  const covering = node.facts.mounts.value.filter(
    (mount) =>
      mount.mountPoint !== '/' &&
      isWithin(platform, folder, mount.mountPoint) &&
      (disk === undefined || isWithin(platform, mount.mountPoint, disk.value)),
  );
  return covering.reduce<Mount | null>(
    (deepest, mount) =>
      deepest === null || mount.mountPoint.length >= deepest.mountPoint.length ? mount : deepest,
    null,
  );
}

/** Whether an address is up on a node, by its `ip-addr`; null when that is not known. */
export function hasAddress(node: ClusterNode, address: string): boolean | null {
  if (node.facts['ip-addr'].state !== 'known') return null;
  const key = addressKey(address);
  return node.facts['ip-addr'].value.some((each) => addressKey(each.address) === key);
}

/** The row of a site in a node's `cjcls`; null when the site is not there or nothing tells. */
export function listedSite(node: ClusterNode, site: string): ListedSite | null {
  if (node.facts.cjcls.state !== 'known') return null;
  return node.facts.cjcls.value.find((row) => row.name.value.toLowerCase() === site.toLowerCase()) ?? null;
}

/**
 * The row of a node's local site, which is called like the node, with its domain or without (domain.md §1); only
 * `cjcls -a` shows it. Null when it is not there or nothing tells.
 */
export function listedLocalSite({ name, facts }: ClusterNode): ListedSite | null {
  const all = facts['cjcls-a'];
  if (all.state !== 'known') return null;
  const rows = all.value.filter((row) => isSameHost(row.name.value, name.value));
  return rows.find((row) => nameKey(row.name.value) === nameKey(name.value)) ?? rows[0] ?? null;
}

/** The pid of a site's cjcpw on a node; null when it is shut there or nothing tells. */
export const runningPid = (node: ClusterNode, site: string): number | null =>
  listedSite(node, site)?.pid ?? null;

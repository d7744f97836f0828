import type { ClusterNode } from './model.js';
import type { Platform } from './platform.js';
import { mountOf } from './sight.js';

/** File systems that several machines may have mounted at the same time. */
const networked = /^(nfs|cifs|smb|gfs|ocfs|lustre|ceph|glusterfs|gpfs|fuse)/;

/**
 * Whether the nodes' mounts show that a path lies on a disk of several machines: on a network file system, or on a
 * mount that one node has and another has not. False where they do not show it; that proves nothing.
 */
export function movesBetween(nodes: readonly ClusterNode[], platform: Platform, path: string): boolean {
  const told = nodes.filter((node) => node.facts.mounts.state === 'known');
  const mounts = told.map((node) => mountOf(node, platform, path, []));
  const mounted = mounts.filter((mount) => mount !== null);
  return mounted.some((mount) => networked.test(mount.type)) || (mounted.length === 1 && told.length > 1);
}

import { partsOf } from '../source/tree-path.js';
import type { ClusterNode } from './model.js';
import { type Platform, treePath } from './platform.js';
import { leadsTo } from './vip.js';

/** The parts of a path on a node, for comparing, with the links of the node's tree followed. */
export function followedParts(platform: Platform, node: ClusterNode, path: string): readonly string[] {
  const parts = partsOf(node.tree.follow(treePath(platform, path)));
  return platform === 'windows' ? parts.map((part) => part.toLowerCase()) : parts;
}

/** Whether a path on a node is a database or the folder in it, be it through links of the node's tree. */
export function isDatabaseOn(platform: Platform, node: ClusterNode, path: string, database: string): boolean {
  if (leadsTo(platform, path, database)) return true;
  const follow = (each: string) => node.tree.follow(treePath(platform, each));
  return leadsTo('linux', follow(path), follow(database));
}

/** Whether one path equals another or lies in it, as parts. */
export const startsWith = (path: readonly string[], folder: readonly string[]): boolean =>
  folder.length <= path.length && folder.every((part, place) => part === path[place]);

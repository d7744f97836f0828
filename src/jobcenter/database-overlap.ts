import { overlaps } from '../engine/relations.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { comparableParts, isAbsolute, type Platform } from './platform.js';
import { followedParts } from './tree-compare.js';

/** Two sites of one node whose databases overlap. */
export interface DatabaseOverlap {
  /** `linked`: only where the links of a node's tree lead. */
  readonly kind: 'equal' | 'inside' | 'linked';
  readonly inner: Site;
  readonly outer: Site;
  /** A node that may run both. */
  readonly node: ClusterNode;
}

/** @returns how the databases of two sites overlap; null when they do not or no node may run both. */
export function overlapOf(platform: Platform, first: Site, second: Site): DatabaseOverlap | null {
  const sites = [first, second];
  const common = first.nodes.filter((node) => second.nodes.includes(node));
  const [node] = common;
  // What is not absolute means no certain place; its own rule says so.
  if (node === undefined || !sites.every((site) => isAbsolute(platform, site.database.value))) return null;
  const [written] = overlaps(sites, (site) => comparableParts(platform, site.database.value));
  if (written !== undefined) {
    const { inner, outer, equal } = written;
    return equal
      ? { kind: 'equal', inner: second, outer: first, node }
      : { kind: 'inside', inner, outer, node };
  }
  for (const each of common) {
    const [linked] = overlaps(sites, (site) => followedParts(platform, each, site.database.value));
    if (linked !== undefined) return { kind: 'linked', inner: second, outer: first, node: each };
  }
  return null;
}

/** Whether a site's database overlaps that of its nodes' local sites, as written or through links. */
export function localOverlapOf({ platform, places }: Cluster, site: Site): boolean {
  const { localDatabase } = places;
  const { value: database } = site.database;
  if (localDatabase === null || !isAbsolute(platform, database)) return false;
  const overlap = (partsOf: (path: string) => readonly string[]) =>
    overlaps([localDatabase, database], partsOf).length > 0;
  return (
    overlap((path) => comparableParts(platform, path)) ||
    site.nodes.some((node) => overlap((path) => followedParts(platform, node, path)))
  );
}

import { overlaps } from '../engine/relations.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { comparableParts, isAbsolute, type Platform } from './platform.js';
import { followedParts, startsWith } from './tree-compare.js';

/** Two sites of one node whose databases overlap. */
export interface DatabaseOverlap {
  /** `linked`: only where the links of a node's tree lead. */
  readonly kind: 'equal' | 'inside' | 'linked';
  readonly inner: Site;
  readonly outer: Site;
  /** A node that may run both. */
  readonly node: ClusterNode;
}

const found = new WeakMap<Cluster, ReadonlyMap<Site, readonly DatabaseOverlap[]>>();

/** How a site's database lies in others of its nodes, of several in one another in the next one; each pair once. */
export function overlapsOf(cluster: Cluster, site: Site): readonly DatabaseOverlap[] {
  let bySite = found.get(cluster);
  if (bySite === undefined) {
    bySite = grouped(cluster);
    found.set(cluster, bySite);
  }
  return bySite.get(site) ?? [];
}

function grouped(cluster: Cluster): ReadonlyMap<Site, readonly DatabaseOverlap[]> {
  const bySite = new Map<Site, DatabaseOverlap[]>();
  for (const node of cluster.nodes) {
    for (const overlap of overlapsOn(cluster, node)) {
      const known = bySite.get(overlap.inner) ?? [];
      bySite.set(overlap.inner, known);
      if (!known.some((each) => each.outer === overlap.outer)) known.push(overlap);
    }
  }
  return bySite;
}

/** Below every character of a path, so that what lies in a folder is sorted right behind it. */
const BETWEEN = '\u0000';

/** Overlaps among the sites of a node, found among neighbours in order: a cluster may declare any number of sites. */
function overlapsOn({ platform, sites }: Cluster, node: ClusterNode): DatabaseOverlap[] {
  const placed = sites
    // What is not absolute means no certain place; its own rule says so.
    .filter((site) => site.nodes.includes(node) && isAbsolute(platform, site.database.value))
    .map((site) => {
      const parts = followedParts(platform, node, site.database.value);
      return { site, parts, key: parts.map((part) => part + BETWEEN).join('') };
    });
  placed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const around: typeof placed = [];
  return placed.flatMap((each) => {
    while (around.length > 0 && !startsWith(each.parts, around.at(-1)?.parts ?? [])) around.pop();
    const outer = around.at(-1);
    around.push(each);
    return outer === undefined ? [] : [described(platform, outer.site, each.site, node)];
  });
}

function described(platform: Platform, outer: Site, inner: Site, node: ClusterNode): DatabaseOverlap {
  const [written] = overlaps([outer, inner], (site) => comparableParts(platform, site.database.value));
  if (written === undefined) return { kind: 'linked', inner, outer, node };
  return { ...written, kind: written.equal ? 'equal' : 'inside', node };
}

/** Whether a site's database overlaps that of its nodes' local sites, as written or through links. */
export function localOverlapOf({ platform, places }: Cluster, site: Site): boolean {
  const { localDatabase } = places;
  const { value: database } = site.database;
  if (localDatabase === null || !isAbsolute(platform, database)) return false;
  return site.nodes.some(
    (node) => overlaps([localDatabase, database], (path) => followedParts(platform, node, path)).length > 0,
  );
}

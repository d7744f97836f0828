import type { Subject } from '../engine/rule.js';
import { hasManager } from './infer.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { eachSite } from './rule.js';

/**
 * The nodes that might tell of cluster sites where nobody does: neither the manifest nor any node's `cjcls` or links.
 * Empty where a site is known, and where every node shows that it has an agent only.
 */
function silentNodes(cluster: Cluster): readonly ClusterNode[] {
  if (cluster.sites.length > 0 || cluster.name === null) return [];
  return cluster.nodes.filter(
    (node) => !node.hasData || (hasManager(node) && node.facts.cjcls.state !== 'known' && !node.linksKnown),
  );
}

/** Every cluster site; null, once, where there may be some and nothing tells of them. */
export const eachSiteOrUnknown = (cluster: Cluster): Subject<Site | null>[] =>
  cluster.sites.length === 0 && silentNodes(cluster).length > 0 ? [{ it: null }] : eachSite(cluster);

/** Says of every silent node that its `cjcls` would tell which sites there are. */
export function missSites(cluster: Cluster, missing: (node: string | null, need: string) => void): void {
  for (const node of silentNodes(cluster)) missing(node.name.value, 'cjcls');
}

/** Says that a site's name, known only as a link or an address, stands in the nodes' `cjcls`. */
export function missName(site: Site, missing: (node: string | null, need: string) => void): void {
  for (const node of site.nodes) missing(node.name.value, 'cjcls');
}

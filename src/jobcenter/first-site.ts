import { addressOfLinkName } from './link-name.js';
import type { Cluster, ClusterNode } from './model.js';
import { below, samePath, treePath } from './platform.js';
import { preflightOf } from './stage.js';

/**
 * Whether preflight is about to create the first cluster site of a node: neither another site nor left-overs of an
 * earlier try are there. Until then the settings that sites need beside each other are a next step (G 2.5.1).
 */
export function isBeforeFirstSite(cluster: Cluster, node: ClusterNode): boolean {
  const preflight = preflightOf(cluster, 'create-site');
  if (preflight === null) return false;
  const { site: asked } = preflight;
  const another = cluster.sites.some((site) => site !== asked && site.nodes.includes(node));
  const { cjcls, stat } = node.facts;
  const listed = cjcls.state === 'known' && cjcls.value.length > 0;
  const linked = node.links.some((link) => addressOfLinkName(link.name) !== null);
  const made = below(cluster.platform, asked.database.value, cluster.places.databaseFolder);
  const begun =
    node.tree.entry(treePath(cluster.platform, made)) !== undefined ||
    (stat.state === 'known' && stat.value.some((row) => samePath(cluster.platform, row.path, made)));
  return !another && !listed && !linked && !begun;
}

import type { Subject } from '../engine/rule.js';
import type { SourceFile } from '../text/source-file.js';
import type { Cluster, ClusterNode, Conf, Site } from './model.js';
import { treePath } from './platform.js';
import { eachManagerNode } from './rule.js';

/** The common daemon.conf of a node (Linux). */
export interface CommonFile {
  readonly node: ClusterNode;
  /** Null when it is not in the data. */
  readonly conf: Conf | null;
}

/** The common files of the nodes that run a cluster site; one that `shared/` gives to several nodes stands once. */
export function eachCommonFile(cluster: Cluster): Subject<CommonFile>[] {
  if (cluster.places.commonConf === null) return [];
  const seen = new Set<SourceFile>();
  return eachManagerNode(cluster).flatMap(({ it: node }) => {
    const conf = node.commonConf;
    if (conf !== null && seen.has(conf.file)) return [];
    if (conf !== null) seen.add(conf.file);
    return [{ it: { node, conf }, node: node.name.value }];
  });
}

/** Whether a file that is not among the read ones stands, or may stand, in the node's tree all the same. */
export function isUnread({ tree }: ClusterNode, { platform }: Cluster, path: string): boolean {
  const place = treePath(platform, path);
  return tree.entry(place) !== undefined || tree.hidden(place);
}

/** The nodes of a site, for rules that compare them whatever site runs there. */
export interface NodeGroup {
  readonly nodes: readonly ClusterNode[];
}

/**
 * The nodes of each site; sites on the same nodes are one group, and one within another's is covered by it, so that
 * a difference is told once.
 */
export function eachNodeGroup({ sites }: Cluster): Subject<NodeGroup>[] {
  const within = (a: Site, b: Site) => a.nodes.every((node) => b.nodes.includes(node));
  return sites.flatMap((site, index) => {
    const covers = (other: Site, place: number) =>
      within(site, other) && (other.nodes.length > site.nodes.length || place < index);
    if (sites.some((other, place) => place !== index && covers(other, place))) return [];
    const alone = !sites.some((other) => other !== site && within(other, site));
    return [{ it: { nodes: site.nodes }, site: alone ? site.name.value : undefined }];
  });
}

/** A node whose common file takes part in a comparison. */
export interface Compared {
  readonly name: string;
  readonly conf: Conf;
}

/**
 * Those of a group whose common files can be compared; the others are missing. A group of one node has nothing to
 * compare.
 */
export function comparable(
  { nodes }: NodeGroup,
  path: string,
  context: { missing(node: string, need: string): void; notApplicable(): void },
): Compared[] {
  if (nodes.length < 2) context.notApplicable();
  else for (const { name, commonConf } of nodes) if (commonConf === null) context.missing(name.value, path);
  const known = nodes.flatMap(({ name, commonConf }) =>
    commonConf === null ? [] : [{ name: name.value, conf: commonConf }],
  );
  return known;
}

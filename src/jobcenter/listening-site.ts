import type { Subject } from '../engine/rule.js';
import type { Cluster, ClusterNode, Conf, Site } from './model.js';
import { eachManagerNode } from './rule.js';

/** A site whose daemon.conf says where it listens: a cluster site, or the local site of a node. */
export interface ListeningSite {
  /** Null for a local site. */
  readonly site: Site | null;
  /** A local site is called like its node (domain.md §1). */
  readonly name: string;
  /** Where it may run. */
  readonly nodes: readonly ClusterNode[];
  /** Once per distinct content; empty when it is nowhere in the data. */
  readonly confs: readonly Conf[];
  /** What would settle an absent file: its path and node, or the manifest's key that tells the path. */
  readonly lacking: { readonly node: string | null; readonly need: string };
}

/** Every cluster site, and the local site of every node that may run one; local sites count even when they are off. */
export function eachListeningSite(cluster: Cluster): Subject<ListeningSite>[] {
  return [
    ...cluster.sites.map((site) => ({ it: clusterSite(site), site: site.name.value })),
    ...eachManagerNode(cluster).map(({ it: node }) => ({
      it: localSite(node, cluster.places.localConf),
      node: node.name.value,
    })),
  ];
}

const clusterSite = (site: Site): ListeningSite => ({
  site,
  name: site.name.value,
  nodes: site.nodes,
  confs: site.confs,
  lacking: { node: null, need: site.confPath },
});

function localSite(node: ClusterNode, path: string | null): ListeningSite {
  const name = node.name.value;
  return {
    site: null,
    name,
    nodes: [node],
    confs: node.localConf === null ? [] : [node.localConf],
    lacking:
      path === null && node.hasData
        ? { node: null, need: 'manifest:installDir' }
        : { node: name, need: path ?? 'manifest:installDir' },
  };
}

/** Whether some node may run both. */
export const meet = (a: ListeningSite, b: ListeningSite): boolean =>
  a !== b && a.nodes.some((node) => b.nodes.includes(node));

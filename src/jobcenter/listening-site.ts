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

/** The daemon.conf files that belong to no cluster and are no common file: of each site only its file is known. */
export function eachLooseSite({ nodes, manifest, confs }: Cluster): Subject<ListeningSite>[] {
  if (manifest !== null || nodes.length > 0) return [];
  return confs
    .filter((conf) => conf.kind === 'daemon.conf' && conf.role !== 'common')
    .map((conf) => ({
      it: {
        site: null,
        name: conf.path,
        nodes: [],
        confs: [conf],
        lacking: { node: null, need: conf.path },
      },
    }));
}

/** Every site that is surely a cluster site or runs beside one: the loose files too that stand where such a site's is. */
export const eachSiteWithNeeds = (cluster: Cluster): Subject<ListeningSite>[] => [
  ...eachListeningSite(cluster),
  ...eachLooseSite(cluster).filter(({ it }) => it.confs.every((conf) => conf.role === 'site')),
];

/** Whether only a site's file is known. */
export const isLoose = (listening: ListeningSite): boolean => listening.nodes.length === 0;

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

/**
 * Whether some node may run both and they read one daemon.conf: then their databases overlap, and what their settings
 * have in common follows from that.
 */
export const readOneFile = (a: ListeningSite, b: ListeningSite): boolean =>
  meet(a, b) && a.confs.some((conf) => b.confs.some(({ file }) => file === conf.file));

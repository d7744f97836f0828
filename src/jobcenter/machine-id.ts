import type { Subject } from '../engine/rule.js';
import type { Sourced } from '../text/source-file.js';
import { databaseSight } from './disk-sight.js';
import { isSameHost } from './host-name.js';
import type { Cluster, ClusterNode } from './model.js';
import { nameKey } from './names.js';
import { isManagerNode } from './rule.js';

/**
 * The machine ID that a node's nmapmgr gives for a cluster site (fact `nmapmgr.<site>`).
 * @returns null where it was not asked, failed, or answered for the local site, as it does without `NQS_SITE` (G 2.4.1)
 */
function mappedId(node: Pick<ClusterNode, 'name' | 'networkMaps'>, site: string): Sourced<number> | null {
  const map = node.networkMaps.get(site) ?? node.networkMaps.get(nameKey(site));
  if (map?.state !== 'known') return null;
  const { value: host } = map.hostName;
  return isSameHost(host, node.name.value) && !isSameHost(host, site) ? null : map.hostId;
}

/**
 * The machine ID that a node's nmapmgr gives for its local site (fact `nmapmgr`).
 * @param sites names of the cluster sites: with `NQS_SITE` set it answers for one of those instead
 */
function mappedLocalId(node: ClusterNode, sites: readonly string[]): Sourced<number> | null {
  const map = node.facts.nmapmgr.state === 'known' ? node.facts.nmapmgr.value : null;
  if (map?.state !== 'known') return null;
  const { value: host } = map.hostName;
  const ofSite = sites.some((site) => isSameHost(host, site)) && !isSameHost(host, node.name.value);
  return ofSite ? null : map.hostId;
}

/** The first machine ID that any node gives for a cluster site. */
export function machineIdOf(
  site: string,
  nodes: readonly Pick<ClusterNode, 'name' | 'networkMaps'>[],
): Sourced<number> | null {
  for (const node of nodes) {
    const id = mappedId(node, site);
    if (id !== null) return id;
  }
  return null;
}

/** Something that has a machine ID: a cluster site, or a node's local site. */
export interface MachineIdOwner {
  /** The site's name, or the node's for its local site. */
  readonly name: string;
  readonly local: boolean;
  /** Those that may run it. */
  readonly nodes: readonly ClusterNode[];
  readonly machineId: Sourced<number> | null;
  /** The manifest's alone. */
  readonly declared: Sourced<number> | null;
  /** Nodes whose nmapmgr can tell it: those that may see the site's disk, or the node itself. */
  readonly asked: ReadonlySet<ClusterNode>;
}

/** The owner of every machine ID: cluster sites, then the local sites of nodes that have one. */
export function eachMachineId(cluster: Cluster): Subject<MachineIdOwner>[] {
  const declared = (id: Sourced<number> | null) => (id?.at.file === cluster.manifest ? id : null);
  const sites = cluster.sites.map((site) => ({
    it: {
      name: site.name.value,
      local: false,
      nodes: site.nodes,
      machineId: site.machineId,
      declared: declared(site.machineId),
      asked: new Set(site.nodes.filter((node) => databaseSight(cluster, site, node) !== 'not-seen')),
    },
    site: site.name.value,
  }));
  const locals = cluster.nodes
    .filter((node) => node.machineId !== null || isManagerNode(cluster, node))
    .map((node) => ({
      it: {
        name: node.name.value,
        local: true,
        nodes: [node],
        machineId: node.machineId,
        declared: declared(node.machineId),
        asked: new Set([node]),
      },
      node: node.name.value,
    }));
  return [...sites, ...locals];
}

type Missing = (node: string | null, ...needs: readonly [string, ...string[]]) => void;

/** Says what would tell an owner's machine ID. */
export function missMachineId({ name, local }: MachineIdOwner, missing: Missing): void {
  if (local) missing(name, 'nmapmgr', 'manifest:nodes[].machineId');
  else missing(null, `nmapmgr.${name}`, 'manifest:sites[].machineId');
}

/** Says of every machine ID that is not known what would tell it. @returns how many there are */
export function missUnknownIds(cluster: Cluster, missing: Missing): number {
  const unknown = eachMachineId(cluster).filter(({ it }) => it.machineId === null);
  for (const { it } of unknown) missMachineId(it, missing);
  return unknown.length;
}

/**
 * What the nodes' nmapmgr say of an owner's machine ID; of those that could tell and do not, says that it is missing.
 * A standby without the shared disk cannot tell, and lacks nothing unless no node can.
 */
export function idsToldByNodes(
  owner: MachineIdOwner,
  cluster: Cluster,
  missing: Missing,
): { readonly node: string; readonly id: Sourced<number> }[] {
  const sites = cluster.sites.map((site) => site.name.value);
  const told = owner.nodes.flatMap((node) => {
    const id = owner.local ? mappedLocalId(node, sites) : mappedId(node, owner.name);
    return id === null ? [] : [{ node: node.name.value, id }];
  });
  const fact = owner.local ? 'nmapmgr' : `nmapmgr.${owner.name}`;
  for (const node of owner.nodes) {
    const { value: name } = node.name;
    if (told.some((each) => each.node === name)) continue;
    if (owner.asked.has(node) || !node.hasData || told.length === 0) missing(name, fact);
  }
  return told;
}

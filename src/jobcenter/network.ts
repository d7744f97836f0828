import type { Sourced } from '../text/source-file.js';
import type { Cluster } from './model.js';

/** A machine ID in use somewhere in a network. */
export interface NetworkMachineId {
  readonly cluster: string;
  /** The site's name, or the node's for its local site. */
  readonly owner: string;
  readonly local: boolean;
  readonly machineId: Sourced<number>;
}

/** Machine IDs of the clusters read so far in a run, by network; a cluster is compared with those before it. */
export class NetworkRegister {
  readonly #byNetwork = new Map<string, NetworkMachineId[]>();

  /** Those of other clusters of the network, in the order in which they were read. */
  idsOf(network: string): readonly NetworkMachineId[] {
    return this.#byNetwork.get(network) ?? [];
  }

  add(network: string, ids: readonly NetworkMachineId[]): void {
    this.#byNetwork.set(network, [...this.idsOf(network), ...ids]);
  }
}

/** Remembers a cluster's machine IDs for the clusters of its network that are read after it. */
export function registerMachineIds(cluster: Cluster): void {
  const { name, network } = cluster;
  if (network === null || name === null) return;
  const ids = machineIdsOf(cluster).map((each) => ({ ...each, cluster: name }));
  cluster.networkRegister.add(network.value, ids);
}

/** The machine IDs of a cluster's local sites, which are there first, and of its cluster sites, as far as known. */
export function machineIdsOf(cluster: Cluster): Omit<NetworkMachineId, 'cluster'>[] {
  return [
    ...cluster.nodes.map((node) => ({ owner: node.name.value, local: true, machineId: node.machineId })),
    ...cluster.sites.map((site) => ({ owner: site.name.value, local: false, machineId: site.machineId })),
  ].flatMap(({ machineId, ...owner }) => (machineId === null ? [] : [{ ...owner, machineId }]));
}

import type { Sourced } from '../text/source-file.js';

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

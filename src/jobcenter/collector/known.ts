import type { Manifest } from '../manifest.js';

/** What a node does not tell by itself and the collector has to be told; each list without order. */
export interface Known {
  /** Database folders of cluster sites. */
  readonly databases: readonly string[];
  /** Spool directories of agents. */
  readonly spools: readonly string[];
  /** Private keys, whose modes are looked at and whose content never is. */
  readonly keys: readonly string[];
  /** Mount points of shared disks. */
  readonly disks: readonly string[];
  /** Job users to ask the directory service for. */
  readonly users: readonly string[];
  readonly sites: readonly string[];
  /** Host names and addresses to look up on the node. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
}

export const nothingKnown: Known = {
  databases: [],
  spools: [],
  keys: [],
  disks: [],
  users: [],
  sites: [],
  names: [],
  addresses: [],
};

/** What a manifest says of a cluster's nodes; what holds for one node only is asked of every node. */
export function knownOf(manifest: Manifest): Known {
  const sites = manifest.sites ?? [];
  const agents = manifest.agents ?? [];
  const settings = agents.flatMap((agent) => [agent, ...agent.perNode.map((each) => each.settings)]);
  const endpoints = settings.flatMap(({ endpoint }) =>
    endpoint === null ? [] : (hostOf(endpoint.value) ?? []),
  );
  return {
    databases: sites.map((site) => site.database.value),
    spools: settings.flatMap(({ spool }) => spool?.value ?? []),
    keys: settings.flatMap(({ privateKey }) => privateKey?.value ?? []),
    disks: manifest.sharedDisks.map((disk) => disk.value),
    users: agents.flatMap((agent) => agent.users?.map((user) => user.value) ?? []),
    sites: sites.map((site) => site.name.value),
    names: [
      ...sites.map((site) => site.name.value),
      ...manifest.nodes.map((node) => node.name.value),
      ...endpoints,
    ],
    addresses: [
      ...sites.flatMap((site) => site.vip?.value ?? []),
      ...manifest.nodes.flatMap((node) => node.addresses?.map((address) => address.value) ?? []),
    ],
  };
}

/** Both lists of each kind, every value once. */
export function together(a: Known, b: Known): Known {
  const both = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];
  return {
    databases: both(a.databases, b.databases),
    spools: both(a.spools, b.spools),
    keys: both(a.keys, b.keys),
    disks: both(a.disks, b.disks),
    users: both(a.users, b.users),
    sites: both(a.sites, b.sites),
    names: both(a.names, b.names),
    addresses: both(a.addresses, b.addresses),
  };
}

/** The host of `http://host:port/…`, without the brackets of an IPv6 address; null for anything else. */
function hostOf(url: string): string | null {
  const match = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:\[([^\]]+)\]|([^:/?#\s]+))/.exec(url);
  return match?.[1] ?? match?.[2] ?? null;
}

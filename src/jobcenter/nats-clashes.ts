import { addressKey, isLoopback, parseAddress } from './address.js';
import { type ListeningSite, meet, readOneFile } from './listening-site.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { nameKey } from './names.js';
import {
  askNodes,
  listenedOn,
  type NatsClient,
  natsClientsOf,
  nominalAddresses,
  serverPorts,
  shareVip,
  siteCalled,
} from './nats-server.js';

/** A site, where its NATS_URL leads, and where its own server is. */
interface End {
  readonly client: NatsClient;
  readonly port: number;
  /** Addresses of the URL's host; the name itself where nothing tells any. */
  readonly leadsTo: ReadonlySet<string>;
  readonly server: ReadonlySet<string>;
  /** Addresses that are meant for the site, whatever its file says: its VIP, or its node's own. */
  readonly meant: ReadonlySet<string>;
  readonly serverPorts: ReadonlySet<number>;
}

/** A site at fault, and with whom. */
interface Clash {
  readonly culprit: End;
  /** Those whose server it shares or takes. */
  readonly others: readonly End[];
  /** It takes the server of one of them, they share one, or its file is a copy of a local site's of another node. */
  readonly kind: 'others' | 'shared' | 'copied';
  /** Whether another of them might as well be the one at fault. */
  readonly isTie: boolean;
}

/**
 * Each site whose NATS_URL leads where another site's does, or to another site's server.
 *
 * @param tell is told of the nodes that do not know a host name
 */
export function natsClashes(
  cluster: Cluster,
  sites: readonly ListeningSite[],
  tell: (node: ClusterNode) => void,
): readonly Clash[] {
  const known = new Set(
    cluster.nodes.flatMap((node) => node.addresses.map(({ value }) => addressKey(value))),
  );
  const ends = sites.flatMap((site) =>
    natsClientsOf(site).flatMap((client) => endOf(client, { sites, known, tell })),
  );
  const beside = besides(ends);
  const elsewhere = serversElsewhere(ends);
  const found = [...new Set([...beside.keys(), ...elsewhere.keys()])].map((culprit) => {
    const [near, far] = [beside.get(culprit) ?? [], elsewhere.get(culprit) ?? []];
    const takes = far.length > 0 || near.some((other) => reaches(culprit, other));
    const kind =
      near.length === 0 && far.every((other) => isCopy(culprit, other))
        ? ('copied' as const)
        : takes
          ? ('others' as const)
          : ('shared' as const);
    return { culprit, others: [...near, ...far], kind, isTie: false };
  });
  return [...found, ...copies(ends, cluster.sites)];
}

interface Known {
  readonly sites: readonly ListeningSite[];
  /** Every node's own addresses. */
  readonly known: ReadonlySet<string>;
  /** Told of the nodes that do not know a name. */
  readonly tell: (node: ClusterNode) => void;
}

function endOf(client: NatsClient, { sites, known, tell }: Known): End[] {
  const { listening, url } = client;
  if (url.port === null) return [];
  const nominal = [...nominalAddresses(listening)];
  return [
    {
      client,
      port: url.port,
      leadsTo: hostKeys(client, sites, tell),
      server: listenedOn(listening),
      // Where a node's addresses are not known, its file speaks for it, but not against another node's.
      meant: new Set(isUntold(listening) ? nominal.filter((address) => !known.has(address)) : nominal),
      serverPorts: serverPorts(listening),
    },
  ];
}

/** Whether a local site's own file alone tells which addresses are its node's. */
const isUntold = ({ site, nodes }: ListeningSite) =>
  site === null && nodes.every((node) => node.addresses.length === 0);

/** A site's name means its server, whatever the look-up says of it: that is for the rules on names. */
function hostKeys(
  { listening, url, host }: NatsClient,
  sites: readonly ListeningSite[],
  tell: (node: ClusterNode) => void,
): ReadonlySet<string> {
  if (url.address !== null) return new Set([url.address.text]);
  const called = siteCalled(sites, host);
  const meant = called === undefined ? new Set<string>() : nominalAddresses(called);
  if (meant.size > 0) return meant;
  const { answers, unknownOn } = askNodes(listening.nodes, host);
  unknownOn.forEach(tell);
  const addresses = answers
    .flatMap((each) => each.answers)
    .flatMap(({ value }) => parseAddress(value)?.text ?? []);
  return new Set(addresses.length > 0 ? addresses : [nameKey(host)]);
}

const touches = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some((each) => b.has(each));

/** Whether a site's URL leads to its own server. */
const reachesOwn = (end: End) => touches(end.leadsTo, end.server);

/** Whether a site's URL leads to another's server and not to its own. */
const reaches = (end: End, other: End) =>
  !reachesOwn(end) && other.serverPorts.has(end.port) && touches(end.leadsTo, other.server);

/** Sites that some node may run both: one server for two, or one led to the other's. */
function besides(ends: readonly End[]): Map<End, End[]> {
  const found = new Map<End, End[]>();
  ends.forEach((a, index) => {
    for (const b of ends.slice(index + 1)) {
      const [one, other] = [a.client.listening, b.client.listening];
      if (!meet(one, other) || shareVip(one, other) || readOneFile(one, other)) continue;
      const together = a.port === b.port && touches(a.leadsTo, b.leadsTo);
      if (!together && !reaches(a, b) && !reaches(b, a)) continue;
      const firstIsAtFault =
        reaches(a, b) || (!reachesOwn(a) && reachesOwn(b)) || (!isMeant(a) && isMeant(b));
      const [culprit, victim] = firstIsAtFault ? [a, b] : [b, a];
      found.set(culprit, [...(found.get(culprit) ?? []), victim]);
    }
  });
  return found;
}

/** Sites that are led to the server of one that runs on other nodes: there the address that was meant decides. */
function serversElsewhere(ends: readonly End[]): Map<End, End[]> {
  const at = new Map<string, End[]>();
  for (const end of ends) {
    for (const address of end.meant) {
      if (end.server.has(address)) at.set(address, [...(at.get(address) ?? []), end]);
    }
  }
  const found = new Map<End, End[]>();
  for (const end of ends) {
    if (isMeant(end)) continue;
    const { listening } = end.client;
    const others = new Set(
      [...end.leadsTo]
        .filter((address) => !isOnEveryNode(address))
        .flatMap((address) => at.get(address) ?? [])
        .filter((other) => other.serverPorts.has(end.port) && !meet(listening, other.client.listening)),
    );
    others.delete(end);
    if (others.size > 0) found.set(end, [...others]);
  }
  return found;
}

/** Local sites of one site's nodes with one URL, as in a copied file, where nothing tells whose the address is. */
function copies(ends: readonly End[], sites: readonly Site[]): Clash[] {
  const together = (a: ListeningSite, b: ListeningSite) =>
    sites.some(({ nodes }) => [...a.nodes, ...b.nodes].every((node) => nodes.includes(node)));
  const byPlace = new Map<string, End[]>();
  for (const end of ends) {
    if (!isUntold(end.client.listening)) continue;
    for (const address of end.meant) {
      if (isOnEveryNode(address) || !end.leadsTo.has(address)) continue;
      const place = `${address} ${end.port}`;
      byPlace.set(place, [...(byPlace.get(place) ?? []), end]);
    }
  }
  return [...byPlace.values()].flatMap((alike) => {
    const culprit = alike.at(-1);
    const others = alike.filter(({ client }) => {
      const { listening } = client;
      const last = culprit?.client.listening;
      return last !== undefined && listening !== last && together(listening, last);
    });
    return culprit === undefined || others.length === 0
      ? []
      : [{ culprit, others, kind: 'copied' as const, isTie: true }];
  });
}

/** Whether a local site listens where that of another node does. */
const isCopy = (end: End, other: End) =>
  [end, other].every(({ client }) => client.listening.site === null) && touches(end.server, other.server);

/** Whether a site's URL leads to an address that is meant for it. */
const isMeant = (end: End) => touches(end.leadsTo, end.meant);

function isOnEveryNode(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && isLoopback(parsed);
}

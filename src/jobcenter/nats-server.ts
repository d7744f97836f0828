import type { ConfEntry } from '../../grammars/conf/document.js';
import type { Listener } from '../source/facts/types.js';
import type { Origin, Sourced } from '../text/source-file.js';
import { addressKey, parseAddress } from './address.js';
import { splitAddresses } from './addresses.js';
import type { ListeningSite } from './listening-site.js';
import type { ClusterNode, Conf } from './model.js';
import { deciding, forwardAnswers, nameKey } from './names.js';
import { JOBCENTER_PORT, type NatsUrl, natsUrlOf, partOf } from './nats-url.js';

/** A readable `NATS_URL` of a site. */
export interface NatsClient {
  readonly listening: ListeningSite;
  readonly conf: Conf;
  readonly entry: ConfEntry;
  readonly url: NatsUrl;
  /** An address or a name. */
  readonly host: string;
  readonly hostAt: Origin;
}

export function natsClientsOf(listening: ListeningSite): NatsClient[] {
  return listening.confs.flatMap((conf) => {
    const found = natsUrlOf(conf);
    const host = found?.url.host ?? null;
    if (found === null || host === null) return [];
    return [{ listening, conf, ...found, host, hostAt: partOf(conf, found.entry, found.url.hostRange) }];
  });
}

/** What the nodes make of a host name: their answers, and the nodes that have nothing to say. */
export interface HostAddresses {
  readonly answers: readonly { readonly node: ClusterNode; readonly answers: readonly Sourced<string>[] }[];
  readonly unknownOn: readonly ClusterNode[];
}

/** Asks each node for a name, as rules.md has it: its look-up decides, else its resolv.def, else its hosts. */
export function askNodes(nodes: readonly ClusterNode[], name: string): HostAddresses {
  const asked = nodes.map((node) => ({ node, answer: deciding(forwardAnswers(node, name)) }));
  return {
    answers: asked.flatMap(({ node, answer }) =>
      answer === null ? [] : [{ node, answers: answer.answers }],
    ),
    unknownOn: asked.flatMap(({ node, answer }) => (answer === null ? [node] : [])),
  };
}

/** What a site's name stands for: its VIP, a local site's node's own addresses; where those are unknown, `ipaddress`. */
export function nominalAddresses(listening: ListeningSite): ReadonlySet<string> {
  const { site, nodes } = listening;
  if (site?.vip?.address) return new Set([site.vip.address.text]);
  const own = site === null ? nodes.flatMap((node) => node.addresses) : [];
  return own.length > 0 ? new Set(own.map(({ value }) => addressKey(value))) : listenedOn(listening);
}

/** Keys of the addresses that a site listens on: its VIP and its `ipaddress`, of which broken parts are left out. */
export function listenedOn({ site, nodes, confs }: ListeningSite): ReadonlySet<string> {
  const found = new Set<string>();
  if (site?.vip?.address) found.add(site.vip.address.text);
  for (const conf of confs) {
    for (const { value } of splitAddresses(conf)) {
      const address = parseAddress(value);
      if (address !== null) found.add(address.text);
    }
  }
  // A local site without ipaddress listens on its node's own addresses.
  if (site === null && found.size === 0) {
    for (const address of nodes.flatMap((node) => node.addresses)) found.add(addressKey(address.value));
  }
  return found;
}

/** The ports of a site's NATS server: those of its URL, else JobCenter's own. */
export function serverPorts(listening: ListeningSite): ReadonlySet<number> {
  const ports = natsClientsOf(listening).flatMap(({ url }) => (url.port === null ? [] : [url.port]));
  return new Set(ports.length > 0 ? ports : [JOBCENTER_PORT]);
}

/** What of a node's listening sockets is in the way of a site's NATS server. */
export function takenFrom(listening: ListeningSite, listeners: readonly Listener[]): Listener | undefined {
  const addresses = listenedOn(listening);
  const ports = serverPorts(listening);
  return listeners.find(
    ({ address, port }) => ports.has(port) && (isEvery(address) || addresses.has(addressKey(address))),
  );
}

/** `::` takes the IPv4 addresses too. */
const isEvery = (address: string) => address === '*' || address === '0.0.0.0' || address === '::';

/** The site that is called so, if one is. */
export const siteCalled = (sites: readonly ListeningSite[], name: string): ListeningSite | undefined =>
  sites.find((each) => nameKey(each.name) === nameKey(name));

/** Whether two cluster sites are given one VIP, so that all that follows from it is told by `vip-distinct`. */
export function shareVip(a: ListeningSite, b: ListeningSite): boolean {
  const first = a.site?.vip?.address;
  return first != null && first.text === b.site?.vip?.address?.text;
}

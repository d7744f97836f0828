import { inferred } from '../../src/engine/rule.js';
import { addressKey, isLoopback, parseAddress } from '../../src/jobcenter/address.js';
import {
  eachListeningSite,
  type ListeningSite,
  meet,
  readOneFile,
} from '../../src/jobcenter/listening-site.js';
import type { ClusterNode, Site } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import {
  askNodes,
  listenedOn,
  type NatsClient,
  natsClientsOf,
  nominalAddresses,
  serverPorts,
  shareVip,
  siteCalled,
} from '../../src/jobcenter/nats-server.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';

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

export const natsUrlDistinct = rule({
  name: 'nats-url-distinct',
  severity: 'error',
  evidence: inferred('2.3.3.1.3'),
  phases: ['start'],
  yieldsTo: [{ rule: 'vip-distinct', for: 'place' }],
  title: {
    en: 'two sites of one node share a NATS server, or one points at the other’s',
    ja: '同じノードの二つのサイトが同じ NATS サーバを指している',
  },
  why: {
    en: 'Every site runs its own NATS server. A site that is led to another’s talks to the wrong processes while both run, and to none when the other is stopped.',
    ja: 'NATS サーバはサイトごとに動きます。別サイトのサーバを指すと、同時に動いている間は誤った相手と通信し、相手が停止すると通信できなくなります。',
  },
  fix: {
    en: 'give every site the NATS_URL of its own ipaddress',
    ja: 'サイトごとに、そのサイトの ipaddress を使った NATS_URL を設定してください',
  },
  bad: '# site, VIP 192.168.1.100\nNATS_URL=nats://192.168.1.11:23141\n# local site of 192.168.1.11\nNATS_URL=nats://192.168.1.11:23141',
  good: '# site, VIP 192.168.1.100\nNATS_URL=nats://192.168.1.100:23141\n# local site of 192.168.1.11\nNATS_URL=nats://192.168.1.11:23141',
  messages: {
    others: {
      en: (name: string, place: string, others: string) =>
        `NATS_URL of ${name} leads to ${place}, the NATS server of ${others}; every site needs its own`,
      ja: (name: string, place: string, others: string) =>
        `${name} の NATS_URL が ${others} の NATS サーバ（${place}）を指しています。サイトごとに固有の値が必要です`,
    },
    shared: {
      en: (name: string, place: string, others: string) =>
        `NATS_URL of ${name} leads to ${place}, as that of ${others} does; every site needs a server of its own`,
      ja: (name: string, place: string, others: string) =>
        `${name} と ${others} の NATS_URL がどれも ${place} を指しています。サイトごとに固有の値が必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const sites = eachListeningSite(cluster).map(({ it }) => it);
    if (sites.length < 2) notApplicable();
    for (const { confs, lacking } of sites) if (confs.length === 0) missing(lacking.node, lacking.need);
    const tell = (node: ClusterNode) => missing(node.name.value, 'lookup');
    const known = new Set(
      cluster.nodes.flatMap((node) => node.addresses.map(({ value }) => addressKey(value))),
    );
    const ends = sites.flatMap((site) =>
      natsClientsOf(site).flatMap((client) => endOf(client, { sites, known, tell })),
    );
    for (const { culprit, others, takes, isTie } of clashes(ends, cluster.sites)) {
      const { listening, entry, conf, host } = culprit.client;
      report(takes ? 'others' : 'shared', {
        at: { file: conf.file, range: entry.value.range },
        args: [
          listening.name,
          host.includes(':') ? `[${host}]:${culprit.port}` : `${host}:${culprit.port}`,
          listed(new Set(others.map((other) => other.client.listening.name))),
        ],
        site: listening.site === null ? null : listening.name,
        node: listening.site === null && !isTie ? listening.name : null,
        related: others.map(({ client }) => ({
          at: { file: client.conf.file, range: client.entry.value.range },
          message: { en: `NATS_URL of ${client.listening.name}`, ja: `${client.listening.name} の NATS_URL` },
        })),
      });
    }
  },
});

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

interface Clash {
  readonly culprit: End;
  /** Those whose server it shares or takes. */
  readonly others: readonly End[];
  /** Whether the server is surely one of theirs. */
  readonly takes: boolean;
  /** Whether another of them might as well be the one at fault. */
  readonly isTie: boolean;
}

/** Each site at fault. Every node may have what is wrong between two sites of one node; servers elsewhere are met by address. */
function clashes(ends: readonly End[], sites: readonly Site[]): Clash[] {
  const beside = besides(ends);
  const elsewhere = serversElsewhere(ends);
  const found = [...new Set([...beside.keys(), ...elsewhere.keys()])].map((culprit) => {
    const [near, far] = [beside.get(culprit) ?? [], elsewhere.get(culprit) ?? []];
    const takes = far.length > 0 || near.some((other) => reaches(culprit, other));
    return { culprit, others: [...near, ...far], takes, isTie: false };
  });
  return [...found, ...copies(ends, sites)];
}

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
      : [{ culprit, others, takes: false, isTie: true }];
  });
}

/** Whether a site's URL leads to an address that is meant for it. */
const isMeant = (end: End) => touches(end.leadsTo, end.meant);

function isOnEveryNode(address: string): boolean {
  const parsed = parseAddress(address);
  return parsed !== null && isLoopback(parsed);
}

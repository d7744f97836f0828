import { inferred } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { eachListeningSite, type ListeningSite, meet } from '../../src/jobcenter/listening-site.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
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
    const ends = sites.flatMap((site) => natsClientsOf(site).flatMap((client) => endOf(client, sites, tell)));
    for (const [culprit, others] of clashes(ends)) {
      const { listening, entry, conf, host } = culprit.client;
      const theirs = others.some((other) => reaches(culprit, other));
      report(theirs ? 'others' : 'shared', {
        at: { file: conf.file, range: entry.value.range },
        args: [
          listening.name,
          host.includes(':') ? `[${host}]:${culprit.port}` : `${host}:${culprit.port}`,
          listed(new Set(others.map((other) => other.client.listening.name))),
        ],
        site: listening.site === null ? null : listening.name,
        node: listening.site === null ? listening.name : null,
        related: others.map(({ client }) => ({
          at: { file: client.conf.file, range: client.entry.value.range },
          message: { en: `NATS_URL of ${client.listening.name}`, ja: `${client.listening.name} の NATS_URL` },
        })),
      });
    }
  },
});

function endOf(
  client: NatsClient,
  sites: readonly ListeningSite[],
  tell: (node: ClusterNode) => void,
): End[] {
  const { listening, url } = client;
  if (url.port === null) return [];
  return [
    {
      client,
      port: url.port,
      leadsTo: hostKeys(client, sites, tell),
      server: listenedOn(listening),
      serverPorts: serverPorts(listening),
    },
  ];
}

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

/** Each site at fault, with those whose server it shares or takes. */
function clashes(ends: readonly End[]): ReadonlyMap<End, readonly End[]> {
  const found = new Map<End, End[]>();
  ends.forEach((a, index) => {
    for (const b of ends.slice(index + 1)) {
      const [one, other] = [a.client.listening, b.client.listening];
      if (!meet(one, other) || shareVip(one, other)) continue;
      const together = a.port === b.port && touches(a.leadsTo, b.leadsTo);
      if (!together && !reaches(a, b) && !reaches(b, a)) continue;
      const firstIsAtFault = reaches(a, b) || (!reachesOwn(a) && reachesOwn(b));
      const [culprit, victim] = firstIsAtFault ? [a, b] : [b, a];
      found.set(culprit, [...(found.get(culprit) ?? []), victim]);
    }
  });
  return found;
}

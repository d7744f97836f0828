import { manual, type Subject } from '../../src/engine/rule.js';
import { serverText } from '../../src/jobcenter/connection-words.js';
import { otherPlaces } from '../../src/jobcenter/contact-servers.js';
import type { Cluster, ClusterNode, Site } from '../../src/jobcenter/model.js';
import { askedHere } from '../../src/jobcenter/preflight-subjects.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { isOfTime } from '../../src/jobcenter/same-time.js';
import { natsServersOf } from '../../src/jobcenter/servers-here.js';
import { whereRuns } from '../../src/jobcenter/where-runs.js';
import { firstWords, type NatsInfo, natsInfoOf } from '../../src/probe/nats-info.js';
import { type Server, serverKey } from '../../src/resolve/answer.js';

const endOf = (found: string) => ({
  en: found === '' ? '' : `; a NATS server answers on ${found}`,
  ja: found === '' ? '' : `（NATS サーバは ${found} で応答しています）`,
});

export const natsReachable = rule({
  name: 'nats-reachable',
  severity: 'error',
  evidence: manual('2.4.1'),
  phases: ['operation', 'failover'],
  needs: ['net'],
  title: {
    en: 'a site runs, but no NATS server answers where its NATS_URL leads',
    ja: 'サイトは起動しているが、NATS_URL の指す先で NATS サーバが応答しない',
  },
  why: {
    en: 'The processes of a site talk to each other through its NATS server. Where none answers, commands end with "nats: no servers available for connection", and no job is executed.',
    ja: 'サイトのプロセスは NATS サーバを介して通信します。応答がないと、コマンドは "nats: no servers available for connection" で失敗し、ジョブも実行されません。',
  },
  fix: {
    en: 'look on which address and port nats-server listens (`ss -ltnp`), let NATS_URL be that, and start the site again',
    ja: 'nats-server の待ち受けアドレスとポートを `ss -ltnp` で確認し、NATS_URL を合わせてサイトを再起動してください',
  },
  bad: 'NATS_URL=nats://192.168.1.100\n# the NATS client takes port 4222, and the server listens on 23141',
  good: 'NATS_URL=nats://192.168.1.100:23141',
  messages: {
    refused: {
      en: (place: string, site: string, node: string, found: string) =>
        `${site} runs on ${node}, but nothing listens on ${place}, where its NATS_URL leads${endOf(found).en}`,
      ja: (place: string, site: string, node: string, found: string) =>
        `${site} は ${node} で起動していますが、NATS_URL の指す ${place} では何も待ち受けていません${endOf(found).ja}`,
    },
    noAnswer: {
      en: (place: string, site: string, node: string, found: string) =>
        `${site} runs on ${node}, but ${place}, where its NATS_URL leads, cannot be reached from there${endOf(found).en}`,
      ja: (place: string, site: string, node: string, found: string) =>
        `${site} は ${node} で起動していますが、NATS_URL の指す ${place} に同じノードから接続できません${endOf(found).ja}`,
    },
    silent: {
      en: (place: string, site: string, node: string, found: string) =>
        `${site} runs on ${node}, but what listens on ${place}, where its NATS_URL leads, says nothing; a NATS server greets with INFO${endOf(found).en}`,
      ja: (place: string, site: string, node: string, found: string) =>
        `${site} は ${node} で起動していますが、NATS_URL の指す ${place} は接続を受け付けても何も返しません。NATS サーバなら INFO を返します${endOf(found).ja}`,
    },
    another: {
      en: (place: string, site: string, node: string, found: string, said: string) =>
        `${site} runs on ${node}, but what listens on ${place}, where its NATS_URL leads, is no NATS server: it says "${said}"${endOf(found).en}`,
      ja: (place: string, site: string, node: string, found: string, said: string) =>
        `${site} は ${node} で起動していますが、NATS_URL の指す ${place} で待ち受けているのは NATS サーバではありません（応答: "${said}"）${endOf(found).ja}`,
    },
    otherPort: {
      en: (place: string, site: string, node: string, found: string, what: string) =>
        `${site} runs on ${node}, but what listens on ${place}, where its NATS_URL leads, is not there for clients: ${what}${endOf(found).en}`,
      ja: (place: string, site: string, node: string, found: string, what: string) =>
        `${site} は ${node} で起動していますが、NATS_URL の指す ${place} はクライアント用のポートではありません: ${what}${endOf(found).ja}`,
    },
    noAddress: {
      en: (host: string, site: string, node: string) =>
        `${site} runs, but its NATS_URL points at "${host}", which has no address on ${node}`,
      ja: (host: string, site: string, node: string) =>
        `${site} は起動していますが、NATS_URL の "${host}" が ${node} で解決できません`,
    },
  },
  subjects: (cluster) =>
    cluster.stage === null
      ? recordedOnNodes(cluster)
      : askedHere(
          'start',
          'failover',
          'create-agent',
        )(cluster).map(({ it, ...about }) => ({
          ...about,
          it: { ...it, isFailover: it.stage === 'failover' },
        })),
  check({ site, here, isFailover }, { cluster, report, missing, notApplicable }) {
    const runs = whereRuns(site, here);
    if (runs.state === 'unknown') {
      // Of a node without any data only node-missing speaks.
      const lacking = runs.lacking.filter((node) => node === here || (isFailover && node.hasData));
      if (lacking.length === 0) notApplicable();
      for (const node of lacking) missing(node.name.value, 'cjcls');
      return;
    }
    if (runs.state === 'stopped' || (runs.node !== here && !isFailover)) return notApplicable();
    if (site.confs.length === 0) return missing(null, site.confPath);
    const servers = natsServersOf(cluster, site, here);
    // A URL that is missing or unreadable is for the rules on NATS_URL.
    if (servers.length === 0) return notApplicable();
    const node = here.name.value;
    for (const { client, places } of servers) {
      const place = {
        at: { file: client.conf.file, range: client.entry.value.range },
        related: [
          {
            at: runs.at,
            message: {
              en: `it runs on ${runs.node.name.value}`,
              ja: `${runs.node.name.value} で起動中`,
            },
          },
        ],
      };
      if (places === null) {
        missing(node, 'lookup');
        continue;
      }
      const made = places.flatMap((each) => here.connections.connection(each) ?? []);
      // What was recorded at another time tells nothing of the site that these facts show.
      if (!made.every((each) => isOfTime(each, runs.node))) {
        missing(node, 'net');
        continue;
      }
      const heard = places.map((each) => ({ at: each, contact: here.connections.to(each) }));
      if (heard.some((each) => infoAt(here, each.at) !== null)) continue;
      const [first] = heard;
      if (first === undefined) {
        report('noAddress', { ...place, args: [client.host, site.name.value, node] });
        continue;
      }
      const isUntold = heard.some(
        ({ contact }) =>
          contact === null || (contact.state === 'unreached' && isOpen(contact.reason, runs.node, here)),
      );
      if (isUntold) {
        missing(node, 'net');
        continue;
      }
      // The site may have been stopped since the snapshot was taken.
      if (!runs.isNow) {
        missing(runs.node.name.value, 'cjcls', 'meta');
        continue;
      }
      const args = [
        serverKey(first.at),
        site.name.value,
        runs.node.name.value,
        foundBeside(here, first.at),
      ] as const;
      const { contact } = first;
      const info = contact?.state === 'spoke' ? natsInfoOf(contact.said) : null;
      if (info !== null) report('otherPort', { ...place, args: [...args, serverText(info)] });
      else if (contact?.state === 'spoke')
        report('another', { ...place, args: [...args, firstWords(contact.said)] });
      else if (contact?.state === 'silent' || contact?.state === 'hung-up')
        report('silent', { ...place, args: [...args] });
      else if (contact?.state === 'unreached' && contact.reason === 'refused')
        report('refused', { ...place, args: [...args] });
      else report('noAnswer', { ...place, args: [...args] });
    }
  },
});

interface NatsAsked {
  readonly site: Site;
  /** From where it is connected. */
  readonly here: ClusterNode;
  /** Whether the site may run on another node. */
  readonly isFailover: boolean;
}

/** In lint, the sites and nodes of which a recording tells what listens where their NATS_URL leads. */
const recordedOnNodes = (cluster: Cluster): Subject<NatsAsked>[] =>
  eachSiteOnNode(cluster)
    .filter(
      ({ it: { site, node } }) =>
        node.connections.all.length > 0 &&
        natsServersOf(cluster, site, node).some(({ places }) =>
          places?.some((place) => node.connections.to(place) !== null),
        ),
    )
    .map(({ it: { site, node }, ...about }) => ({ ...about, it: { site, here: node, isFailover: true } }));

/**
 * Whether an attempt that failed leaves the question open. On the node that runs the site it proves that the site's
 * own processes get no answer either. From another node it does not: NATS is for the processes of the site's node, so
 * a firewall may rightly let nothing through; only a refusal comes from the node itself.
 */
const isOpen = (reason: string, runsOn: ClusterNode, here: ClusterNode): boolean =>
  reason !== 'refused' && (runsOn !== here || (reason !== 'time-out' && reason !== 'unreachable'));

/** What a NATS server says to clients at a place; null where there is none, or none for them. */
function infoAt(here: ClusterNode, place: Server): NatsInfo | null {
  const contact = here.connections.to(place);
  const info = contact?.state === 'spoke' ? natsInfoOf(contact.said) : null;
  return info?.serves === 'clients' ? info : null;
}

/** `192.168.1.100:23141 (2.9.10)`: the NATS server that was found on another port; empty for none. */
function foundBeside(here: ClusterNode, place: Server): string {
  for (const other of otherPlaces(place)) {
    const info = infoAt(here, other);
    if (info !== null) return `${serverKey(other)}${info.version === null ? '' : ` (${info.version})`}`;
  }
  return '';
}

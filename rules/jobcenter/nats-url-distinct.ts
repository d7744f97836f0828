import { inferred } from '../../src/engine/rule.js';
import { splitAddresses } from '../../src/jobcenter/addresses.js';
import { eachListeningSite } from '../../src/jobcenter/listening-site.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { natsClashes } from '../../src/jobcenter/nats-clashes.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';

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
    copied: {
      en: (name: string, place: string, others: string) =>
        `ipaddress and NATS_URL of ${name} (${place}) are those of ${others}; a local site listens on its own node's address`,
      ja: (name: string, place: string, others: string) =>
        `${name} の ipaddress と NATS_URL（${place}）が ${others} のものです。ローカルサイトはそのノード自身のアドレスで待ち受けます`,
      fix: {
        en: () => 'write the node’s own address in both ipaddress and NATS_URL',
        ja: () => 'ipaddress と NATS_URL の両方に、そのノード自身のアドレスを設定してください',
      },
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const sites = eachListeningSite(cluster).map(({ it }) => it);
    if (sites.length < 2) notApplicable();
    for (const { confs, lacking } of sites) if (confs.length === 0) missing(lacking.node, lacking.need);
    const tell = (node: ClusterNode) => missing(node.name.value, 'lookup');
    for (const { culprit, others, kind, isTie } of natsClashes(cluster, sites, tell)) {
      const { listening, entry, conf, host } = culprit.client;
      report(kind, {
        at: { file: conf.file, range: entry.value.range },
        args: [
          listening.name,
          host.includes(':') ? `[${host}]:${culprit.port}` : `${host}:${culprit.port}`,
          listed(new Set(others.map((other) => other.client.listening.name))),
        ],
        site: listening.site === null ? null : listening.name,
        node: listening.site === null && !isTie ? listening.name : null,
        related: [
          ...(kind === 'copied' ? splitAddresses(conf) : []).map(({ at }) => ({
            at,
            message: { en: `ipaddress of ${listening.name}`, ja: `${listening.name} の ipaddress` },
          })),
          ...others.map(({ client }) => ({
            at: { file: client.conf.file, range: client.entry.value.range },
            message: {
              en: `NATS_URL of ${client.listening.name}`,
              ja: `${client.listening.name} の NATS_URL`,
            },
          })),
        ],
      });
    }
  },
});

import { manual } from '../../src/engine/rule.js';
import { addressKey } from '../../src/jobcenter/address.js';
import { eachListeningSite, type ListeningSite } from '../../src/jobcenter/listening-site.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { deciding, forwardAnswers, nameKey } from '../../src/jobcenter/names.js';
import { type NatsUrl, natsUrlOf, parseNatsUrl } from '../../src/jobcenter/nats-url.js';
import { eachManagerNode, rule } from '../../src/jobcenter/rule.js';
import { variableOf } from '../../src/jobcenter/shell.js';

export const natsUrlEnv = rule({
  name: 'nats-url-env',
  severity: 'warning',
  evidence: manual('2.4.1'),
  phases: ['operation'],
  needs: ['env'],
  // There the file's own URL is at fault, and the shell's may be right.
  yieldsTo: [
    { rule: 'nats-url-valid', for: 'place' },
    { rule: 'nats-url-matches-ipaddress', for: 'place' },
    { rule: 'nats-url-distinct', for: 'place' },
  ],
  title: {
    en: 'NATS_URL of the shell is not that of the site that NQS_SITE selects',
    ja: 'シェルの NATS_URL が NQS_SITE のサイトの NATS_URL と異なる',
  },
  why: {
    en: 'jcexecctrl talks to the NATS server of NATS_URL. With the URL of another site it works on that site, or ends with "no servers available for connection".',
    ja: 'jcexecctrl は NATS_URL の NATS サーバに接続します。別のサイトの URL では、そのサイトを操作するか「no servers available for connection」で失敗します。',
  },
  fix: {
    en: "set NATS_URL to the value of the site's daemon.conf",
    ja: 'NATS_URL にそのサイトの daemon.conf と同じ値を設定してください',
  },
  bad: 'NQS_SITE=jcmgcluster.example.jp\nNATS_URL=nats://192.168.1.11:23141',
  good: 'NQS_SITE=jcmgcluster.example.jp\nNATS_URL=nats://192.168.1.100:23141',
  messages: {
    differs: {
      en: (url: string, site: string, wanted: string) =>
        `NATS_URL "${url}" is not that of ${site}, which NQS_SITE selects: "${wanted}"`,
      ja: (url: string, site: string, wanted: string) =>
        `NATS_URL "${url}" が NQS_SITE の選ぶサイト ${site} の "${wanted}" と異なります`,
    },
  },
  subjects: eachManagerNode,
  check(node, { cluster, report, missing, notApplicable }) {
    const { env } = node.facts;
    const where = node.name.value;
    if (env.state === 'missing') return missing(where, 'env');
    const url = variableOf(env.value, 'NATS_URL');
    if (url === null) return notApplicable();
    const site = selectedSite(cluster, node, variableOf(env.value, 'NQS_SITE')?.value ?? where);
    // A name that is no site's is told by nqs-site-env.
    if (site === undefined) return notApplicable();
    if (site.confs.length === 0) return missing(site.lacking.node, site.lacking.need);
    const given = parseNatsUrl(url.value.trim());
    const wanted = site.confs.flatMap((conf) => natsUrlOf(conf) ?? []);
    // A file without a usable URL has rules of its own.
    const [first] = wanted;
    if (first === undefined || wanted.some((each) => each.url.host === null)) return notApplicable();
    const verdicts = wanted.map((each) => compare(node, given, each.url));
    if (verdicts.includes('same')) return;
    if (verdicts.includes('unknown')) return missing(where, 'lookup');
    const { value, range } = first.entry.value;
    const [conf] = site.confs;
    report('differs', {
      at: url.at,
      args: [url.value, site.name, value],
      site: site.site === null ? null : site.name,
      related:
        conf === undefined
          ? []
          : [
              {
                at: { file: conf.file, range },
                message: { en: `the URL of ${site.name}`, ja: `${site.name} の URL` },
              },
            ],
    });
  },
});

/** The cluster site of that name, or the local site, which is called like its node (G 2.4.1). */
function selectedSite(cluster: Cluster, node: ClusterNode, name: string): ListeningSite | undefined {
  const { meta } = node.facts;
  const hostName = meta.state === 'known' ? (meta.value.get('hostname')?.value ?? '') : '';
  const isLocal = [node.name.value, hostName].some((own) => nameKey(own) === nameKey(name));
  return eachListeningSite(cluster)
    .map(({ it }) => it)
    .find((each) =>
      isLocal
        ? each.site === null && each.nodes.includes(node)
        : each.site !== null && each.nodes.includes(node) && nameKey(each.name) === nameKey(name),
    );
}

/** Compares host and port, the scheme aside: the guide's own shell example writes http (G 2.4.1). */
function compare(node: ClusterNode, a: NatsUrl, b: NatsUrl): 'same' | 'different' | 'unknown' {
  if (a.host === null || b.host === null || a.port !== b.port) return 'different';
  if (addressKey(nameKey(a.host)) === addressKey(nameKey(b.host))) return 'same';
  if (a.address !== null && b.address !== null) return 'different';
  const [first, second] = [addressesOf(node, a), addressesOf(node, b)];
  if (first === null || second === null) return 'unknown';
  return first.some((address) => second.includes(address)) ? 'same' : 'different';
}

/** @returns null for a name of which nothing tells. */
function addressesOf(node: ClusterNode, { host, address }: NatsUrl): readonly string[] | null {
  if (address !== null) return [address.text];
  const answer = deciding(forwardAnswers(node, host ?? ''));
  return answer === null ? null : answer.answers.map(({ value }) => addressKey(value));
}

import { same } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import type { Cluster } from '../../src/jobcenter/model.js';
import {
  forwardViews,
  type NameView,
  reverseViews,
  type SourceView,
  seenBy,
  viewDifference,
} from '../../src/jobcenter/name-views.js';
import { nameKey } from '../../src/jobcenter/names.js';
import type { ServerAnswer } from '../../src/jobcenter/node-dns.js';
import { eachSite, listed, rule, whoHasWhat } from '../../src/jobcenter/rule.js';
import { sourceWords } from '../../src/jobcenter/site-names.js';
import type { Localized } from '../../src/message/language.js';

export const vipLookupConsistent = rule({
  name: 'vip-lookup-consistent',
  severity: 'error',
  evidence: inferred('2.2.2'),
  phases: ['failover'],
  needs: ['hosts', 'resolv.def', 'lookup', 'net'],
  yieldsTo: [{ rule: 'vip-loopback', for: 'place' }],
  title: {
    en: "nodes, or sources of one node, disagree on a site's name or VIP",
    ja: 'サイト名や VIP の名前解決の結果が、ノード間またはノード内で異なる',
  },
  why: {
    en: 'After a failover the other node looks the site up. Where it gets another answer, the site does not start there or nobody finds it.',
    ja: 'フェイルオーバー後は別のノードが名前解決を行います。結果が異なると、そのノードでサイトが起動しないか、誰もサイトに到達できません。',
  },
  fix: {
    en: 'let every node and every source give the same answer: the VIP for the name, the name for the VIP',
    ja: 'すべてのノードと参照元で、サイト名から VIP、VIP からサイト名という同じ結果が得られるようにしてください',
  },
  bad: '# .facts/lookup of jcmanager01\njcmgcluster.example.jp\t192.168.1.100\n# .facts/lookup of jcmanager02\njcmgcluster.example.jp\t192.168.1.200',
  good: '# .facts/lookup of jcmanager01 and jcmanager02\njcmgcluster.example.jp\t192.168.1.100',
  messages: {
    nodes: {
      en: (query: string, text: string) => `the nodes disagree on "${query}": ${text}`,
      ja: (query: string, text: string) => `"${query}" の名前解決の結果がノード間で異なります: ${text}`,
    },
    servers: {
      en: (node: string, query: string, text: string) =>
        `the name servers of ${node} disagree on "${query}": ${text}`,
      ja: (node: string, query: string, text: string) =>
        `${node} のネームサーバ間で "${query}" の名前解決の結果が異なります: ${text}`,
    },
    sources: {
      en: (node: string, query: string, odd: string, source: string, other: string, from: string) =>
        `on ${node} "${query}" is ${odd} in ${wordOf(source, 'en')}, but ${other} in ${wordOf(from, 'en')}`,
      ja: (node: string, query: string, odd: string, source: string, other: string, from: string) =>
        `${node} では "${query}" が${wordOf(source, 'ja')}で ${odd}、${wordOf(from, 'ja')}で ${other} となっています`,
    },
  },
  subjects: eachSite,
  check(site, { cluster, report, missing }) {
    if (!site.named) return missing(null, 'manifest:sites[].name');
    const questions = [
      { query: site.name.value, views: forwardViews(cluster, site) },
      { query: site.vip?.value ?? '', views: reverseViews(site) },
    ];
    for (const { query, views } of questions) {
      const difference = viewDifference(views);
      if (difference !== null) {
        const { at, node, related, text } = difference;
        report('nodes', { at, args: [query, text], node, related });
      }
      const said = new Set<string>();
      for (const view of views) {
        const { node, decides } = view;
        if (decides === null) {
          missing(node.name.value, 'lookup');
          continue;
        }
        if (isHalfTold(node.dns.answers(query))) missing(node.name.value, 'dns');
        const servers = serverDifference([decides, ...view.others]);
        if (servers !== null && !said.has(servers.en)) {
          said.add(servers.en);
          report('servers', {
            at: decides.at,
            args: [node.name.value, query, servers],
            node: node.name.value,
            related: [decides, ...view.others]
              .filter(({ server }) => server !== null)
              .map((source) => seenBy(node, source)),
          });
        }
        for (const { source, odd } of oddSources(cluster, view, decides)) {
          report('sources', {
            at: odd[0]?.at ?? source.at,
            args: [node.name.value, query, shown(odd), source.source, shown(decides.answers), decides.source],
            severity: 'warning',
            node: node.name.value,
            related: [
              { at: decides.at, message: { en: 'the answer that counts', ja: '有効な名前解決の結果' } },
            ],
          });
        }
      }
    }
    if ((site.vip?.address ?? null) === null) missing(null, 'manifest:sites[].vip');
  },
});

/** Sources that say something the deciding one does not. Where that is wrong itself, its own rule says so. */
function oddSources(cluster: Cluster, { right, others }: NameView, decides: SourceView) {
  if (right === false) return [];
  const said = new Set(decides.answers.map(({ value }) => nameKey(value)));
  return others
    .map((source) => ({ source, odd: source.answers.filter(({ value }) => !said.has(nameKey(value))) }))
    .filter(({ odd }) => odd.length > 0)
    .filter(({ source }) => !(source.source === 'dns' && decides.source === 'dns'))
    .filter(({ source }) => !isRequiredEntry(cluster, source, right));
}

/**
 * Whether a name is in DNS, and yet not every name server told. Where none has it the node finds it elsewhere, and
 * what servers would say that cannot be reached changes nothing.
 */
const isHalfTold = (servers: readonly ServerAnswer[]): boolean =>
  servers.some(({ answer }) => answer.state === 'found') &&
  servers.some(({ answer }) => answer.state === 'unknown');

/** What the name servers of a node say, by answer. @returns null when they agree. */
function serverDifference(views: readonly SourceView[]): Localized | null {
  const servers = views.flatMap(({ server, answers }) => (server === null ? [] : [{ server, answers }]));
  const difference = same(
    servers,
    ({ answers }) =>
      answers
        .map(({ value }) => nameKey(value))
        .sort()
        .join(', ') || '-',
  );
  if (difference === null) return null;
  return whoHasWhat(
    difference.groups.map(({ holders }) => ({
      value: shown(holders[0]?.answers ?? []),
      holders: holders.map(({ server }) => server),
    })),
  );
}

/** On WSFC the line in resolv.def is a must, so `resolv-def-entry` says what is wrong with it. */
const isRequiredEntry = (cluster: Cluster, { source }: SourceView, right: boolean | null): boolean =>
  source === 'resolv.def' && cluster.clusterSoftware?.value === 'wsfc' && right !== null;

const shown = (answers: SourceView['answers']): string | Localized =>
  answers.length === 0 ? '-' : listed(answers.map(({ value }) => value));

const wordOf = (source: string, language: 'en' | 'ja'): string =>
  (source === 'lookup'
    ? sourceWords.lookup
    : source === 'hosts'
      ? sourceWords.hosts
      : source === 'dns'
        ? sourceWords.dns
        : sourceWords['resolv.def'])[language];

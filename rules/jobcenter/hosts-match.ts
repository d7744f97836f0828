import { inferred } from '../../src/engine/rule.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';
import { lineDifference, nodeFiles } from '../../src/jobcenter/site-lines.js';

export const hostsMatch = rule({
  name: 'hosts-match',
  severity: 'warning',
  evidence: inferred('2.2.2'),
  phases: ['failover'],
  yieldsTo: [
    { rule: 'vip-loopback', for: 'place' },
    { rule: 'vip-lookup-consistent', for: 'place' },
    { rule: 'vip-forward-lookup', for: 'place' },
    { rule: 'vip-reverse-lookup', for: 'place' },
    { rule: 'site-name-alias', for: 'place' },
  ],
  title: {
    en: "nodes' hosts files differ for a site's name or VIP",
    ja: 'サイト名や VIP について、ノード間で hosts の記述が異なる',
  },
  why: {
    en: 'After a failover the other node answers: what worked here then gives another name or address, or none.',
    ja: 'フェイルオーバー後は別のノードで名前解決が行われます。これまで引けていた名前やアドレスが、別の結果になったり引けなくなったりします。',
  },
  fix: {
    en: 'give every node of the site the same lines for its name and VIP',
    ja: 'サイトのすべてのノードで、サイト名と VIP の行を同じ内容にしてください',
  },
  bad: '# jcmanager01\n192.168.1.100  jcmgcluster.example.jp  jcmgcluster\n# jcmanager02\n192.168.1.100  jcmgcluster.example.jp',
  good: '# jcmanager01, jcmanager02\n192.168.1.100  jcmgcluster.example.jp  jcmgcluster',
  messages: {
    differ: {
      en: (site: string, text: string) => `the nodes' hosts files differ for ${site}: ${text}`,
      ja: (site: string, text: string) => `ノード間で ${site} に関する hosts の記述が異なります: ${text}`,
    },
  },
  subjects: eachSite,
  check(site, { cluster, report, missing, notApplicable }) {
    if (site.nodes.length < 2) return notApplicable();
    const known = site.nodes.flatMap((node) => nodeFiles(node, node.hosts === null ? [] : [node.hosts]));
    const found = lineDifference(known, site);
    if (found !== null) {
      const { at, node, related, text } = found;
      report('differ', { at, args: [site.name.value, text], node, related });
    }
    for (const node of site.nodes) if (node.hosts === null) missing(node.name.value, cluster.places.hosts);
  },
});

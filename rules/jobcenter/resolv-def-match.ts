import { manual } from '../../src/engine/rule.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';
import { lineDifference, nodeFiles } from '../../src/jobcenter/site-lines.js';

export const resolvDefMatch = rule({
  name: 'resolv-def-match',
  severity: 'warning',
  evidence: manual('4.1.3'),
  phases: ['failover'],
  yieldsTo: [
    { rule: 'vip-loopback', for: 'place' },
    { rule: 'vip-lookup-consistent', for: 'place' },
    { rule: 'vip-forward-lookup', for: 'place' },
    { rule: 'vip-reverse-lookup', for: 'place' },
    { rule: 'site-name-alias', for: 'place' },
  ],
  title: {
    en: "nodes' resolv.def files differ for a site's name or VIP",
    ja: 'サイト名や VIP について、ノード間で resolv.def の記述が異なる',
  },
  why: {
    en: 'Each node resolves names with its own resolv.def. After a failover the other file counts, and the site may no longer find its own name.',
    ja: '名前解決には各ノードの resolv.def が使われます。フェイルオーバー後は別のノードのファイルが有効になり、サイトが自身の名前を引けなくなることがあります。',
  },
  fix: {
    en: 'give every node of the site the same lines for its name and VIP',
    ja: 'サイトのすべてのノードで、サイト名と VIP の行を同じ内容にしてください',
  },
  bad: '# jcmanager01\n192.168.19.85  jcmgcluster.domain.jp  jcmgcluster\n# jcmanager02\n192.168.19.85  jcmgcluster.domain.jp',
  good: '# jcmanager01, jcmanager02\n192.168.19.85  jcmgcluster.domain.jp  jcmgcluster',
  messages: {
    differ: {
      en: (site: string, text: string) => `the nodes' resolv.def files differ for ${site}: ${text}`,
      ja: (site: string, text: string) =>
        `ノード間で ${site} に関する resolv.def の記述が異なります: ${text}`,
    },
  },
  subjects: eachSite,
  check(site, { cluster, report, missing, notApplicable }) {
    if (site.nodes.length < 2) return notApplicable();
    const known = site.nodes.flatMap((node) => nodeFiles(node, node.resolvDefs));
    // On Linux nobody needs the file, so that none at all is no difference.
    if (known.length === 0 && cluster.platform === 'linux' && site.nodes.every((node) => node.hasData))
      return notApplicable();
    const found = lineDifference(known, site);
    if (found !== null) {
      const { at, node, related, text } = found;
      report('differ', { at, args: [site.name.value, text], node, related });
    }
    for (const node of site.nodes) if (node.resolvDefs.length === 0) missing(node.name.value, 'resolv.def');
  },
});

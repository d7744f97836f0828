import { manual } from '../../src/engine/rule.js';
import { isSameHost } from '../../src/jobcenter/host-name.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';
import { missName } from '../../src/jobcenter/unknown-sites.js';

export const siteNameNotHost = rule({
  name: 'site-name-not-host',
  severity: 'error',
  evidence: manual('2.4.1'),
  phases: ['create-site'],
  title: {
    en: 'a cluster site is named like a node',
    ja: 'クラスタサイトの名前がノードのホスト名と同じ',
  },
  why: {
    en: "A machine's host name is the name of its local site. NQS_SITE with that name selects the local site, so commands for the cluster site go to the wrong one.",
    ja: 'マシンのホスト名はローカルサイトの名前です。NQS_SITE にその名前を設定するとローカルサイトが選ばれ、クラスタサイト宛てのコマンドが別のサイトで実行されます。',
  },
  fix: {
    en: 'name the site after the virtual host name of its VIP',
    ja: 'VIP に対応する仮想ホスト名をサイト名にしてください',
  },
  bad: 'nodes:\n  - name: jcmanager01\nsites:\n  - {name: jcmanager01.example.jp, database: /mnt/jobmgdb}',
  good: 'nodes:\n  - name: jcmanager01\nsites:\n  - {name: jcmgcluster.example.jp, database: /mnt/jobmgdb}',
  messages: {
    node: {
      en: (site: string, node: string) =>
        `cluster site "${site}" is named like the node ${node}, whose local site has that name; NQS_SITE=${site} would mean the local site`,
      ja: (site: string, node: string) =>
        `クラスタサイト "${site}" がノード ${node} のホスト名と同じです。その名前はローカルサイトのもので、NQS_SITE=${site} ではローカルサイトが選ばれます`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing, cluster }) {
    if (!site.named) return missName(site, missing);
    const { value: name, at } = site.name;
    for (const node of cluster.nodes) {
      const meta = node.facts.meta.state === 'known' ? node.facts.meta.value.get('hostname') : undefined;
      const names = [node.name, ...(meta === undefined ? [] : [meta])];
      const taken = names.find((each) => isSameHost(each.value, name));
      if (taken === undefined) continue;
      const message = { en: 'host name of the node', ja: 'ノードのホスト名' };
      return report('node', { at, args: [name, node.name.value], related: [{ at: taken.at, message }] });
    }
  },
});

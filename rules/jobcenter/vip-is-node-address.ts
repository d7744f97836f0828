import { manual } from '../../src/engine/rule.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';
import { isVip } from '../../src/jobcenter/site-names.js';

export const vipIsNodeAddress = rule({
  name: 'vip-is-node-address',
  severity: 'error',
  evidence: manual('2.1.1'),
  phases: ['failover'],
  title: {
    en: "a VIP is a node's own fixed address",
    ja: 'リロケータブルIPアドレス(VIP)がノードの固定アドレスになっている',
  },
  why: {
    en: 'The VIP moves with the site. An address that belongs to one node stays there, so after a failover the site has no address.',
    ja: 'VIP はサイトとともに移動します。ノード固有のアドレスは移動しないため、フェイルオーバー後のサイトはアドレスを失います。',
  },
  fix: {
    en: 'give the site a relocatable address that no node has for itself',
    ja: 'どのノードの固定アドレスでもないリロケータブルIPアドレスをサイトに割り当ててください',
  },
  bad: 'nodes:\n  - {name: jcmanager01, addresses: [192.168.1.11]}\nsites:\n  - {name: jcmgcluster.example.jp, vip: 192.168.1.11, database: /mnt/jobmgdb}',
  good: 'nodes:\n  - {name: jcmanager01, addresses: [192.168.1.11]}\nsites:\n  - {name: jcmgcluster.example.jp, vip: 192.168.1.100, database: /mnt/jobmgdb}',
  messages: {
    fixed: {
      en: (site: string, vip: string, node: string) =>
        `the VIP ${vip} of ${site} is a fixed address of ${node}: it cannot move with the site`,
      ja: (site: string, vip: string, node: string) =>
        `${site} の VIP ${vip} は ${node} の固定アドレスです。サイトとともに移動できません`,
    },
  },
  subjects: eachSite,
  check(site, { cluster, report, missing }) {
    const { vip } = site;
    if (vip === null) return missing(null, 'manifest:sites[].vip');
    for (const node of cluster.nodes) {
      const where = node.name.value;
      const own = node.addresses.find((each) => isVip(each.value, vip));
      if (own !== undefined) {
        report('fixed', {
          at: vip.at,
          args: [site.name.value, vip.value, where],
          node: where,
          related: [{ at: own.at, message: { en: `address of ${where}`, ja: `${where} のアドレス` } }],
        });
      } else if (node.declaredAddresses === null && node.facts['ip-addr'].state !== 'known') {
        missing(where, 'ip-addr');
      }
    }
  },
});

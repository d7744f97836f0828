import { unique } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { addressKey } from '../../src/jobcenter/address.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';

export const vipDistinct = rule({
  name: 'vip-distinct',
  severity: 'error',
  evidence: inferred('2.3.3.1.2'),
  phases: ['create-site', 'failover'],
  title: {
    en: 'two sites have one VIP',
    ja: '二つのサイトのリロケータブルIPアドレス(VIP)が同じ',
  },
  why: {
    en: 'A site is found by its VIP, and the link to its database is named after it: two sites with one VIP lead to one database, and they cannot run on different nodes.',
    ja: 'サイトは VIP で識別され、データベースへのリンクも VIP から名付けられます。同じ VIP では一方のデータベースにしか到達できず、別々のノードで動かすこともできません。',
  },
  fix: {
    en: 'give every site a VIP of its own',
    ja: 'サイトごとに異なる VIP を割り当ててください',
  },
  bad: 'sites:\n  - {name: jcmgcluster.example.jp, vip: 192.168.1.100, database: /mnt/jobmgdb}\n  - {name: jcmgsecond.example.jp, vip: 192.168.1.100, database: /mnt/jobmgdb2}',
  good: 'sites:\n  - {name: jcmgcluster.example.jp, vip: 192.168.1.100, database: /mnt/jobmgdb}\n  - {name: jcmgsecond.example.jp, vip: 192.168.1.101, database: /mnt/jobmgdb2}',
  messages: {
    shared: {
      en: (vip: string, sites: string) => `the sites ${sites} have the same VIP ${vip}; each needs its own`,
      ja: (vip: string, sites: string) =>
        `サイト ${sites} の VIP がいずれも ${vip} です。サイトごとに異なる VIP が必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    if (cluster.sites.length < 2) return notApplicable();
    const known = cluster.sites.flatMap(({ name, vip }) => (vip === null ? [] : [{ name, vip }]));
    for (const { value, holders } of unique(known, ({ vip }) => vip.value, addressKey)) {
      const last = holders.at(-1);
      if (last === undefined) continue;
      report('shared', {
        at: last.vip.at,
        args: [value, listed(holders.map(({ name }) => name.value))],
        related: holders.slice(0, -1).map(({ name, vip }) => ({
          at: vip.at,
          message: { en: `VIP of ${name.value}`, ja: `${name.value} の VIP` },
        })),
      });
    }
    if (known.length < cluster.sites.length) missing(null, 'manifest:sites[].vip');
  },
});

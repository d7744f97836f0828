import { unique } from '../../src/engine/relations.js';
import { manual } from '../../src/engine/rule.js';
import { missUnknownIds } from '../../src/jobcenter/machine-id.js';
import { machineIdsOf } from '../../src/jobcenter/network.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';

export const machineIdUnique = rule({
  name: 'machine-id-unique',
  severity: 'error',
  evidence: manual('2.1.1'),
  phases: ['create-site', 'failover'],
  yieldsTo: [{ rule: 'machine-id-valid', for: 'place' }],
  title: {
    en: 'one machine ID belongs to two sites',
    ja: '一つのマシンIDが複数のサイトで使われている',
  },
  why: {
    en: 'JobCenter tells sites apart by their machine IDs, those of the local sites included. cjcmksite refuses an ID in use; where it does not see the other site, the two meet on one node after a failover.',
    ja: 'JobCenter はローカルサイトを含む各サイトをマシンIDで識別します。使用中のIDでは cjcmksite が失敗します。別ノードにあって気づかれなくても、フェイルオーバー後に同じノードで衝突します。',
  },
  fix: {
    en: 'give every cluster site and every local site a machine ID of its own',
    ja: 'クラスタサイトとローカルサイトのすべてに異なるマシンIDを割り当ててください',
  },
  bad: 'nodes:\n  - {name: jcmanager01, machineId: 100}\nsites:\n  - {name: jcmgcluster.example.jp, machineId: 100, database: /mnt/jobmgdb}',
  good: 'nodes:\n  - {name: jcmanager01, machineId: 33}\nsites:\n  - {name: jcmgcluster.example.jp, machineId: 100, database: /mnt/jobmgdb}',
  messages: {
    duplicate: {
      en: (id: number, sites: string) => `machine ID ${id} is used by ${sites}; every site needs its own`,
      ja: (id: number, sites: string) =>
        `マシンID ${id} が ${sites} で重複しています。サイトごとに一意の値が必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const owners = machineIdsOf(cluster);
    for (const { value, holders } of unique(owners, (owner) => owner.machineId.value)) {
      const [first, ...others] = holders;
      const last = others.at(-1);
      if (first === undefined || last === undefined) continue;
      const sites = holders.filter((holder) => !holder.local);
      report('duplicate', {
        at: last.machineId.at,
        args: [value, listed(holders.map((holder) => holder.owner))],
        site: sites.length === 1 ? (sites[0]?.owner ?? null) : null,
        related: [first, ...others.slice(0, -1)].map((holder) => ({
          at: holder.machineId.at,
          message: { en: `also used by ${holder.owner}`, ja: `${holder.owner} でも使用` },
        })),
      });
    }
    const unknown = missUnknownIds(cluster, missing);
    if (owners.length + unknown < 2 && cluster.sites.length === 0) notApplicable();
  },
});

import { manual } from '../../src/engine/rule.js';
import { isSameHost } from '../../src/jobcenter/host-name.js';
import { missUnknownIds } from '../../src/jobcenter/machine-id.js';
import { machineIdsOf, type NetworkMachineId } from '../../src/jobcenter/network.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';

type OwnMachineId = Omit<NetworkMachineId, 'cluster'>;

/** Two clusters may share a machine; its local site is then one and the same. */
const isOneMachine = (own: OwnMachineId, other: NetworkMachineId): boolean =>
  own.local && other.local && isSameHost(own.owner, other.owner);

export const machineIdUniqueInNetwork = rule({
  name: 'machine-id-unique-in-network',
  severity: 'warning',
  evidence: manual('2.1.1'),
  phases: ['create-site'],
  yieldsTo: [{ rule: 'machine-id-valid', for: 'place' }],
  title: {
    en: 'one machine ID belongs to sites of two clusters of one network',
    ja: '同じネットワークの二つのクラスタで同じマシンIDが使われている',
  },
  why: {
    en: 'Sites that exchange requests tell each other apart by machine ID. Two clusters of one network that use the same ID cannot both be registered with a third site.',
    ja: 'ジョブを転送し合うサイトは互いをマシンIDで識別します。同じネットワークの二つのクラスタが同じIDを使うと、別のサイトに両方を登録できません。',
  },
  fix: {
    en: 'give the site of one of the clusters another machine ID',
    ja: 'どちらかのクラスタのサイトに別のマシンIDを割り当ててください',
  },
  bad: '# east/cjclint.yaml\nnetwork: prod\nsites:\n  - {name: east.example.jp, machineId: 100, database: /mnt/east}\n# west/cjclint.yaml\nnetwork: prod\nsites:\n  - {name: west.example.jp, machineId: 100, database: /mnt/west}',
  good: '# east/cjclint.yaml\nnetwork: prod\nsites:\n  - {name: east.example.jp, machineId: 100, database: /mnt/east}\n# west/cjclint.yaml\nnetwork: prod\nsites:\n  - {name: west.example.jp, machineId: 200, database: /mnt/west}',
  messages: {
    duplicate: {
      en: (id: number, own: string, others: string, network: string) =>
        `machine ID ${id} of ${own} is also used by ${others}; clusters of the network "${network}" need different ones`,
      ja: (id: number, own: string, others: string, network: string) =>
        `${own} のマシンID ${id} は ${others} でも使われています。ネットワーク "${network}" のクラスタには異なるマシンIDが必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const { network } = cluster;
    if (network === null) return notApplicable();
    const earlier = new Map<number, NetworkMachineId[]>();
    for (const each of cluster.networkRegister.idsOf(network.value)) {
      earlier.set(each.machineId.value, [...(earlier.get(each.machineId.value) ?? []), each]);
    }
    for (const own of machineIdsOf(cluster)) {
      const others = (earlier.get(own.machineId.value) ?? []).filter((other) => !isOneMachine(own, other));
      if (others.length === 0) continue;
      report('duplicate', {
        at: own.machineId.at,
        args: [
          own.machineId.value,
          own.owner,
          listed(others.map((other) => `${other.owner} (${other.cluster})`)),
          network.value,
        ],
        site: own.local ? null : own.owner,
        node: own.local ? own.owner : null,
        related: others.map((other) => ({
          at: other.machineId.at,
          message: {
            en: `machine ID of ${other.owner} in cluster ${other.cluster}`,
            ja: `クラスタ ${other.cluster} の ${other.owner} のマシンID`,
          },
        })),
      });
    }
    missUnknownIds(cluster, missing);
    if (earlier.size === 0) notApplicable();
  },
});

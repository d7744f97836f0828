import { unique } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { instanceIdsOf } from '../../src/jobcenter/instance-ids.js';
import { instanceOn } from '../../src/jobcenter/instances.js';
import type { Cluster } from '../../src/jobcenter/model.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';
import type { Origin } from '../../src/text/source-file.js';

interface Owned {
  readonly owner: string;
  readonly id: string;
  readonly at: Origin;
}

export const instanceIdUnique = rule({
  name: 'instance-id-unique',
  severity: 'error',
  evidence: inferred('2.1.2'),
  phases: ['agent'],
  title: {
    en: 'one instance ID belongs to two instances',
    ja: '一つのインスタンスIDが複数のインスタンスで使われている',
  },
  why: {
    en: "The MG tells agents apart by their instance IDs. Two instances with one ID take each other's requests and results.",
    ja: 'ジョブ管理マネージャはインスタンスIDでエージェントを識別します。IDが重複すると、要求や結果が別のインスタンスに渡ります。',
  },
  fix: {
    en: 'create one of the instances again with an ID of its own, the same on each of its nodes',
    ja: '一方のインスタンスを別のIDで作成し直してください（各ノードでは同じIDにします）',
  },
  bad: 'agents:\n  - {name: jcag01, instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e}\n  - {name: jcag02, instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e}',
  good: 'agents:\n  - {name: jcag01, instanceId: 0f8fad5b-d9cb-469f-a165-70867728950e}\n  - {name: jcag02, instanceId: 7d444840-9dc0-41d1-b245-5ffdce74fad2}',
  messages: {
    duplicate: {
      en: (id: string, owners: string) =>
        `instance ID ${id} belongs to ${owners}; every instance needs its own`,
      ja: (id: string, owners: string) =>
        `インスタンスID ${id} が ${owners} で重複しています。インスタンスごとに一意の値が必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const known = cluster.agents.map((agent) => ({ agent, ids: instanceIdsOf(cluster, agent) }));
    const owned: Owned[] = [
      ...known.flatMap(({ agent: { name }, ids }) =>
        ids.places.map(({ value, at }) => ({ owner: name.value, id: value, at })),
      ),
      ...strangers(cluster),
    ];
    for (const { value, holders } of unique(owned, ({ id }) => id.toLowerCase())) {
      const owners = [...new Set(holders.map(({ owner }) => owner))];
      const last = owners.at(-1);
      const first = holders.find(({ owner }) => owner === last);
      if (first === undefined || owners.length < 2) continue;
      report('duplicate', {
        at: first.at,
        args: [value, listed(owners)],
        related: holders
          .filter((holder) => holder !== first)
          .map(({ owner, at }) => ({ at, message: { en: `the ID of ${owner}`, ja: `${owner} のID` } })),
      });
    }
    if (cluster.agents.length < 2 && new Set(owned.map(({ owner }) => owner)).size < 2) notApplicable();
    if (cluster.agents.length < 2) return;
    for (const { ids } of known) {
      if (ids.places.length > 0) continue;
      missing(null, 'manifest:agents[].instanceId');
      for (const { node, need } of ids.open) missing(node, need);
    }
  },
});

/** Listed instances of no agent of the cluster, on nodes where every agent's own is known. */
function strangers(cluster: Cluster): Owned[] {
  // An agent's instance may stand on a node that the manifest does not count among its nodes.
  const claimed = new Set(
    cluster.agents.flatMap((agent) => agent.nodes.map((node) => agent.on(node).instance?.value)),
  );
  return cluster.nodes.flatMap((node) => {
    const { 'jcagctrl-list': fact } = node.facts;
    if (fact.state === 'missing') return [];
    const own = cluster.agents
      .filter((agent) => agent.nodes.includes(node))
      .map((agent) => instanceOn(cluster, agent, node));
    if (own.some(({ state }) => state !== 'listed')) return [];
    const rows = new Set(own.map((each) => (each.state === 'listed' ? each.row : null)));
    return fact.value
      .filter((row) => !rows.has(row) && !claimed.has(row.name.value))
      .map((row) => ({ owner: row.name.value, id: row.id.value, at: row.id.at }));
  });
}

import { inferred } from '../../src/engine/rule.js';
import { instanceOn } from '../../src/jobcenter/instances.js';
import type { Agent, Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { eachAgent, listed, rule } from '../../src/jobcenter/rule.js';
import { seenTogether } from '../../src/jobcenter/same-time.js';

export const instanceActiveOnce = rule({
  name: 'instance-active-once',
  severity: 'error',
  evidence: inferred('2.3.5.3'),
  phases: ['failover', 'agent'],
  needs: ['jcagctrl-list', 'meta'],
  title: {
    en: 'one instance is ACTIVE on two nodes at the same time',
    ja: '一つのインスタンスが同時に2つのノードで ACTIVE になっている',
  },
  why: {
    en: 'Both nodes then answer the MG with one instance ID and write to one spool directory; jobs run twice or are lost.',
    ja: '両ノードが同じインスタンスIDでジョブ管理マネージャに応答し、同じスプールディレクトリに書き込むため、ジョブの二重実行や消失が起こります。',
  },
  fix: {
    en: 'stop the instance with `jcagctrl stop` on the node that does not have the spool directory mounted',
    ja: 'スプールディレクトリをマウントしていない方のノードで `jcagctrl stop` を実行してください',
  },
  bad: '| clusterinstance | 0f8fad5b-d9cb-469f-a165-70867728950e | true | true | (on both nodes)',
  good: '| clusterinstance | 0f8fad5b-d9cb-469f-a165-70867728950e | false | true | (on the standby)',
  messages: {
    twice: {
      en: (agent: string, nodes: string) =>
        `the instance of ${agent} is ACTIVE on ${nodes} at the same time; only one node may run it`,
      ja: (agent: string, nodes: string) =>
        `${agent} のインスタンスが ${nodes} で同時に ACTIVE です。動作できるのは1ノードだけです`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing, notApplicable }) {
    if (agent.nodes.length < 2) return notApplicable();
    const sightings = agent.nodes.map((node) => ({ node, at: activeAt(cluster, agent, node) }));
    const { holders, open } = seenTogether(sightings, 'jcagctrl-list');
    for (const { node, needs } of open) missing(node, ...needs);
    const last = holders.at(-1);
    if (last === undefined) return;
    report('twice', {
      at: last.at,
      args: [agent.name.value, listed(holders.map(({ node }) => node.name.value))],
      node: null,
      related: holders.slice(0, -1).map(({ node, at }) => ({
        at,
        message: { en: `also ACTIVE on ${node.name.value}`, ja: `${node.name.value} でも ACTIVE` },
      })),
    });
  },
});

function activeAt(cluster: Cluster, agent: Agent, node: ClusterNode) {
  const found = instanceOn(cluster, agent, node);
  if (found.state === 'unknown') return undefined;
  if (found.state === 'absent') return null;
  const { active } = found.row;
  if (active === null) return undefined;
  return active.value ? active.at : null;
}

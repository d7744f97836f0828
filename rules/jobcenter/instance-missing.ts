import { manual } from '../../src/engine/rule.js';
import { instanceOn, isUnmade } from '../../src/jobcenter/instances.js';
import { eachAgentAtNode, firstLine, listed, rule } from '../../src/jobcenter/rule.js';
import { preflightOf } from '../../src/jobcenter/stage.js';

export const instanceMissing = rule({
  name: 'instance-missing',
  severity: 'error',
  evidence: manual('2.3.5'),
  phases: ['failover'],
  needs: ['jcagctrl-list'],
  title: {
    en: "a node of an agent does not have the agent's instance",
    ja: 'エージェントのノードにインスタンスが作成されていない',
  },
  why: {
    en: 'An instance is created on every node, also on the standby. A node that does not list it cannot start it after a failover.',
    ja: 'インスタンスは待機系を含む各ノードに作成します。一覧にないノードでは、フェイルオーバー後に起動できません。',
  },
  fix: {
    en: 'create the instance on that node with `jcagctrl create`, with the ID of the other node; then add-user and enable',
    ja: 'そのノードで、他ノードと同じIDを指定して `jcagctrl create` を実行し、add-user と enable を行ってください',
  },
  bad: '+---------------+-------------+--------+--------+\n| INSTANCE-NAME | INSTANCE-ID | ACTIVE | ENABLE |\n+---------------+-------------+--------+--------+',
  good: '| clusterinstance | 0f8fad5b-d9cb-469f-a165-70867728950e | false | true |',
  messages: {
    notListed: {
      en: (node: string, instance: string, others: string) =>
        `${node} does not list the instance "${instance}" (listed: ${others}); it cannot take the agent over`,
      ja: (node: string, instance: string, others: string) =>
        `${node} の一覧にインスタンス "${instance}" がありません（一覧: ${others}）。このノードでは引き継げません`,
    },
  },
  subjects: eachAgentAtNode,
  check({ agent, node }, { cluster, report, missing, notApplicable }) {
    const found = instanceOn(cluster, agent, node);
    if (found.state === 'unknown') return missing(found.node, found.need);
    if (found.state === 'listed') return;
    // One node after the other gets its instance; that of create-agent is about to be made.
    if (isUnmade(cluster, agent) || preflightOf(cluster, 'create-agent') !== null) return notApplicable();
    const wanted = agent.on(node).instance ?? agent.name;
    const others = found.others.map(({ name }) => name.value);
    report('notListed', {
      at: firstLine({ file: found.list }),
      args: [node.name.value, wanted.value, others.length === 0 ? '-' : listed(others)],
      related: [{ at: wanted.at, message: { en: 'the instance in question', ja: '対象のインスタンス' } }],
    });
  },
});

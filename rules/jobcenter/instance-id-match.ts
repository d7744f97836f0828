import { same } from '../../src/engine/relations.js';
import { manual } from '../../src/engine/rule.js';
import { instanceIdsOf } from '../../src/jobcenter/instance-ids.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { eachAgent, rule } from '../../src/jobcenter/rule.js';

export const instanceIdMatch = rule({
  name: 'instance-id-match',
  severity: 'error',
  evidence: manual('2.1.2'),
  phases: ['failover', 'agent'],
  needs: ['jcagctrl-list'],
  title: {
    en: 'the nodes of an agent give its instance different IDs',
    ja: 'ノードによってインスタンスIDが異なる',
  },
  why: {
    en: 'The MG knows an agent by its instance ID. After a failover a node with another ID is another agent to it, and the jobs of the first one stay without agent.',
    ja: 'ジョブ管理マネージャはエージェントをインスタンスIDで識別します。IDの異なるノードへフェイルオーバーすると別のエージェントとみなされ、実行中のジョブを引き継げません。',
  },
  fix: {
    en: 'create the instance on the standby again with `jcagctrl create --instance-id <ID of the active node>`',
    ja: '待機系のインスタンスを `jcagctrl create --instance-id <運用系のID>` で作成し直してください',
  },
  bad: '| clusterinstance | 0f8fad5b-d9cb-469f-a165-70867728950e | (jcmanager01)\n| clusterinstance | 7d444840-9dc0-11d1-b245-5ffdce74fad2 | (jcmanager02)',
  good: '| clusterinstance | 0f8fad5b-d9cb-469f-a165-70867728950e | (both nodes)',
  messages: {
    differ: {
      en: (agent: string, ids: string) =>
        `the instance of ${agent} does not have one ID: ${ids}; the nodes must share one`,
      ja: (agent: string, ids: string) =>
        `${agent} のインスタンスIDが一致していません（${ids}）。全ノードで同じIDにする必要があります`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing, notApplicable }) {
    const { places, open } = instanceIdsOf(cluster, agent);
    const disagreement = same(
      places,
      ({ value }) => value,
      (id) => id.toLowerCase(),
    );
    const odd = disagreement === null ? null : oddOneOut(disagreement);
    if (odd !== null) {
      const { at, node, related, text } = odd;
      report('differ', { at, args: [agent.name.value, text], node, related });
    }
    for (const { node, need } of open) missing(node, need);
    if (places.length < 2) notApplicable();
  },
});

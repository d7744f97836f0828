import { same } from '../../src/engine/relations.js';
import { manual } from '../../src/engine/rule.js';
import { judgeHost, parseEndpoint } from '../../src/jobcenter/endpoint.js';
import type { Agent, Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { comparableParts } from '../../src/jobcenter/platform.js';
import { eachAgent, rule } from '../../src/jobcenter/rule.js';

const SETTINGS = ['name', 'endpoint', 'instance', 'privateKey'] as const;
type Setting = (typeof SETTINGS)[number];

/** As `jcagctrl create` calls them. */
const OPTIONS: Readonly<Record<Setting, string>> = {
  name: '--agent-name',
  endpoint: '--endpoint',
  instance: '--instance-name',
  privateKey: '--private-key',
};

export const agentSettingsMatch = rule({
  name: 'agent-settings-match',
  severity: 'error',
  evidence: manual('2.3.5'),
  phases: ['failover'],
  title: {
    en: 'the nodes of an agent create its instance with different settings',
    ja: 'ノードによってインスタンスの設定（エージェント名・エンドポイントなど）が異なる',
  },
  why: {
    en: 'After a failover the standby must go on as the same agent: the same agent name, endpoint, instance name and key. Otherwise it does not connect, or connects as another.',
    ja: 'フェイルオーバー後の待機系は、同じエージェント名・エンドポイント・インスタンス名・鍵で動作を引き継ぎます。異なると接続できないか、別のエージェントになります。',
  },
  fix: {
    en: 'create the instance on all nodes with the same options of `jcagctrl create`',
    ja: '全ノードで同じオプションを指定して `jcagctrl create` を実行してください',
  },
  bad: 'privateKey: /opt/keys/jcagcluster.pem\nperNode:\n  jcmanager02: {privateKey: /root/other.pem}',
  good: 'privateKey: /opt/keys/jcagcluster.pem',
  messages: {
    differ: {
      en: (option: string, agent: string, values: string) =>
        `the nodes differ in ${option} of ${agent}: ${values}; after a failover it must be the same`,
      ja: (option: string, agent: string, values: string) =>
        `${agent} の ${option} がノードによって異なります（${values}）。フェイルオーバー後も同じ値が必要です`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing, notApplicable }) {
    if (agent.nodes.length < 2) return notApplicable();
    for (const setting of SETTINGS) {
      // An endpoint that cannot be right on its node is told by its own rule.
      const compared =
        setting === 'endpoint' ? agent.nodes.filter((node) => !isAtFault(cluster, agent, node)) : agent.nodes;
      const voices = compared.flatMap((node) => {
        const found = agent.on(node)[setting];
        return found === null ? [] : [{ label: node.name.value, node: node.name.value, ...found }];
      });
      const disagreement = same(
        voices,
        ({ value }) => value,
        (value) => comparable(cluster, setting, value),
      );
      const odd = disagreement === null ? null : oddOneOut(disagreement);
      if (odd !== null) {
        const { at, node, related, text } = odd;
        report('differ', { at, args: [OPTIONS[setting], agent.name.value, text], node, related });
      }
      if (voices.length < compared.length) missing(null, `manifest:agents[].${setting}`);
    }
  },
});

const comparable = (cluster: Cluster, setting: Setting, value: string): string =>
  setting === 'privateKey'
    ? comparableParts(cluster.platform, value).join('/')
    : setting === 'endpoint'
      ? value.toLowerCase().replace(/\/$/, '')
      : value;

function isAtFault(cluster: Cluster, agent: Agent, node: ClusterNode): boolean {
  const endpoint = parseEndpoint(agent.on(node).endpoint?.value ?? '');
  if (endpoint === null) return false;
  const { state } = judgeHost(cluster, agent, node, endpoint.host);
  return state === 'own' || state === 'elsewhere';
}

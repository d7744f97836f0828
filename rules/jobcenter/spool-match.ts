import { same } from '../../src/engine/relations.js';
import { manual } from '../../src/engine/rule.js';
import { oddOneOut } from '../../src/jobcenter/odd-one-out.js';
import { pathKey } from '../../src/jobcenter/platform.js';
import { eachAgent, rule } from '../../src/jobcenter/rule.js';
import { lacksSpool } from '../../src/jobcenter/spools.js';

export const spoolMatch = rule({
  name: 'spool-match',
  severity: 'error',
  evidence: manual('2.1.2'),
  phases: ['failover'],
  title: {
    en: 'the nodes of an agent use different spool directories',
    ja: 'ノードによってスプールディレクトリが異なる',
  },
  why: {
    en: 'The requests of an agent live in its spool directory. A node that looks into another one finds none of them after a failover.',
    ja: 'エージェントの要求はスプールディレクトリに保存されます。別の場所を参照するノードでは、フェイルオーバー後に要求を引き継げません。',
  },
  fix: {
    en: 'create the instance on all nodes with the same `--spool-dir`',
    ja: '全ノードで同じ `--spool-dir` を指定してインスタンスを作成してください',
  },
  bad: 'spool: /mnt/jobagdb\nperNode:\n  jcmanager02: {spool: /mnt/jobagdb2}',
  good: 'spool: /mnt/jobagdb',
  messages: {
    differ: {
      en: (agent: string, spools: string) =>
        `the nodes use different spool directories for ${agent}: ${spools}`,
      ja: (agent: string, spools: string) =>
        `${agent} のスプールディレクトリがノードによって異なります（${spools}）`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing, notApplicable }) {
    if (agent.nodes.length < 2) return notApplicable();
    const voices = agent.nodes.flatMap((node) => {
      const { spool } = agent.on(node);
      return spool === null ? [] : [{ label: node.name.value, node: node.name.value, ...spool }];
    });
    const disagreement = same(
      voices,
      ({ value }) => value,
      (path) => pathKey(cluster.platform, path),
    );
    const odd = disagreement === null ? null : oddOneOut(disagreement);
    if (odd !== null) {
      const { at, node, related, text } = odd;
      report('differ', { at, args: [agent.name.value, text], node, related });
    }
    if (lacksSpool(agent)) missing(null, 'manifest:agents[].spool');
  },
});

import { manual } from '../../src/engine/rule.js';
import type { Agent, Cluster, ClusterNode, Site } from '../../src/jobcenter/model.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';
import type { Localized } from '../../src/message/language.js';

export const severalSitesOneNode = rule({
  name: 'several-sites-one-node',
  severity: 'info',
  evidence: manual('2.5.2'),
  phases: ['failover'],
  title: {
    en: 'after a failover one node would run several sites or instances',
    ja: 'フェイルオーバー後、1つのノードで複数のサイトやインスタンスが動作する',
  },
  why: {
    en: 'Every site has its own set of processes, so that memory, files and semaphores multiply. What is enough for one may not be for two.',
    ja: 'サイトごとに一式のプロセスが動作するため、メモリ・ファイル数・セマフォなどの必要量が増えます。1サイト分の上限では不足することがあります。',
  },
  fix: {
    en: "raise the node's limits for the sum of all, and try the failover with everything on one node",
    ja: '全サイト分の合計に合わせてノードの上限値を引き上げ、1 ノードに集約した状態でフェイルオーバーを試験してください',
  },
  bad: 'sites:\n  - {name: site1.example.jp, nodes: [jcmanager01, jcmanager02]}\n  - {name: site2.example.jp, nodes: [jcmanager01, jcmanager02]}',
  good: 'sites:\n  - {name: site1.example.jp, nodes: [jcmanager01, jcmanager02]}\n  - {name: site2.example.jp, nodes: [jcmanager03, jcmanager04]}',
  messages: {
    sites: {
      en: (nodes: string, count: number, names: string) =>
        `${nodes} may have to run ${count} sites at once: ${names}; raise its limits first`,
      ja: (nodes: string, count: number, names: string) =>
        `${nodes} では同時に ${count} サイト（${names}）が動作することがあります。事前に上限値を引き上げてください`,
    },
    instances: {
      en: (nodes: string, count: number, names: string) =>
        `${nodes} may have to run ${count} agent instances at once: ${names}; raise its limits first`,
      ja: (nodes: string, count: number, names: string) =>
        `${nodes} では同時に ${count} 個のエージェントのインスタンス（${names}）が動作することがあります。事前に上限値を引き上げてください`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const { sites, agents } = cluster;
    if (sites.length + agents.length === 0) {
      return cluster.name === null ? notApplicable() : missing(null, 'manifest:sites', 'manifest:agents');
    }
    if (sites.length < 2 && agents.length < 2) notApplicable();
    for (const [message, crowd] of [
      ...crowds(cluster, sites).map((each) => ['sites', each] as const),
      ...crowds(cluster, agents).map((each) => ['instances', each] as const),
    ]) {
      const last = crowd.together.at(-1);
      if (last === undefined) continue;
      const [node, second] = crowd.nodes;
      report(message, {
        at: last.name.at,
        args: [
          eachOf(crowd.nodes.map(({ name }) => name.value)),
          crowd.together.length,
          listed(crowd.together.map(({ name }) => name.value)),
        ],
        node: second === undefined ? (node?.name.value ?? null) : null,
        related: crowd.together.slice(0, -1).map(({ name }) => ({
          at: name.at,
          message: { en: 'may run there too', ja: '同じノードで動作することがある' },
        })),
      });
    }
  },
});

interface Crowd<T> {
  readonly nodes: readonly ClusterNode[];
  readonly together: readonly T[];
}

/** What may run together on a node, two or more; of a crowd within another only the larger one. */
function crowds<T extends Site | Agent>(cluster: Cluster, all: readonly T[]): Crowd<T>[] {
  const found: { nodes: ClusterNode[]; together: readonly T[] }[] = [];
  for (const node of cluster.nodes) {
    const together = all.filter((each) => each.nodes.includes(node));
    if (together.length < 2) continue;
    const known = found.find((crowd) => isSame(crowd.together, together));
    if (known === undefined) found.push({ nodes: [node], together });
    else known.nodes.push(node);
  }
  return found.filter(
    (crowd) =>
      !found.some(
        (other) =>
          other.together.length > crowd.together.length &&
          crowd.together.every((each) => other.together.includes(each)),
      ),
  );
}

const isSame = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** `each of a, b`; a node that is alone is no group. */
function eachOf(nodes: readonly string[]): Localized {
  const { en, ja } = listed(nodes);
  return { en: nodes.length === 1 ? en : `each of ${en}`, ja };
}

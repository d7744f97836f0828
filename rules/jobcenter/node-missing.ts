import { inferred } from '../../src/engine/rule.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { eachNode, rule } from '../../src/jobcenter/rule.js';

export const nodeMissing = rule({
  name: 'node-missing',
  severity: 'warning',
  evidence: inferred(),
  phases: ['failover'],
  title: {
    en: 'there is no data of a declared node',
    ja: '宣言されたノードのデータがない',
  },
  why: {
    en: 'A failover ends on the other node. Without its files and facts nothing can be said about whether the site starts there, so its rules are not checked.',
    ja: 'フェイルオーバーの成否は切り替え先のノードで決まります。そのノードのファイルやファクトがなければサイトが起動できるか判断できず、関係するルールは検査されません。',
  },
  fix: {
    en: 'put a snapshot of the node where the manifest expects its files (by default nodes/<name>)',
    ja: 'マニフェストが示す場所（既定では nodes/<ノード名>）にそのノードのスナップショットを置いてください',
  },
  bad: 'nodes:\n  - name: jcmanager01\n  - name: jcmanager02   # and no nodes/jcmanager02',
  good: 'nodes:\n  - name: jcmanager01   # nodes/jcmanager01/\n  - name: jcmanager02   # nodes/jcmanager02/',
  messages: {
    noData: {
      en: (node: string) =>
        `there is neither file nor fact of node "${node}", so nothing that concerns it is checked`,
      ja: (node: string) =>
        `ノード "${node}" のファイルもファクトもないため、このノードに関する検査は行われません`,
    },
  },
  // A manifest without nodes describes nothing that could be checked.
  subjects: (cluster) =>
    cluster.name !== null && cluster.nodes.length === 0 ? [{ it: null }] : eachNode(cluster),
  check(node: ClusterNode | null, { report, missing }) {
    if (node === null) missing(null, 'manifest:nodes');
    else if (!node.hasData) report('noData', { at: node.name.at, args: [node.name.value] });
  },
});

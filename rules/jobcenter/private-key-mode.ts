import { manual, type Subject } from '../../src/engine/rule.js';
import { octal } from '../../src/jobcenter/directory-mode.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { rule } from '../../src/jobcenter/rule.js';
import { statRowOf } from '../../src/jobcenter/stat-rows.js';
import type { StatRow } from '../../src/source/facts/types.js';
import { normalizeTreePath, parentOf } from '../../src/source/tree-path.js';

/** A private key on a node; `path` is null where the manifest does not say where an agent's key is. */
interface KeyOnNode {
  readonly node: ClusterNode;
  readonly path: string | null;
}

export const privateKeyMode = rule({
  name: 'private-key-mode',
  severity: 'warning',
  evidence: manual('2.3.4.2'),
  phases: ['agent'],
  needs: ['stat'],
  title: {
    en: 'other users can get at a private key',
    ja: '秘密鍵に他のユーザがアクセスできる',
  },
  why: {
    en: 'Whoever has the private key can act as the agent. The key has to stand where ordinary users do not get to: its own mode keeps them out, or a closed directory above it.',
    ja: '秘密鍵を入手した者はエージェントになりすませます。鍵自身のパーミッションか、上位の閉じたディレクトリによって、一般ユーザが届かない場所に置く必要があります。',
  },
  fix: {
    en: 'chmod 600 the key, or chmod 700 the directory that holds it',
    ja: '鍵に chmod 600、または鍵を置いたディレクトリに chmod 700 を実行してください',
  },
  bad: '755\troot\troot\tdirectory\t/opt/keys\n644\troot\troot\tregular file\t/opt/keys/jcagcluster.pem',
  good: '700\troot\troot\tdirectory\t/opt/keys\n644\troot\troot\tregular file\t/opt/keys/jcagcluster.pem',
  messages: {
    open: {
      en: (path: string, mode: string) =>
        `private key ${path} has mode ${mode}, and no directory above it keeps other users out`,
      ja: (path: string, mode: string) =>
        `秘密鍵 ${path} のパーミッションは ${mode} で、他のユーザを遮るディレクトリも上位にありません`,
      fix: {
        en: (path: string) => `chmod 600 ${path}`,
        ja: (path: string) => `chmod 600 ${path} を実行してください`,
      },
    },
  },
  subjects: (cluster) => (cluster.manifest === null ? keysInStat(cluster) : keysOfAgents(cluster)),
  check({ node, path }, { cluster, report, missing, notApplicable }) {
    if (cluster.platform === 'windows') return notApplicable();
    if (path === null) return missing(null, 'manifest:agents[].privateKey');
    const key = statRowOf(node, path);
    if (key === null) return missing(node.name.value, 'stat');
    const above = directoriesAbove(node, path);
    if (!isWithinReach(key, above.rows)) return;
    if (above.lacking) return missing(node.name.value, 'stat');
    report('open', { at: key.modeAt, args: [path, octal(key.mode)] });
  },
});

function keysOfAgents(cluster: Cluster): Subject<KeyOnNode>[] {
  return cluster.agents.flatMap((agent) =>
    agent.nodes.map((node) => ({
      it: { node, path: agent.on(node).privateKey?.value ?? null },
      agent: agent.name.value,
      node: node.name.value,
    })),
  );
}

/** Without a manifest nobody says which file is a key, but `.pem` is what the guide calls them. */
function keysInStat(cluster: Cluster): Subject<KeyOnNode>[] {
  return cluster.nodes.flatMap((node) =>
    (node.facts.stat.state === 'known' ? node.facts.stat.value : [])
      .filter((row) => row.kind === 'file' && row.path.endsWith('.pem'))
      .map((row) => ({ it: { node, path: row.path }, node: node.name.value })),
  );
}

/** The rows of the directories above a file, and whether `stat` lacks that of one: it may keep the others out. */
function directoriesAbove(node: ClusterNode, path: string): { rows: StatRow[]; lacking: boolean } {
  const rows: StatRow[] = [];
  let lacking = false;
  for (let folder = parentOf(normalizeTreePath(path)); folder !== '/'; folder = parentOf(folder)) {
    const row = statRowOf(node, folder);
    if (row === null) lacking = true;
    else rows.push(row);
  }
  return { rows, lacking };
}

/**
 * Whether anybody but the owner gets to a key: the members of its group, or all the others. Who is in two different
 * groups is not known, so a directory of another group stops nobody as long as one of its x bits is set.
 */
function isWithinReach(key: StatRow, above: readonly StatRow[]): boolean {
  const lets = (row: StatRow, bit: number) => (row.mode & (row.group === key.group ? bit : 0o011)) !== 0;
  const forGroup = (key.mode & 0o070) !== 0 && above.every((row) => lets(row, 0o010));
  const forOthers = (key.mode & 0o007) !== 0 && above.every((row) => lets(row, 0o001));
  return forGroup || forOthers;
}

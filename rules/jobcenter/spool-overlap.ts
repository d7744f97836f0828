import { type Overlap, overlaps } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { comparableParts, isWithin } from '../../src/jobcenter/platform.js';
import { isManagerNode, rule, wholeCluster } from '../../src/jobcenter/rule.js';
import { lacksSpool, spoolsOf } from '../../src/jobcenter/spools.js';
import { followedParts } from '../../src/jobcenter/tree-compare.js';
import type { Origin } from '../../src/text/source-file.js';

/** A folder that JobCenter writes to. */
interface Folder {
  readonly path: string;
  readonly owner: string;
  readonly agent: string | null;
  readonly nodes: readonly ClusterNode[];
  readonly at: Origin;
}

export const spoolOverlap = rule({
  name: 'spool-overlap',
  severity: 'error',
  evidence: inferred('2.1.2'),
  phases: ['agent'],
  title: {
    en: 'a spool directory overlaps a site database or another spool directory',
    ja: 'スプールディレクトリがサイトデータベースや他のスプールディレクトリと重なっている',
  },
  why: {
    en: "Each agent and each site writes and cleans its own folder. In a common one they read and remove each other's files.",
    ja: 'エージェントやサイトはそれぞれの領域にファイルを作成・削除します。領域が重なると、互いのファイルを読み込んだり削除したりします。',
  },
  fix: {
    en: 'give the spool directory a folder of its own, beside the others',
    ja: 'スプールディレクトリに、他と重ならない専用のフォルダを割り当ててください',
  },
  bad: 'sites:\n  - {name: jcmgcluster.example.jp, database: /mnt/jobdb}\nagents:\n  - {name: jcagcluster, spool: /mnt/jobdb/agent}',
  good: 'sites:\n  - {name: jcmgcluster.example.jp, database: /mnt/jobdb/mg}\nagents:\n  - {name: jcagcluster, spool: /mnt/jobdb/ag}',
  messages: {
    equal: {
      en: (spool: string, owner: string) =>
        `the spool directory "${spool}" is also that of ${owner}; each needs a folder of its own`,
      ja: (spool: string, owner: string) =>
        `スプールディレクトリ "${spool}" が ${owner} と同じです。それぞれ専用のフォルダが必要です`,
    },
    inside: {
      en: (spool: string, path: string, owner: string) =>
        `the spool directory "${spool}" lies in "${path}" of ${owner}; each needs a folder of its own`,
      ja: (spool: string, path: string, owner: string) =>
        `スプールディレクトリ "${spool}" が ${owner} の "${path}" の中にあります。それぞれ専用のフォルダが必要です`,
    },
    around: {
      en: (spool: string, path: string, owner: string) =>
        `the spool directory "${spool}" contains "${path}" of ${owner}; each needs a folder of its own`,
      ja: (spool: string, path: string, owner: string) =>
        `スプールディレクトリ "${spool}" が ${owner} の "${path}" を含んでいます。それぞれ専用のフォルダが必要です`,
    },
    linked: {
      en: (spool: string, path: string, owner: string, node: string) =>
        `on ${node} links lead the spool directory "${spool}" and "${path}" of ${owner} into one another; each needs a folder of its own`,
      ja: (spool: string, path: string, owner: string, node: string) =>
        `${node} のリンクをたどると、スプールディレクトリ "${spool}" と ${owner} の "${path}" が重なります。それぞれ専用のフォルダが必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    if (cluster.agents.length === 0) return notApplicable();
    const folders = [...databases(cluster), ...spools(cluster)];
    for (const { outer, inner, equal, node } of overlapsOf(cluster, folders)) {
      const [other, spool] =
        folders.indexOf(outer) < folders.indexOf(inner) ? [outer, inner] : [inner, outer];
      if (spool.agent === null || spool.agent === other.agent || !isOneDisk(cluster, spool, other)) continue;
      const place = {
        at: spool.at,
        agent: spool.agent,
        related: [{ at: other.at, message: { en: `of ${other.owner}`, ja: `${other.owner} のもの` } }],
      };
      if (node !== null)
        report('linked', { ...place, args: [spool.path, other.path, other.owner, node.name.value] });
      else if (equal) report('equal', { ...place, args: [spool.path, other.owner] });
      else
        report(spool === inner ? 'inside' : 'around', {
          ...place,
          args: [spool.path, other.path, other.owner],
        });
    }
    if (cluster.agents.some(lacksSpool)) missing(null, 'manifest:agents[].spool');
  },
});

/** Overlaps of folders as they are written, then of those that the links of a node's tree lead into one another. */
function overlapsOf({ nodes, platform }: Cluster, folders: readonly Folder[]) {
  const known = new Map<Folder, Set<Folder>>();
  const isNew = ({ outer, inner }: Overlap<Folder>) => {
    const isKnown = known.get(outer)?.has(inner) || known.get(inner)?.has(outer);
    known.set(outer, (known.get(outer) ?? new Set()).add(inner));
    return !isKnown;
  };
  const asWritten = ({ path }: Folder) => comparableParts(platform, path);
  const written = overlaps(folders, asWritten).filter(isNew);
  const linked = nodes.flatMap((node) => {
    const here = folders.filter((folder) => folder.nodes.includes(node));
    const followed = new Map(here.map((folder) => [folder, followedParts(platform, node, folder.path)]));
    const isLinked = here.some((folder) => followed.get(folder)?.join('/') !== asWritten(folder).join('/'));
    if (!isLinked) return [];
    const found = overlaps(here, (folder) => followed.get(folder)).filter(isNew);
    return found.map((each) => ({ ...each, node }));
  });
  return [...written.map((each) => ({ ...each, node: null })), ...linked];
}

/** One path on nodes that have nothing in common is one place only where the manifest declares one disk for it. */
const isOneDisk = ({ platform, sharedDisks }: Cluster, a: Folder, b: Folder): boolean =>
  a.nodes.some((node) => b.nodes.includes(node)) ||
  sharedDisks.some(({ value }) => [a, b].every(({ path }) => isWithin(platform, path, value)));

const spools = (cluster: Cluster): Folder[] =>
  cluster.agents.flatMap((agent) => {
    const owner = agent.name.value;
    return spoolsOf(agent).map(({ spool, nodes }) => ({
      path: spool.value,
      owner,
      agent: owner,
      nodes,
      at: spool.at,
    }));
  });

/** The sites' databases and, on nodes of a site, the local sites'. */
function databases(cluster: Cluster): Folder[] {
  const { localDatabase } = cluster.places;
  const local =
    localDatabase === null
      ? []
      : cluster.nodes
          .filter((node) => isManagerNode(cluster, node))
          .map((node) => ({
            path: localDatabase,
            owner: node.name.value,
            agent: null,
            nodes: [node],
            at: node.name.at,
          }));
  return [
    ...local,
    ...cluster.sites.map(({ name, database, nodes }) => ({
      path: database.value,
      owner: name.value,
      agent: null,
      nodes,
      at: database.at,
    })),
  ];
}

import { same } from '../engine/relations.js';
import type { Subject } from '../engine/rule.js';
import type { Origin, SourceFile } from '../text/source-file.js';
import { agentFilePath } from './agent.js';
import { agentFilePaths, siteConfPath } from './declared-files.js';
import { isUnmade } from './instances.js';
import type { Agent, Cluster, ClusterNode, DifferingCopies, SharedCopy } from './model.js';
import { type Platform, treePath } from './platform.js';
import { eachAgent, eachSite } from './rule.js';

/** A config file of the shared disk. */
export interface FileOfSharedDisk {
  /** Or the key of the manifest that would tell it. */
  readonly path: string;
  /** How many copies of it there are, equal or not. */
  readonly copies: number;
  readonly differing: DifferingCopies | null;
}

/** Every config file that stands on a shared disk, once for the nodes that share it. */
export function eachFileOfSharedDisk(cluster: Cluster): Subject<FileOfSharedDisk>[] {
  const seen = new Set<string>();
  const keyOf = (path: string, nodes: readonly ClusterNode[]) =>
    [treePath(cluster.platform, path), ...nodes.map(({ name }) => name.value)].join('\n');
  const subject = (path: string, nodes: readonly ClusterNode[], files: readonly SourceFile[]) => {
    const key = keyOf(path, nodes);
    if (seen.has(key)) return [];
    seen.add(key);
    const differing = cluster.differingCopies.find((each) => keyOf(each.path, each.nodes) === key) ?? null;
    const copies =
      differing?.groups.flat().length ?? files.reduce((sum, file) => sum + 1 + file.copies.length, 0);
    return [{ it: { path, copies, differing } }];
  };
  const named = <N>(names: N, subjects: readonly Subject<FileOfSharedDisk>[]) =>
    subjects.map((each) => ({ ...names, ...each }));
  const filesOf = (items: readonly { readonly file: SourceFile }[]) => items.map(({ file }) => file);
  return [
    ...eachSite(cluster).flatMap(({ it: site, ...names }) =>
      named(names, [
        ...subject(site.confPath, site.nodes, filesOf(site.confs)),
        // Optional: where its folder was seen without it, there is none.
        ...(cluster.platform === 'windows' && (site.siteConfs.length > 0 || site.seenBy.size === 0)
          ? subject(siteConfPath(site), site.nodes, filesOf(site.siteConfs))
          : []),
      ]),
    ),
    ...eachAgent(cluster).flatMap(({ it: agent, ...names }) => {
      if (agent.files.length === 0 && isUnmade(cluster, agent)) return [];
      const paths = agentFilePaths(cluster.platform, agent);
      // Nodes that give the spool directory different paths have files of their own each (spool-match's).
      const files = paths.length === 1 ? filesOf(agent.files) : [];
      return named(
        names,
        paths.flatMap((path) => subject(path, nodesWithFile(cluster.platform, agent, path), files)),
      );
    }),
  ];
}

function nodesWithFile(platform: Platform, agent: Agent, path: string): readonly ClusterNode[] {
  return agent.nodes.filter((node) => {
    const spool = agent.on(node).spool?.value;
    return spool !== undefined && agentFilePath(platform, spool) === path;
  });
}

/** How the copies of a file differ. */
export interface CopiesApart {
  /** What most copies are alike; null on a tie. */
  readonly common: CopiesAlike | null;
  /** The others; on a tie all. */
  readonly odd: readonly CopiesAlike[];
}

/** Copies with one content. */
export interface CopiesAlike {
  readonly copies: readonly SharedCopy[];
  /** Those of them that are no `file.copies` of another, which the engine adds as places by itself. */
  readonly heads: readonly [SharedCopy, ...SharedCopy[]];
}

/** Compares the copies of a file; on Linux without their line ends, which `line-endings` judges. */
export function copiesApart({ groups }: DifferingCopies, platform: Platform): CopiesApart | null {
  const apart = same(
    groups.flat(),
    ({ file }) => file.text,
    (text) => (platform === 'linux' ? text.replaceAll('\r\n', '\n') : text),
  );
  if (apart === null) return null;
  const alike = ({ holders }: { readonly holders: readonly SharedCopy[] }): CopiesAlike[] => {
    const [head, ...heads] = holders.filter((copy) => groups.some(([first]) => first === copy));
    return head === undefined ? [] : [{ copies: holders, heads: [head, ...heads] }];
  };
  return {
    common: apart.common === null ? null : (alike(apart.common)[0] ?? null),
    odd: apart.odd.flatMap(alike),
  };
}

/** The 1-based number of the first line that two files do not share. */
export function firstDifference(a: SourceFile, b: SourceFile): number {
  const lines = Math.min(a.lines.count, b.lines.count);
  for (let line = 1; line <= lines; line++) if (a.lines.textOf(line) !== b.lines.textOf(line)) return line;
  return a.lines.count === b.lines.count ? 1 : lines + 1;
}

/** A line of a file; its end where it has fewer lines. */
export function lineAt(file: SourceFile, line: number): Origin {
  const start = file.lines.startOf(line);
  return { file, range: { start, end: start + file.lines.textOf(line).length } };
}

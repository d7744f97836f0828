import type { NodeTree } from '../source/node-tree.js';
import { baseName, type TreePath } from '../source/tree-path.js';

/** The names of config files that count wherever they stand in a tree. */
export const knownFiles = ['daemon.conf', 'site.conf', 'resolv.def', 'jcexecutor_agent.yaml'] as const;
export type KnownFile = (typeof knownFiles)[number];

/** Paths of the known config files of a tree, by name. */
export type FoundFiles = Readonly<Record<KnownFile, readonly TreePath[]>>;

/** The known config file that a file's name says it is, in any letter case. */
export const knownFileOf = (name: string): KnownFile | undefined =>
  knownFiles.find((known) => known === name || known === name.toLowerCase());

/** Looks through a whole tree, links not entered. */
export function scan(tree: NodeTree): FoundFiles {
  const found: Record<KnownFile, TreePath[]> = {
    'daemon.conf': [],
    'site.conf': [],
    'resolv.def': [],
    'jcexecutor_agent.yaml': [],
  };
  for (const { path, entry } of tree.walk()) {
    if (entry.kind !== 'file') continue;
    const known = knownFileOf(baseName(path));
    if (known !== undefined) found[known].push(path);
  }
  return found;
}

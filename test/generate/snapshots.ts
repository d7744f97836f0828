import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { gnuLong, type TarEntry, tar } from '../source/archive/write-tar.js';
import type { Cluster } from './cluster.js';
import type { NodePlan } from './plan.js';
import { type Entry, encode, type Tree, writeTree } from './tree.js';

/** How a node's snapshot comes: unpacked, or as the collector's archive. */
export type SnapshotForm = 'folder' | 'archive';

/** A node's own tree, at its top. */
function treeOf({ plan, tree }: Cluster, node: NodePlan): Tree {
  const home = `${plan.folder === '' ? '' : `${plan.folder}/`}nodes/${node.name}/`;
  return new Map(
    [...tree].flatMap(([path, entry]) => (path.startsWith(home) ? [[path.slice(home.length), entry]] : [])),
  );
}

/** The collector's archive: everything under `./`, gzipped. */
const archived = (tree: Tree): Uint8Array =>
  gzipSync(
    tar(
      ...[...tree].flatMap(([path, entry]) => {
        const made = archivedEntry(`./${path}`, entry);
        return path.length > 90 ? [gnuLong('L', `./${path}`), made] : [made];
      }),
    ),
    { level: 1 },
  );

function archivedEntry(name: string, entry: Entry): TarEntry {
  switch (entry.kind) {
    case 'text':
      return { name, content: encode(entry.text, entry.charset) };
    case 'bytes':
      return { name, content: entry.bytes };
    case 'link':
      return { name, type: '2', target: entry.target };
    case 'folder':
      return { name: `${name}/`, type: '5' };
  }
}

/** Writes one snapshot a node into a folder. @returns their names in it. */
export function writeSnapshots(folder: string, cluster: Cluster, form: SnapshotForm): string[] {
  return cluster.plan.nodes.map((node) => {
    const tree = treeOf(cluster, node);
    if (form === 'archive') {
      writeFileSync(join(folder, `${node.name}.tar.gz`), archived(tree));
      return `${node.name}.tar.gz`;
    }
    mkdirSync(join(folder, node.name));
    writeTree(join(folder, node.name), tree);
    return node.name;
  });
}

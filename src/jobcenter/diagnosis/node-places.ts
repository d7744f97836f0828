import type { Location } from '../../engine/result.js';
import type { NodeTree } from '../../source/node-tree.js';
import type { TreePath } from '../../source/tree-path.js';
import type { Cluster, ClusterNode } from '../model.js';

/** Where something stands on a node. */
export interface NodePlace {
  /** Null for a file that stands once for several nodes. */
  readonly node: ClusterNode | null;
  readonly path: TreePath;
}

/** Finds the node and its own path behind a place as people are shown it. */
export class NodePlaces {
  /** What stands before a node's own path in a shown one; the longest first. */
  readonly #prefixes: readonly { readonly prefix: string; readonly node: ClusterNode | null }[];

  constructor({ nodes }: Cluster) {
    const owners = new Map<string, ClusterNode | null>();
    for (const node of nodes) {
      for (const prefix of prefixesOf(node.tree)) owners.set(prefix, owners.has(prefix) ? null : node);
    }
    this.#prefixes = [...owners]
      .map(([prefix, node]) => ({ prefix, node }))
      .toSorted((a, b) => b.prefix.length - a.prefix.length);
  }

  /** @returns null for a place of no node, such as the manifest's. */
  of(location: Pick<Location, 'file'> | null): NodePlace | null {
    if (location === null) return null;
    const found = this.#prefixes.find(({ prefix }) => location.file.startsWith(prefix));
    return found === undefined
      ? null
      : { node: found.node, path: location.file.slice(found.prefix.length - 1) };
  }
}

const PROBE = '/x';

function* prefixesOf(tree: NodeTree): Generator<string> {
  for (const layer of tree.layers) {
    const shown = layer.display(PROBE);
    // What a sosreport keeps elsewhere is shown where it stands.
    if (shown.endsWith(PROBE)) yield shown.slice(0, -PROBE.length + 1);
  }
}

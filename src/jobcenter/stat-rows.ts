import type { StatRow } from '../source/facts/types.js';
import { joinPath, normalizeTreePath, parentOf } from '../source/tree-path.js';
import type { ClusterNode } from './model.js';

/** Each fact's rows by path, made when a rule first asks. */
const indexes = new WeakMap<readonly StatRow[], ReadonlyMap<string, StatRow>>();

/** More links than this in a row lead in a circle. */
const MOST_LINKS = 40;

/**
 * What the `stat` fact of a Linux node says of a path, links followed as far as the tree tells where they lead.
 * @returns null where the fact, the row or a link's target is missing
 */
export function statRowOf(node: ClusterNode, path: string): StatRow | null {
  if (node.facts.stat.state !== 'known') return null;
  const rows = rowsByPath(node.facts.stat.value);
  let place = normalizeTreePath(path);
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const row = rows.get(place) ?? null;
    if (row?.kind !== 'link') return row;
    const link = node.tree.entry(place)?.entry;
    if (link?.kind !== 'link' || link.target === undefined) return null;
    place = link.target.startsWith('/')
      ? normalizeTreePath(link.target)
      : normalizeTreePath(joinPath(parentOf(place), link.target));
  }
  return null;
}

function rowsByPath(rows: readonly StatRow[]): ReadonlyMap<string, StatRow> {
  let index = indexes.get(rows);
  if (index === undefined) {
    index = new Map(rows.map((row) => [normalizeTreePath(row.path), row]));
    indexes.set(rows, index);
  }
  return index;
}

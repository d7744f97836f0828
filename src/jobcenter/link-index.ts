import { joinPath, normalizeTreePath } from '../source/tree-path.js';
import type { Address } from './address.js';
import { isLinkNameOf, linkNamesOf } from './link-name.js';
import type { ClusterNode, SiteLink } from './model.js';

/** A node's links by name in capitals, and by where they lead: as written, and through the links of its tree. */
interface LinkIndex {
  readonly byName: ReadonlyMap<string, readonly SiteLink[]>;
  readonly byTarget: ReadonlyMap<string, readonly SiteLink[]>;
}

/** Made when a rule first asks: a hostile node has many links and as many sites. */
const indexes = new WeakMap<ClusterNode, LinkIndex>();

function indexOf(node: ClusterNode): LinkIndex {
  let index = indexes.get(node);
  if (index === undefined) {
    const byTarget = new Map<string, SiteLink[]>();
    for (const link of node.links) {
      if (link.target === null) continue;
      for (const path of new Set([normalizeTreePath(link.target), node.tree.follow(link.target)]))
        addTo(byTarget, path, link);
    }
    const byName = new Map<string, SiteLink[]>();
    for (const link of node.links) addTo(byName, link.name.toUpperCase(), link);
    index = { byName, byTarget };
    indexes.set(node, index);
  }
  return index;
}

function addTo(map: Map<string, SiteLink[]>, key: string, link: SiteLink): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [link]);
  else known.push(link);
}

/** The link of a node that has the name of an address, wherever it leads. */
export function linkNamed(node: ClusterNode, address: Address): SiteLink | null {
  const { byName } = indexOf(node);
  const named = linkNamesOf(address).flatMap((name) => byName.get(name) ?? []);
  return named.find((link) => isLinkNameOf(link.name, address)) ?? null;
}

/** The links of a node that lead to a database or the `nqs` folder in it: the guide leaves open which. */
export function linksToDatabase(node: ClusterNode, database: string): ReadonlySet<SiteLink> {
  if (node.links.length === 0) return new Set();
  const { byTarget } = indexOf(node);
  const places = [normalizeTreePath(database), node.tree.follow(database)];
  return new Set(
    places.flatMap((place) => [
      ...(byTarget.get(place) ?? []),
      ...(byTarget.get(joinPath(place, 'nqs')) ?? []),
    ]),
  );
}

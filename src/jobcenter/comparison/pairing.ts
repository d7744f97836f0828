import { isSameHost } from '../host-name.js';
import type { Cluster, Site } from '../model.js';
import { nameKey } from '../names.js';
import { samePath } from '../platform.js';

/** What the nodes and sites of the newer state were called in the older one; their own names where that is not known. */
export interface Pairing {
  readonly node: (name: string) => string;
  readonly site: (site: Site) => string;
}

/** By names; nodes that are left over alone on both sides are one that was renamed, sites go by their database then. */
export function pairingOf(before: Cluster, after: Cluster): Pairing {
  const nodes = nodePairs(before, after);
  const sites = new Map<Site, string>();
  const known = new Set(after.sites.map(({ name }) => nameKey(name.value)));
  for (const site of after.sites) {
    const older =
      before.sites.find(({ name }) => nameKey(name.value) === nameKey(site.name.value)) ??
      before.sites.find(
        ({ name, database }) =>
          !known.has(nameKey(name.value)) && samePath(after.platform, database.value, site.database.value),
      );
    if (older !== undefined) sites.set(site, older.name.value);
  }
  return { node: (name) => nodes.get(name) ?? name, site: (site) => sites.get(site) ?? site.name.value };
}

function nodePairs(before: Cluster, after: Cluster): ReadonlyMap<string, string> {
  const older = before.nodes.map(({ name }) => name.value);
  const newer = after.nodes.map(({ name }) => name.value);
  const pairs = new Map<string, string>();
  for (const name of newer) {
    const known = older.find((each) => each === name) ?? older.find((each) => isSameHost(each, name));
    if (known !== undefined) pairs.set(name, known);
  }
  const paired = new Set(pairs.values());
  const [gone, ...othersGone] = older.filter((name) => !paired.has(name));
  const [come, ...othersCome] = newer.filter((name) => !pairs.has(name));
  const alone = othersGone.length + othersCome.length === 0;
  if (gone !== undefined && come !== undefined && alone) pairs.set(come, gone);
  return pairs;
}

import type { Sourced } from '../text/source-file.js';
import type { Cluster, ClusterNode, Site } from './model.js';
import { nameKey } from './names.js';
import type { Voice } from './odd-one-out.js';
import { linkOfVip } from './site-links.js';
import { followedParts, isDatabaseOn } from './tree-compare.js';

/** What the manifest or a node says a site's database is. */
export interface DatabaseVoice extends Voice {
  /** Equal for paths that mean one folder. */
  readonly key: string;
}

/** Under which path the manifest and each node know a site; the manifest first. */
export interface DatabaseVoices {
  readonly voices: readonly DatabaseVoice[];
  /** Nodes of which nothing tells the path. */
  readonly silent: readonly ClusterNode[];
}

export function databaseVoices(cluster: Cluster, site: Site): DatabaseVoices {
  const { platform, manifest } = cluster;
  const { value: database, at } = site.database;
  const keyOf = (node: ClusterNode, path: string) =>
    isDatabaseOn(platform, node, path, database) ? database : followedParts(platform, node, path).join('/');
  const voices: DatabaseVoice[] = [];
  if (manifest !== null && at.file === manifest)
    voices.push({ label: manifest.path, node: null, value: database, at, key: database });
  const silent: ClusterNode[] = [];
  for (const node of site.nodes) {
    const said = databaseOn(node, site);
    if (said === null) {
      // A node whose cjcls does not list the site has another fault, not another path.
      if (node.facts.cjcls.state !== 'known') silent.push(node);
      continue;
    }
    const { name } = node;
    voices.push({ label: name.value, node: name.value, ...said, key: keyOf(node, said.value) });
  }
  return { voices, silent };
}

/** The path that a node's `cjcls` prints for a site, else where the link of its VIP leads. */
function databaseOn(node: ClusterNode, site: Site): Sourced<string> | null {
  const key = nameKey(site.name.value);
  const rows = node.facts.cjcls.state === 'known' ? node.facts.cjcls.value : [];
  const row = rows.find((each) => nameKey(each.name.value) === key);
  if (row !== undefined) return row.database;
  const link = linkOfVip(node, site);
  return link === null || link.target === null ? null : { value: link.target, at: link.at };
}

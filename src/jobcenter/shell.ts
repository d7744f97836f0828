import type { KeyValues } from '../source/facts/types.js';
import type { Sourced } from '../text/source-file.js';
import type { Cluster, ClusterNode } from './model.js';

/** A variable of the shell; null where it is not set, or empty. */
export function variableOf(env: KeyValues, name: string): Sourced<string> | null {
  const found = env.get(name);
  return found === undefined || found.value.trim() === '' ? null : found;
}

/** The names that `NQS_SITE` may hold on a node: its own (the local site), its cluster sites, what `cjcls` lists. */
export function siteNamesOf(cluster: Cluster, node: ClusterNode): readonly string[] {
  const { cjcls, meta } = node.facts;
  const hostName = meta.state === 'known' ? meta.value.get('hostname')?.value : undefined;
  return [
    ...new Set([
      node.name.value,
      ...cluster.sites
        .filter((site) => site.named && site.nodes.includes(node))
        .map(({ name }) => name.value),
      ...(cjcls.state === 'known' ? cjcls.value.map(({ name }) => name.value) : []),
      ...(hostName === undefined ? [] : [hostName]),
    ]),
  ];
}

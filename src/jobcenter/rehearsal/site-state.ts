import type { ListedSite } from '../facts/types.js';
import type { ClusterNode, Site } from '../model.js';
import { listedSite } from '../sight.js';

/** Whether a site runs on a node now, by its `cjcls`. */
export type SiteState =
  | { readonly state: 'runs'; readonly row: ListedSite; readonly pid: number }
  | { readonly state: 'shut' }
  | { readonly state: 'unknown' };

export function siteState(node: ClusterNode, site: Site): SiteState {
  if (node.facts.cjcls.state !== 'known') return { state: 'unknown' };
  const row = listedSite(node, site.name.value);
  return row === null || row.pid === null ? { state: 'shut' } : { state: 'runs', row, pid: row.pid };
}

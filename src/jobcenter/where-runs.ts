import type { Origin } from '../text/source-file.js';
import type { ClusterNode, Site } from './model.js';
import { atOneTime } from './same-time.js';
import { listedSite } from './sight.js';

/** Where a site runs, as far as `cjcls` of its nodes tells. */
export type WhereRuns =
  | {
      readonly state: 'runs';
      readonly node: ClusterNode;
      /** Its pid. */
      readonly at: Origin;
      /** Whether that held at the time of the live node's facts; an older snapshot may tell of before a stop. */
      readonly isNow: boolean;
    }
  | { readonly state: 'stopped' }
  | { readonly state: 'unknown'; readonly lacking: readonly ClusterNode[] };

/** @param here the live node, whose word counts first; null in lint, where the snapshots are all there is */
export function whereRuns(site: Site, here: ClusterNode | null): WhereRuns {
  const seen = site.nodes.flatMap((node) => {
    const row = listedSite(node, site.name.value);
    return row === null || row.pid === null
      ? []
      : [{ node, at: row.pidAt, isNow: here === null || node === here || atOneTime(node, here) }];
  });
  const best = seen.find(({ node }) => node === here) ?? seen.find(({ isNow }) => isNow) ?? seen[0];
  if (best !== undefined) return { state: 'runs', ...best };
  const lacking = site.nodes.filter((node) => node.facts.cjcls.state === 'missing');
  return lacking.length === 0 ? { state: 'stopped' } : { state: 'unknown', lacking };
}

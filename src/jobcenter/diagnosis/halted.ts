import type { Cluster, Site } from '../model.js';
import { hasAddress, listedSite, runningPid } from '../sight.js';
import type { Preflight } from '../stage.js';

/** A cluster whose failover failed, with the starts that were due where it got stuck. */
export const withHalted = (cluster: Cluster): Cluster => ({
  ...cluster,
  halted: cluster.sites.flatMap((site) => haltedStart(site) ?? []),
});

/**
 * The one node that has a site's VIP or disk, when the site is shut there and runs nowhere. Where one node has the disk
 * and another the VIP, it is the one with the VIP: the disk has not followed.
 */
function haltedStart(site: Site): Preflight | null {
  const name = site.name.value;
  if (site.nodes.length < 2 || site.nodes.some((node) => runningPid(node, name) !== null)) return null;
  const shut = site.activeNodes.filter((node) => listedSite(node, name) !== null);
  const withVip = shut.filter((node) => site.vip !== null && hasAddress(node, site.vip.value) === true);
  const [here, ...others] = withVip.length > 0 ? withVip : shut;
  return here === undefined || others.length > 0 ? null : { stage: 'start', here, site };
}

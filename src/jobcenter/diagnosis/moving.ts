import type { Finding } from '../../engine/result.js';
import type { Cluster } from '../model.js';
import { isWithin } from '../platform.js';
import { ruleOf } from './consequences.js';
import type { NodePlaces } from './node-places.js';

/** Rules about a database or a spool directory itself, whose facts come from the node that has the disk. */
const ABOUT_DISKS: ReadonlySet<string> = new Set([
  'db-mode',
  'db-layout',
  'db-path-on-shared-disk',
  'spool-mode',
  'spool-on-shared-disk',
  'selinux-label',
]);

/** Whether what a finding is about lies on a shared disk: it goes where the disk goes. */
export function movesIn(cluster: Cluster, places: NodePlaces): (finding: Finding) => boolean {
  const folders = [
    ...cluster.sharedDisks.map((disk) => disk.value),
    ...cluster.sites.map((site) => site.database.value),
    ...cluster.agents.flatMap((agent) => agent.nodes.flatMap((node) => agent.on(node).spool?.value ?? [])),
  ];
  const distinct = [...new Set(folders)];
  return (finding) => {
    if (ABOUT_DISKS.has(ruleOf(finding))) return true;
    const place = places.of(finding.location);
    return place !== null && distinct.some((folder) => isWithin(cluster.platform, place.path, folder));
  };
}

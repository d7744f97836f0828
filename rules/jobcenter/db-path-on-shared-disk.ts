import { manual } from '../../src/engine/rule.js';
import { localOverlapOf } from '../../src/jobcenter/database-overlap.js';
import type { ClusterNode, Site } from '../../src/jobcenter/model.js';
import { isAbsolute, isWithin } from '../../src/jobcenter/platform.js';
import { eachSite, listed, rule } from '../../src/jobcenter/rule.js';
import { movesBetween } from '../../src/jobcenter/shared-mount.js';
import { listedSite, mountOf, runningPid } from '../../src/jobcenter/sight.js';
import { linksToSite } from '../../src/jobcenter/site-links.js';
import { followedParts, startsWith } from '../../src/jobcenter/tree-compare.js';

export const dbPathOnSharedDisk = rule({
  name: 'db-path-on-shared-disk',
  severity: 'error',
  evidence: manual('2.1.1'),
  phases: ['failover'],
  title: {
    en: 'a site database does not lie on a shared disk',
    ja: 'サイトデータベースが共有ディスク上にない',
  },
  why: {
    en: 'The database moves with the disk. On a disk of its own each node has another database or none, so after a failover the site does not start or starts without its jobs.',
    ja: 'サイトデータベースはディスクとともに切り替わります。ノードのローカルディスクにあると、フェイルオーバー先ではデータベースがないか別のものになり、サイトが起動しないか、ジョブのない状態で起動します。',
  },
  fix: {
    en: 'move the database to a shared or mirrored disk, or state the disk under sharedDisks',
    ja: 'サイトデータベースを共有ディスクかミラーディスクに置くか、そのディスクを sharedDisks に記述してください',
  },
  bad: 'sharedDisks: [/mnt/jobmgdb]\nsites:\n  - {name: jcmgcluster.example.jp, database: /var/lib/jobdb}',
  good: 'sharedDisks: [/mnt/jobmgdb]\nsites:\n  - {name: jcmgcluster.example.jp, database: /mnt/jobmgdb}',
  messages: {
    local: {
      en: (path: string, disks: string) =>
        `database "${path}" is not under a shared disk (${disks}); after a failover the other node would not have it`,
      ja: (path: string, disks: string) =>
        `サイトデータベース "${path}" が共有ディスク（${disks}）の下にありません。フェイルオーバー先のノードから使えません`,
    },
    ownDisk: {
      en: (path: string, node: string) =>
        `the site runs on ${node}, whose mounts show no disk for its database "${path}": it lies on the node's own disk, and after a failover the other node would not have it`,
      ja: (path: string, node: string) =>
        `サイトは ${node} で動作していますが、サイトデータベース "${path}" に対応するディスクがマウントされていません。ノード自身のディスク上にあり、フェイルオーバー先のノードから使えません`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing, notApplicable, cluster }) {
    const { platform, sharedDisks } = cluster;
    const { value: path, at } = site.database;
    // A relative path and one in the local site's folder have rules of their own.
    const judged = isAbsolute(platform, path) && !localOverlapOf(cluster, site);
    if (site.nodes.length < 2 || !judged) return notApplicable();
    if (sharedDisks.length === 0) {
      // Where it runs its database is there: without a mount that is the node's own disk.
      const owner = site.nodes.find(
        (node) =>
          runningPid(node, site.name.value) !== null &&
          node.facts.mounts.state === 'known' &&
          mountOf(node, platform, path, []) === null &&
          site.nodes.some((other) => other !== node && isKnownOn(other, site)),
      );
      if (owner !== undefined)
        report('ownDisk', { at, args: [path, owner.name.value], node: owner.name.value });
      else if (!movesBetween(site.nodes, platform, path)) missing(null, 'manifest:sharedDisks');
      return;
    }
    const under = (disk: string) =>
      isWithin(platform, path, disk) ||
      site.nodes.some((node) =>
        startsWith(followedParts(platform, node, path), followedParts(platform, node, disk)),
      );
    if (sharedDisks.some((disk) => under(disk.value))) return;
    report('local', {
      at,
      args: [path, listed(sharedDisks.map((disk) => disk.value))],
      related: sharedDisks.map((disk) => ({
        at: disk.at,
        message: { en: 'a shared disk', ja: '共有ディスク' },
      })),
    });
  },
});

/** Whether a node is set up for a site; one of a single machine is known on no other. */
const isKnownOn = (node: ClusterNode, site: Site): boolean =>
  listedSite(node, site.name.value) !== null || linksToSite(node, site).size > 0;

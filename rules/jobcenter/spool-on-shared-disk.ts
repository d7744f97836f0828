import { manual } from '../../src/engine/rule.js';
import { isAbsolute, isWithin } from '../../src/jobcenter/platform.js';
import { eachAgent, listed, rule } from '../../src/jobcenter/rule.js';
import { movesBetween } from '../../src/jobcenter/shared-mount.js';
import { lacksSpool, spoolsOf } from '../../src/jobcenter/spools.js';
import { followedParts, startsWith } from '../../src/jobcenter/tree-compare.js';

export const spoolOnSharedDisk = rule({
  name: 'spool-on-shared-disk',
  severity: 'error',
  evidence: manual('2.1.2'),
  phases: ['failover'],
  title: {
    en: 'a spool directory is not on a shared disk',
    ja: 'スプールディレクトリが共有ディスク上にない',
  },
  why: {
    en: 'What lies on a disk of one node stays there when the agent moves: the other node starts without its requests.',
    ja: '共有ディスク以外に置いたデータはフェイルオーバー時に移動しないため、もう一方のノードは要求を引き継げません。',
  },
  fix: {
    en: 'put the spool directory on a shared or mirrored disk, or declare its disk in `sharedDisks`',
    ja: 'スプールディレクトリを共有ディスク（ミラーディスク）に置くか、そのディスクを `sharedDisks` に記述してください',
  },
  bad: 'sharedDisks: [/mnt/jobagdb]\nagents:\n  - {name: jcagcluster, spool: /var/spool/jcag}',
  good: 'sharedDisks: [/mnt/jobagdb]\nagents:\n  - {name: jcagcluster, spool: /mnt/jobagdb}',
  messages: {
    relative: {
      en: (spool: string) =>
        `the spool directory "${spool}" is not an absolute path, so that nothing tells which disk it is on`,
      ja: (spool: string) =>
        `スプールディレクトリ "${spool}" が絶対パスではないため、どのディスク上にあるか定まりません`,
      fix: {
        en: () => 'write the whole path of the spool directory',
        ja: () => 'スプールディレクトリを絶対パスで指定してください',
      },
    },
    onOwnDisk: {
      en: (spool: string, disks: string) =>
        `the spool directory "${spool}" is on no shared disk (${disks}); it stays behind when the agent moves`,
      ja: (spool: string, disks: string) =>
        `スプールディレクトリ "${spool}" が共有ディスク（${disks}）上にありません。フェイルオーバー時に移動しません`,
    },
  },
  subjects: eachAgent,
  check(agent, { cluster, report, missing, notApplicable }) {
    if (agent.nodes.length < 2) return notApplicable();
    const { sharedDisks, platform } = cluster;
    if (lacksSpool(agent)) missing(null, 'manifest:agents[].spool');
    for (const { spool, nodes } of spoolsOf(agent)) {
      const [only] = nodes;
      const node = nodes.length === 1 ? (only?.name.value ?? null) : null;
      if (!isAbsolute(platform, spool.value)) {
        report('relative', { at: spool.at, args: [spool.value], node });
        continue;
      }
      if (sharedDisks.length === 0) {
        if (!movesBetween(nodes, platform, spool.value)) missing(null, 'manifest:sharedDisks');
        continue;
      }
      const isUnder = (disk: string) =>
        isWithin(platform, spool.value, disk) ||
        nodes.some((node) =>
          startsWith(followedParts(platform, node, spool.value), followedParts(platform, node, disk)),
        );
      const { localDatabase } = cluster.places;
      // In a local site's folder: spool-overlap tells.
      const isLocal = localDatabase !== null && isWithin(platform, spool.value, localDatabase);
      if (isLocal || sharedDisks.some((disk) => isUnder(disk.value))) continue;
      report('onOwnDisk', {
        at: spool.at,
        args: [spool.value, listed(sharedDisks.map(({ value }) => value))],
        node,
        related: sharedDisks.map(({ at }) => ({
          at,
          message: { en: 'a shared disk', ja: '共有ディスク' },
        })),
      });
    }
  },
});

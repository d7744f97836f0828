import { inferred } from '../../src/engine/rule.js';
import { listed, rule } from '../../src/jobcenter/rule.js';
import { seenTogether } from '../../src/jobcenter/same-time.js';
import { eachMovingDisk, mountOn } from '../../src/jobcenter/shared-folders.js';

/** File systems that take it for granted that no other machine writes to the disk. */
const EXCLUSIVE = /^(?:ext[234]|xfs|btrfs)$/;

export const diskMountedOnce = rule({
  name: 'disk-mounted-once',
  severity: 'error',
  evidence: inferred('2.1.1'),
  phases: ['failover'],
  needs: ['mounts', 'meta'],
  title: {
    en: 'two nodes have a disk mounted at the same time whose file system allows one',
    ja: '同時に1ノードからしかマウントできないディスクを2つのノードがマウントしている',
  },
  why: {
    en: 'ext, xfs and btrfs keep what they know of the disk in memory. Two machines that write to one such disk destroy the file system, and the database with it.',
    ja: 'ext・xfs・btrfs は1台からの使用を前提とします。2台が同時に書き込むとファイルシステムが壊れ、データベースも失われます。',
  },
  fix: {
    en: 'unmount the disk on the node that does not run the site, take it off /etc/fstab, and leave mounting to the cluster software',
    ja: 'サイトが動作していないノードでアンマウントし、/etc/fstab から削除して、マウントはクラスタソフトウェアに管理させてください',
  },
  bad: '/dev/mapper/vg0-jobmgdb /mnt/jobmgdb xfs rw,relatime 0 0 (on both nodes)',
  good: '/dev/mapper/vg0-jobmgdb /mnt/jobmgdb xfs rw,relatime 0 0 (on the active node only)',
  messages: {
    twice: {
      en: (disk: string, type: string, nodes: string) =>
        `${disk} (${type}) is mounted on ${nodes} at the same time; ${type} allows one machine only`,
      ja: (disk: string, type: string, nodes: string) =>
        `${disk}（${type}）が ${nodes} で同時にマウントされています。${type} は1台からしか使用できません`,
    },
  },
  subjects: eachMovingDisk,
  check(disk, { cluster, report, missing, notApplicable }) {
    if (disk.nodes.length < 2) return notApplicable();
    const mounts = disk.nodes.map((node) => ({ node, mount: mountOn(cluster, disk, node) }));
    const found = mounts.flatMap(({ mount }) => mount ?? []);
    if (found.length > 0 && found.every(({ type }) => !EXCLUSIVE.test(type))) return notApplicable();
    const sightings = mounts.map(({ node, mount }) => ({
      node,
      at:
        node.facts.mounts.state === 'missing'
          ? undefined
          : mount !== null && EXCLUSIVE.test(mount.type)
            ? mount.at
            : null,
    }));
    const { holders, open } = seenTogether(sightings, 'mounts');
    for (const { node, needs } of open) missing(node, ...needs);
    const last = holders.at(-1);
    const mount = mounts.find(({ node }) => node === last?.node)?.mount;
    if (last === undefined || mount === undefined || mount === null) return;
    report('twice', {
      at: last.at,
      args: [mount.mountPoint, mount.type, listed(holders.map(({ node }) => node.name.value))],
      node: null,
      related: holders.slice(0, -1).map(({ node, at }) => ({
        at,
        message: { en: `also mounted on ${node.name.value}`, ja: `${node.name.value} でもマウント` },
      })),
    });
  },
});

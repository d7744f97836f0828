import { inferred } from '../../src/engine/rule.js';
import type { SharedCopy } from '../../src/jobcenter/model.js';
import { listed, rule } from '../../src/jobcenter/rule.js';
import {
  copiesApart,
  eachFileOfSharedDisk,
  firstDifference,
  lineAt,
} from '../../src/jobcenter/shared-copies.js';

export const sharedCopyMatch = rule({
  name: 'shared-copy-match',
  severity: 'warning',
  evidence: inferred('2.3.3.1.3'),
  phases: ['failover'],
  title: {
    en: 'two copies of one file of the shared disk differ',
    ja: '共有ディスク上の同じファイルの複製同士が異なる',
  },
  why: {
    en: 'A file of the shared disk exists once, so that copies of it can differ only when one is old, or was read from a folder below the mount point while the disk was elsewhere. One of them is not what the site runs with.',
    ja: '共有ディスク上のファイルは一つです。複製が異なる場合、片方が古いか、ディスクが未マウントのときにマウントポイントのフォルダから取得されたものです。いずれかはサイトが実際に使う内容ではありません。',
  },
  fix: {
    en: 'take the file anew from the node that has the disk mounted, and keep one copy, best in shared/',
    ja: 'ディスクをマウントしているノードからファイルを取得し直し、一つだけを残してください（shared/ を推奨）',
  },
  bad: 'nodes/jcmanager01/mnt/jobmgdb/nqs/daemon.conf: ipaddress=192.168.1.100\nnodes/jcmanager02/mnt/jobmgdb/nqs/daemon.conf: ipaddress=192.168.1.99',
  good: 'shared/mnt/jobmgdb/nqs/daemon.conf: ipaddress=192.168.1.100',
  messages: {
    odd: {
      en: (path: string, odd: string, common: string) =>
        `the copy of ${path} in ${odd} differs from here on from the one in ${common}; a file of the shared disk exists once`,
      ja: (path: string, odd: string, common: string) =>
        `${odd} にある ${path} の複製が、ここから ${common} のものと異なります。共有ディスク上のファイルは一つのはずです`,
    },
    tie: {
      en: (path: string, owners: string) =>
        `the copies of ${path} in ${owners} differ from here on; a file of the shared disk exists once`,
      ja: (path: string, owners: string) =>
        `${path} の複製（${owners}）の内容がここから異なります。共有ディスク上のファイルは一つのはずです`,
    },
  },
  subjects: eachFileOfSharedDisk,
  check({ path, copies, differing }, { cluster, report, missing, notApplicable }) {
    if (copies === 0) return missing(null, path);
    if (copies === 1) return notApplicable();
    const apart = differing === null ? null : copiesApart(differing, cluster.platform);
    if (apart === null) return;
    const { common } = apart;
    // On a tie the last one is as good as any to point at.
    const reference = common ?? apart.odd[0];
    const pointedAt = common === null ? apart.odd.slice(-1) : apart.odd;
    if (reference === undefined) return;
    for (const odd of pointedAt) {
      const [head, ...alike] = odd.heads;
      const line = firstDifference(head.file, reference.heads[0].file);
      const others = common === null ? apart.odd.filter((each) => each !== odd) : [common];
      const place = {
        at: lineAt(head.file, line),
        related: [...alike, ...others.flatMap(({ heads }) => heads)].map(({ file }) => ({
          at: lineAt(file, line),
          message: otherCopy,
        })),
      };
      if (common === null) {
        const owners = apart.odd.flatMap((each) => each.copies.map(ownerOf));
        report('tie', { ...place, args: [path, listed(owners)], node: null });
      } else {
        const [only, ...more] = odd.copies;
        report('odd', {
          ...place,
          args: [path, listed(odd.copies.map(ownerOf)), listed(common.copies.map(ownerOf))],
          node: more.length === 0 ? (only?.node?.name.value ?? null) : null,
        });
      }
    }
  },
});

const otherCopy = { en: 'the other copy', ja: 'もう一方の複製' };

const ownerOf = ({ node }: SharedCopy) => node?.name.value ?? 'shared/';

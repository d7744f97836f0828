import type { FixStep } from '../../engine/diagnosis.js';
import { textUnder } from '../../engine/place.js';
import { addressKey } from '../address.js';
import { commandOf } from '../commands.js';
import type { ClusterNode, Site } from '../model.js';
import { hasAddress, mountOf, runningPid } from '../sight.js';
import { type Fault, type Remedy, step, words } from './step.js';

/** File systems that two machines damage, with what looks at them and changes nothing. */
const LOOK: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^xfs$/, ['xfs_repair', '-n']],
  [/^ext[234]$/, ['e2fsck', '-fn']],
  [/^btrfs$/, ['btrfs', 'check', '--readonly']],
];
const CJCPW = '/usr/lib/nqs/cluster/cjcpw';

/** The cluster software would undo by itself what is done by hand. */
const holdClusterSoftware = words(
  null,
  'first keep the cluster software from acting on this group: stop its monitoring and its automatic failover until all of this is done',
  '最初に、作業が終わるまでクラスタソフトウェアがこのグループを操作しないよう、監視と自動フェイルオーバーを止めてください',
);

const startOnce = words(
  null,
  'start the group on one node with the cluster software, and see with cjcls on every node that the site runs there alone',
  'クラスタソフトウェアで 1 つのノードだけにグループを起動し、全ノードの cjcls で、そのノードだけで動作していることを確認してください',
);

const named = ({ name }: ClusterNode) => name.value;

/** @param again whether to start it again is what takes the step back; with one disk under two it does harm */
function stopOn(node: ClusterNode, site: Site, en: string, ja: string, again = true): readonly FixStep[] {
  return step(
    node,
    commandOf([CJCPW, '-stop'], site.name.value),
    { en: `stops the site here; ${en}`, ja: `このノードのサイトを停止します（${ja}）` },
    again ? commandOf([CJCPW], site.name.value, site.database.value) : null,
  );
}

function takeVipFrom(node: ClusterNode, site: Site): readonly FixStep[] {
  const { vip } = site;
  const known = node.facts['ip-addr'];
  if (vip === null || known.state !== 'known') return [];
  const row = known.value.find(({ address }) => addressKey(address) === addressKey(vip.value));
  if (row?.prefixLength == null) return [];
  const address = `${row.address}/${row.prefixLength}`;
  return step(
    node,
    commandOf(['ip', 'addr', 'del'], address, 'dev', row.interface),
    {
      en: `takes the VIP ${vip.value} from this node until something brings it up again: where a network setting of the node does, take it out there too`,
      ja: `このノードから VIP ${vip.value} を外します（OS のネットワーク設定で有効にしている場合は、その設定からも削除してください）`,
    },
    commandOf(['ip', 'addr', 'add'], address, 'dev', row.interface),
  );
}

interface Mounted {
  readonly point: string;
  readonly device: string;
  readonly type: string;
}

const unmount = (node: ClusterNode, { point }: Mounted): readonly FixStep[] =>
  step(node, commandOf(['umount'], point), {
    en: `unmounts ${point} here; take it out of /etc/fstab as well, where it stands there: the cluster software mounts it`,
    ja: `${point} をアンマウントします（/etc/fstab に記述があれば削除し、マウントはクラスタソフトウェアに管理させてください）`,
  });

/** After two machines had it mounted, nobody knows what is left of a file system. */
function lookAt(node: ClusterNode, { device, type, point }: Mounted): readonly FixStep[] {
  const look = LOOK.find(([pattern]) => pattern.test(type))?.[1];
  return step(node, look === undefined ? null : commandOf(look, device), {
    en: `looks for damage in the file system of ${point} and changes nothing; once it is mounted nowhere. Where it finds some, repair it or restore a backup before it is mounted again`,
    ja: `どのノードにもマウントされていない状態で、${point} のファイルシステムの破損を調べます（変更なし）。破損があれば、再びマウントする前に修復するかバックアップから復元してください`,
  });
}

const isExclusive = ({ type }: Mounted) => LOOK.some(([pattern]) => pattern.test(type));

function mountedOn({ cluster }: Fault, node: ClusterNode, folder: string): Mounted | null {
  const mount = mountOf(node, cluster.platform, folder, cluster.sharedDisks);
  return mount === null ? null : { point: mount.mountPoint, device: mount.device, type: mount.type };
}

/** The nodes that let a thing go: all but the one that rightly has it; all where nobody knows which that is. */
function others(nodes: readonly ClusterNode[], hasToo: (node: ClusterNode) => boolean) {
  const rightly = nodes.filter(hasToo);
  return rightly.length === 1 ? nodes.filter((node) => node !== rightly[0]) : nodes;
}

/** Two of a site: with the disk on both, what they wrote is suspect and both have to end. */
const endSites: Remedy = (fault) => {
  const { site, nodes } = fault;
  if (site === null) return [];
  const running = nodes.filter((node) => runningPid(node, site.name.value) !== null);
  const mounts = nodes.map((node) => ({ node, mounted: mountedOn(fault, node, site.database.value) }));
  const shared = mounts.flatMap(({ node, mounted }) =>
    mounted !== null && isExclusive(mounted) ? [{ node, mounted }] : [],
  );
  const [first] = shared;
  if (shared.length > 1 && first !== undefined) {
    return [
      holdClusterSoftware,
      ...running.flatMap((node) =>
        stopOn(
          node,
          site,
          `${shared.map((each) => named(each.node)).join(', ')} wrote to one disk, so that it has to stop on all of them`,
          '同じディスクに複数のノードから書き込んでいるため、すべてのノードで停止します',
          false,
        ),
      ),
      ...shared.flatMap(({ node, mounted }) => unmount(node, mounted)),
      ...nodes.filter((node) => hasVip(node, site)).flatMap((node) => takeVipFrom(node, site)),
      ...lookAt(first.node, first.mounted),
      startOnce,
    ];
  }
  const withDisk = new Set(mounts.filter(({ mounted }) => mounted !== null).map(({ node }) => node));
  const byVip = others(running, (node) => hasVip(node, site));
  const ending = byVip.length < running.length ? byVip : others(running, (node) => withDisk.has(node));
  if (ending.length === running.length) return [holdClusterSoftware, ...ending.flatMap(stopAll), startOnce];
  return [
    holdClusterSoftware,
    ...ending.flatMap((node) =>
      stopOn(node, site, 'VIP and disk are on another node', 'VIP とディスクは別のノードにあります'),
    ),
  ];

  function stopAll(node: ClusterNode): readonly FixStep[] {
    return site === null
      ? []
      : stopOn(
          node,
          site,
          'neither VIP nor disk tells which node is the right one',
          'VIP からもディスクからも正しいノードを判断できません',
        );
  }
};

const hasVip = (node: ClusterNode, { vip }: Site) => vip !== null && hasAddress(node, vip.value) === true;

const takeVip: Remedy = ({ site, nodes }) => {
  if (site === null) return [];
  const holders = nodes.filter((node) => hasVip(node, site));
  const going = others(holders, (node) => runningPid(node, site.name.value) !== null);
  if (going.length < holders.length) return going.flatMap((node) => takeVipFrom(node, site));
  return [...going.flatMap((node) => takeVipFrom(node, site)), startOnce];
};

/** A disk's finding names no site; the mount point stands under it. */
const unmountTwice: Remedy = (fault) => {
  const { cluster, finding } = fault;
  const point = textUnder(finding.location);
  if (!point.startsWith('/')) return [];
  const sites = cluster.sites.filter(({ database }) =>
    cluster.nodes.some((node) => mountedOn(fault, node, database.value)?.point === point),
  );
  const holders = cluster.nodes.flatMap((node) => {
    const mounted = mountedOn(fault, node, point);
    return mounted?.point === point ? [{ node, mounted }] : [];
  });
  const going = new Set(
    others(
      holders.map(({ node }) => node),
      (node) => sites.some((site) => runningPid(node, site.name.value) !== null),
    ),
  );
  const [first] = holders;
  if (first === undefined) return [];
  return [
    holdClusterSoftware,
    ...holders.filter(({ node }) => going.has(node)).flatMap(({ node, mounted }) => unmount(node, mounted)),
    ...lookAt(first.node, first.mounted),
  ];
};

/** Remedies of what only one node may have and two do. */
export const twiceRemedies: Readonly<Record<string, Remedy>> = {
  'site-running-once': endSites,
  'vip-up-once': takeVip,
  'disk-mounted-once': unmountTwice,
};

import type { PlanStep } from '../../engine/plan.js';
import { shellLine } from '../../text/shell-word.js';
import { parseAddress, sameSubnet } from '../address.js';
import type { Cluster } from '../model.js';
import { preflightAgain } from '../plan-commands.js';
import { below, isWithin } from '../platform.js';
import { mountOf } from '../sight.js';
import type { Preflight } from '../stage.js';

type Remedy = (preflight: Preflight, cluster: Cluster) => readonly PlanStep[];

/**
 * What mends a finding of a rule before a site is made or started on this node, in the order in which the work is done
 * (G 2.3.3.1.2). Rules that are not here are mended as anywhere else. No command deletes anything: that is for people to
 * decide.
 */
export const remedies: Readonly<Record<string, Remedy>> = {
  'site-exists': (preflight) => [
    {
      node: preflight.here.name.value,
      command: preflightAgain(preflight, 'start'),
      what: {
        en: 'checks before the start of the site that is there; changes nothing. Or give the new site another name',
        ja: '既存サイトの起動前の確認を行います（変更なし）。新しいサイトなら別の名前を付けてください',
      },
    },
  ],
  'local-site-stopped': ({ here, site }) =>
    [here, ...site.nodes.filter((node) => node !== here)].map((node) => ({
      node: node.name.value,
      command: '/usr/lib/nqs/nqsstop',
      what: {
        en: 'stops the local site; jobs that run in it end',
        ja: 'ローカルサイトを停止します（実行中のジョブは終了します）',
      },
    })),
  'mount-active': mountDisk,
  'vip-active': bringUpVip,
  'db-path-empty': ({ here, site }, cluster) => [
    {
      node: here.name.value,
      command: shellLine(['ls', '-la', site.database.value, databaseFolder(site.database.value, cluster)]),
      what: {
        en: 'shows what is left there; changes nothing. Move it away when no site uses it, or give another path',
        ja: '残っているものを表示します（変更なし）。使っているサイトがなければ移動し、あれば別のパスを指定してください',
      },
    },
  ],
  'nats-port-free': ({ here }) => [
    {
      node: here.name.value,
      command: 'ss -ltnp',
      what: {
        en: 'shows which process listens there; changes nothing. Stop it, or give it another address or port; if it is the local site, give that its own ipaddress and NATS_URL',
        ja: '待ち受けているプロセスを表示します（変更なし）。そのプロセスを停止するか、別のアドレス・ポートに変更してください。ローカルサイトの場合は、専用の ipaddress と NATS_URL を設定してください',
      },
    },
  ],
};

const databaseFolder = (database: string, { platform, places }: Cluster) =>
  below(platform, database, places.databaseFolder);

/** With the device where another node's mounts tell it, else by /etc/fstab. */
function mountDisk({ here, site, stage }: Preflight, cluster: Cluster): PlanStep[] {
  const { platform, sharedDisks } = cluster;
  const folders =
    stage === 'create-agent'
      ? cluster.agents
          .filter((agent) => agent.nodes.includes(here))
          .flatMap((agent) => agent.on(here).spool?.value ?? [])
      : [site.database.value];
  return folders.map((folder) => {
    const seen = cluster.nodes
      .map((node) => mountOf(node, platform, folder, sharedDisks))
      .find((mount) => mount !== null);
    const point =
      seen?.mountPoint ??
      sharedDisks.find((disk) => isWithin(platform, folder, disk.value))?.value ??
      (cluster.here === null ? null : folder);
    return {
      node: here.name.value,
      // Where a failover failed and neither a mount nor the manifest tells the mount point, it may be any folder above.
      command:
        point === null
          ? null
          : shellLine(
              seen === undefined || seen === null
                ? ['mount', point]
                : ['mount', '-t', seen.type, seen.device, seen.mountPoint],
            ),
      what: {
        en: 'mounts the shared disk here; first make sure that no other node has it mounted. Where cluster software owns the disk, start its resource instead',
        ja: '共有ディスクをマウントします。ほかのノードでマウントされていないことを先に確かめてください。クラスタソフトウェアが管理するディスクの場合は、そのリソースを起動してください',
      },
    };
  });
}

/** On the interface whose network holds the address. */
function bringUpVip({ here, site }: Preflight): PlanStep[] {
  const vip = site.vip?.address ?? null;
  const known = here.facts['ip-addr'];
  if (vip === null || known.state !== 'known') return [];
  const near = known.value.find(({ address, prefixLength, scope }) => {
    const own = parseAddress(address);
    return scope !== 'host' && prefixLength !== null && own !== null && sameSubnet(own, vip, prefixLength);
  });
  if (near?.prefixLength == null) return [];
  return [
    {
      node: here.name.value,
      command: shellLine(['ip', 'addr', 'add', `${vip.text}/${near.prefixLength}`, 'dev', near.interface]),
      what: {
        en: 'brings the VIP up until it is taken away or the node restarts; no other node may have it. Where cluster software owns it, start its resource instead',
        ja: 'VIP を一時的に有効にします（再起動で消えます）。ほかのノードで有効になっていないことを確かめてください。クラスタソフトウェアが管理する VIP の場合は、そのリソースを起動してください',
      },
    },
  ];
}

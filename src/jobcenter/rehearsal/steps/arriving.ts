import { listed } from '../../../message/listed.js';
import type { InterfaceAddress } from '../../../source/facts/types.js';
import { type Address, addressKey, isLoopback, parseAddress, sameSubnet } from '../../address.js';
import { databaseVoices } from '../../database-voices.js';
import type { Cluster, ClusterNode, Site } from '../../model.js';
import { isWithin } from '../../platform.js';
import { hasAddress, mountOf } from '../../sight.js';
import { linkOfVip } from '../../site-links.js';
import { unseenDatabase, unseenSpool } from '../../unseen-disk.js';
import { withoutSite } from '../does-not-apply.js';
import { anyFails, type Judging, place } from '../judging.js';
import type { StepDefinition } from '../step.js';
import { touches } from '../touches.js';

/** The VIP comes up on the other node, and nowhere else. */
export const moveVip: StepDefinition = {
  step: 'move-vip',
  title: { en: 'move the VIP', ja: 'VIP の移動' },
  after: ['stop-site'],
  looksAt: ['to'],
  judge(judging) {
    const { site, from, to, cluster } = judging.move;
    if (site === null) {
      return {
        en: 'does not apply: an agent that moves alone needs no VIP',
        ja: '対象外です（単独で移動するエージェントに VIP は不要です）',
      };
    }
    const { vip } = site;
    const ours = (answer: { readonly site: string | null }) => answer.site === site.name.value;
    judging.ask('vip-up-once', 'pair', { about: ours });
    judging.ask('vip-is-node-address', 'cluster', { about: ours });
    judging.ask('vip-distinct', 'cluster', {
      effect: (finding) => (vip !== null && touches(finding, [vip.at]) ? 'fails' : 'none'),
      lacks: vip === null,
    });
    if (vip === null || vip.address === null) {
      judging.lacks(null, 'manifest:sites[].vip');
      return { en: 'the VIP can move', ja: 'VIP は移動できます' };
    }
    const node = to.name.value;
    if (hasAddress(to, vip.value) === true) {
      return {
        en: `the VIP ${vip.value} is up on ${node} now`,
        ja: `VIP ${vip.value} は現在 ${node} で有効です`,
      };
    }
    const there = networkOf(cluster, to, vip.address);
    if (there.state === 'has') {
      judging.shows(
        { en: `in the VIP's network on ${node}`, ja: `${node} の同じネットワーク` },
        there.row.at,
      );
    } else if (there.state === 'unknown') judging.lacks(to, 'ip-addr');
    else otherNetwork(judging, site, vip.address, networkOf(cluster, from, vip.address), there.rows);
    return {
      en: `${node} has an address in the network of the VIP ${vip.value}`,
      ja: `${node} には VIP ${vip.value} と同じネットワークのアドレスがあります`,
    };
  },
};

type Network =
  | { readonly state: 'has'; readonly row: InterfaceAddress }
  | { readonly state: 'lacks'; readonly rows: readonly InterfaceAddress[] }
  | { readonly state: 'unknown' };

/** Whether a node's own addresses reach the network that an address is in. */
function networkOf({ sites }: Cluster, node: ClusterNode, vip: Address): Network {
  const fact = node.facts['ip-addr'];
  if (fact.state === 'missing') return { state: 'unknown' };
  const vips = new Set(sites.flatMap((site) => (site.vip === null ? [] : [addressKey(site.vip.value)])));
  const rows = fact.value.filter((row) => {
    const address = parseAddress(row.address);
    const isOwn = row.scope !== 'link' && !vips.has(addressKey(row.address));
    return address !== null && address.family === vip.family && !isLoopback(address) && isOwn;
  });
  const row = rows.find(({ address, prefixLength }) => {
    const parsed = parseAddress(address);
    return parsed !== null && prefixLength !== null && sameSubnet(parsed, vip, prefixLength);
  });
  if (row !== undefined) return { state: 'has', row };
  return rows.some(({ prefixLength }) => prefixLength === null)
    ? { state: 'unknown' }
    : { state: 'lacks', rows };
}

/** What the node that the VIP leaves has, the other one must have as well. */
function otherNetwork(
  judging: Judging,
  { vip }: Site,
  address: Address,
  left: Network,
  rows: readonly InterfaceAddress[],
): void {
  const { from, to } = judging.move;
  const [source, target] = [from.name.value, to.name.value];
  const own = listed(rows.length === 0 ? ['-'] : rows.map((row) => `${row.address}/${row.prefixLength}`));
  const places = rows.map(({ at, address: each }) =>
    place({ en: `${target} has ${each}`, ja: `${target} のアドレス ${each}` }, at),
  );
  if (left.state === 'has') {
    judging.fails(
      {
        en: `${target} has no address in the network of the VIP ${address.text} (only ${own.en}), ${source} has ${left.row.address}/${left.row.prefixLength}`,
        ja: `${target} には VIP ${address.text} と同じネットワークのアドレスがありません（${own.ja} のみ。${source} は ${left.row.address}/${left.row.prefixLength}）`,
      },
      ...places,
      place({ en: `${source} has one`, ja: `${source} のアドレス` }, left.row.at),
    );
    return;
  }
  judging.doubts(
    {
      en: `${target} has no address in the network of the VIP ${address.text} (only ${own.en}); the settings of the cluster software tell which interface it comes up on`,
      ja: `${target} には VIP ${address.text} と同じネットワークのアドレスがありません（${own.ja} のみ）。どのインターフェースで有効になるかは、クラスタソフトの設定で確認してください`,
    },
    ...places,
    ...(vip === null ? [] : [place({ en: 'the VIP', ja: 'VIP' }, vip.at)]),
  );
}

/** The disk is one that the other node can mount, and that is mounted once. */
export const mountDisk: StepDefinition = {
  step: 'mount-disk',
  title: { en: 'mount the disk there', ja: '切り替え先でのマウント' },
  after: ['release-disk'],
  looksAt: ['to'],
  judge(judging) {
    const { site, to, moving, cluster } = judging.move;
    const { platform, sharedDisks } = cluster;
    judging.ask('disk-mounted-once', 'pair', { alone: true });
    // Where no node has the disk, nothing shows that it can be had; and so nothing that it moves.
    const unseen = (site === null ? moving.map(unseenSpool)[0] : unseenDatabase(site)) ?? null;
    if (unseen !== null) judging.lacks(null, unseen);
    const lacks = unseen === null;
    if (site !== null) {
      const ours = (answer: { readonly site: string | null }) => answer.site === site.name.value;
      judging.ask('db-path-absolute', 'pair', { about: ours });
      judging.ask('db-path-on-shared-disk', 'pair', { about: ours, lacks });
    } else {
      const names = new Set<string | null>(moving.map(({ name }) => name.value));
      judging.ask('spool-on-shared-disk', 'pair', { about: ({ agent }) => names.has(agent), lacks });
    }
    const node = to.name.value;
    const folders = site === null ? moving.flatMap((agent) => agent.on(to).spool ?? []) : [site.database];
    const [folder] = folders;
    const path = folder?.value ?? '';
    const mount = mountOf(to, platform, path, sharedDisks);
    if (mount !== null) {
      if (mount.options.includes('ro')) {
        judging.fails(
          {
            en: `the disk of ${path} is mounted read-only on ${node}: a site or an agent cannot write there`,
            ja: `${path} のディスクは ${node} に読み取り専用でマウントされているため、サイトもエージェントも書き込めません`,
          },
          place({ en: 'mounted read-only', ja: '読み取り専用のマウント' }, mount.at),
        );
      }
      judging.shows({ en: `mounted on ${node}`, ja: `${node} でのマウント` }, mount.at);
      return {
        en: `the disk of ${path} is mounted on ${node} now`,
        ja: `${path} のディスクは現在 ${node} にマウントされています`,
      };
    }
    const disk = sharedDisks.find((each) => isWithin(platform, path, each.value));
    if (disk !== undefined) judging.shows({ en: 'the shared disk', ja: '共有ディスク' }, disk.at);
    return {
      en: `${path} lies on a disk that moves between the nodes, and nothing else speaks against mounting it on ${node}`,
      ja: `${path} はノード間で移動するディスクにあり、${node} でのマウントを妨げるものは見つかりません`,
    };
  },
};

/** The database is whole, open to JobCenter, and known to both nodes by one path. */
export const database: StepDefinition = {
  step: 'database',
  title: { en: 'database and its modes', ja: 'サイトデータベースと権限' },
  after: ['mount-disk'],
  looksAt: ['to'],
  judge(judging) {
    const { site, from, to, cluster } = judging.move;
    if (site === null) return withoutSite;
    const about = (answer: { readonly site: string | null }) => answer.site === site.name.value;
    const isKnown = knowsDatabase(cluster, site, to);
    judging.ask('db-path-match', 'pair', {
      about,
      effect: ({ node }) => (isKnown || node === from.name.value ? 'none' : 'fails'),
    });
    judging.ask('db-path-overlap', 'to', {
      effect: (finding) => (touches(finding, [site.database.at]) ? 'fails' : 'none'),
      about: (answer) => answer.findings.length > 0 || about(answer),
    });
    judging.ask('db-layout', 'cluster', { about, once: true, effect: anyFails });
    judging.ask('db-mode', 'cluster', { about, once: true });
    selinux(judging, site);
    const path = site.database.value;
    judging.shows({ en: 'the database', ja: 'サイトデータベース' }, site.database.at);
    return {
      en: `${path} holds the site's files and is open to JobCenter on ${to.name.value}`,
      ja: `${path} にはサイトのファイルがあり、${to.name.value} の JobCenter から使用できます`,
    };
  },
};

/**
 * Whether the other node knows the database by the path that some node sees it under; or has nothing but a link to tell,
 * which is a step of its own.
 */
function knowsDatabase(cluster: Cluster, site: Site, node: ClusterNode): boolean {
  const own = databaseVoices(cluster, site).voices.find((voice) => voice.node === node.name.value);
  if (own === undefined) return false;
  return own.at === linkOfVip(node, site)?.at || (own.key === site.database.value && site.seenBy.size > 0);
}

/** The label stands on the disk; whether it counts is the affair of the node that mounts it. */
function selinux(judging: Judging, site: Site): void {
  const { to, cluster } = judging.move;
  if (cluster.platform === 'windows') return;
  const { getenforce } = to.facts;
  const mode = getenforce.state === 'known' ? getenforce.value.value : null;
  const answers = judging.ask('selinux-label', 'cluster', {
    about: (answer) => answer.site === site.name.value,
    once: true,
    lacks: mode === 'enforcing',
    effect: () => (mode === 'enforcing' ? 'fails' : mode === null ? 'doubt' : 'none'),
  });
  const isLabelled = answers.some(({ status }) => status === 'passed');
  if (mode === null && !isLabelled) judging.lacks(to, 'getenforce');
}

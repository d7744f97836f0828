import { manual } from '../../src/engine/rule.js';
import { addressKey } from '../../src/jobcenter/address.js';
import { addressOfLinkName } from '../../src/jobcenter/link-name.js';
import type { Cluster, ClusterNode, Site, SiteLink } from '../../src/jobcenter/model.js';
import { isWithin, LINK_FOLDER } from '../../src/jobcenter/platform.js';
import { eachNode, isManagerNode, rule } from '../../src/jobcenter/rule.js';
import { listedSite } from '../../src/jobcenter/sight.js';
import { linkAddressesOf, linkOfVip, misnamedLinks } from '../../src/jobcenter/site-links.js';
import { preflightOf } from '../../src/jobcenter/stage.js';
import { shellWord } from '../../src/text/shell-word.js';

/** The links that sites use under names that are not their VIPs', which other rules say. */
const misnamedOn = (sites: readonly Site[], node: ClusterNode): ReadonlySet<SiteLink> =>
  new Set(sites.flatMap((site) => (site.nodes.includes(node) ? [...misnamedLinks(node, site)] : [])));

/** The addresses that links of sites are named after. */
const addressesInUse = (sites: readonly Site[], node: ClusterNode): ReadonlySet<string> =>
  new Set(sites.flatMap((site) => linkAddressesOf(node, site).map(({ text }) => text)));

/** The site to be created on a node that is not there yet: whatever link it has, an earlier try left (G 2.5.1). */
function plannedOn(cluster: Cluster, node: ClusterNode): Site | null {
  const asked = preflightOf(cluster, 'create-site');
  if (asked === null || asked.here !== node) return null;
  return listedSite(node, asked.site.name.value) === null ? asked.site : null;
}

/** Whether a link may be the local site's: named after the machine's own address and not leading elsewhere. */
const isLocal = (node: ClusterNode, link: SiteLink, address: string): boolean =>
  node.addresses.some((own) => addressKey(own.value) === address) &&
  (link.target === null || isWithin('linux', link.target, LINK_FOLDER));

export const vipLinkStale = rule({
  name: 'vip-link-stale',
  severity: 'warning',
  evidence: manual('2.5.1'),
  phases: ['create-site'],
  title: {
    en: 'a link is named after an address that no site uses',
    ja: 'どのサイトも使っていないアドレスのリンクが残っている',
  },
  why: {
    en: 'A site that was removed or could not be created leaves its link behind. Creating a site with that address again then fails.',
    ja: '削除したサイトや作成に失敗したサイトのリンクが残っていると、同じアドレスでサイトを作成し直すときに失敗します。',
  },
  fix: {
    en: 'make sure that no site of another cluster uses it, then remove the link',
    ja: '他のクラスタのサイトが使っていないことを確認してから、リンクを削除してください',
  },
  bad: '# the only VIP is 192.168.1.100\n/usr/spool/nqs/C0A80164 -> /mnt/jobmgdb\n/usr/spool/nqs/C0A80150 -> /mnt/olddb',
  good: '# the only VIP is 192.168.1.100\n/usr/spool/nqs/C0A80164 -> /mnt/jobmgdb',
  messages: {
    unused: {
      en: (name: string, address: string, node: string) =>
        `link "${name}" on ${node} means ${address}, which is no site's VIP; it was left by a removed or failed site`,
      ja: (name: string, address: string, node: string) =>
        `${node} のリンク "${name}" は ${address} を表しますが、その VIP のサイトはありません。削除したか作成に失敗したサイトの残りです`,
    },
    leftOver: {
      en: (name: string, site: string, node: string) =>
        `link "${name}" of ${site} is there on ${node} although the site is not created yet: an earlier try left it, and cjcmksite fails with it`,
      ja: (name: string, site: string, node: string) =>
        `${site} は作成前ですが、${node} にそのリンク "${name}" がすでにあります。以前の作成失敗などの残りで、cjcmksite が失敗します`,
      fix: {
        en: (name: string) =>
          `make sure that no site uses it, then: unlink ${shellWord(`${LINK_FOLDER}/${name}`)}`,
        ja: (name: string) =>
          `使用中のサイトがないことを確認してから unlink ${shellWord(`${LINK_FOLDER}/${name}`)} を実行してください`,
      },
    },
  },
  subjects: (cluster) =>
    cluster.platform === 'linux'
      ? eachNode(cluster).filter(({ it }) => isManagerNode(cluster, it) || it.links.length > 0)
      : [],
  check(node, { report, missing, cluster }) {
    const { value: name } = node.name;
    if (!node.hasData || !node.linksKnown) return missing(name, 'stat');
    const planned = plannedOn(cluster, node);
    const left = planned === null ? null : linkOfVip(node, planned);
    const sites = cluster.sites.filter((site) => site !== planned);
    const misnamed = misnamedOn(sites, node);
    const used = addressesInUse(sites, node);
    const isVipUnknown = cluster.sites.some((site) => (site.vip?.address ?? null) === null);
    const lacksLink = sites.some((site) => site.nodes.includes(node) && linkOfVip(node, site) === null);
    for (const link of node.links) {
      if (link === left && planned !== null) {
        const related = [{ at: planned.name.at, message: { en: 'the site', ja: 'サイト' } }];
        report('leftOver', { at: link.at, args: [link.name, planned.name.value, name], related });
        continue;
      }
      const address = addressOfLinkName(link.name);
      if (address === null || used.has(address.text) || misnamed.has(link)) continue;
      if (isLocal(node, link, address.text)) continue;
      // It may belong to a site whose VIP nobody tells, or be the misnamed one of a site that has no other.
      if (isVipUnknown) missing(null, 'manifest:sites[].vip');
      else if (link.target === null && lacksLink) missing(name, `${LINK_FOLDER}/${link.name}`);
      else report('unused', { at: link.at, args: [link.name, address.text, name] });
    }
  },
});

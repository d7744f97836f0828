import type { Subject } from '../engine/rule.js';
import { type Origin, SourceFile } from '../text/source-file.js';
import { type Address, isLoopback } from './address.js';
import { linkNamed, linksToDatabase } from './link-index.js';
import { addressOfLinkName } from './link-name.js';
import type { Cluster, ClusterNode, Site, SiteLink } from './model.js';
import { deciding, forwardAnswers } from './names.js';
import { LINK_FOLDER, samePath } from './platform.js';
import { eachSiteOnNode, type SiteOnNode } from './rule.js';
import { addressesIn } from './site-names.js';

/** Every cluster site on every node that may run it; none on Windows, which has no links. */
export const eachLinkedSite = (cluster: Cluster): Subject<SiteOnNode>[] =>
  cluster.platform === 'linux' ? eachSiteOnNode(cluster) : [];

/** The links of a node that lead to a site's database or the folder in it, under whatever names. */
export const linksToSite = (node: ClusterNode, site: Site): ReadonlySet<SiteLink> =>
  linksToDatabase(node, site.database.value);

/**
 * The addresses that a node's link to a site may be named after, that of a new one first: the VIP. Where that is IPv6
 * and the site's name has IPv4 addresses too, the link is made from these (G 2.5.1); one that was made before is not
 * named anew.
 */
export function linkAddressesOf(node: ClusterNode, site: Site): readonly Address[] {
  const vip = site.vip?.address ?? null;
  if (vip === null) return [];
  if (vip.family === 4 || !site.named) return [vip];
  const answers = [node, ...site.nodes].map((each) => deciding(forwardAnswers(each, site.name.value)));
  const found = answers.find((answer) => answer !== null) ?? null;
  const beside = found === null ? [] : addressesIn(found).map(({ address }) => address);
  return [...beside.filter((address) => address.family === 4 && !isLoopback(address)), vip];
}

/** The link of a node that has the name of a site's VIP, wherever it leads. */
export function linkOfVip(node: ClusterNode, site: Site): SiteLink | null {
  for (const address of linkAddressesOf(node, site)) {
    const link = linkNamed(node, address);
    if (link !== null) return link;
  }
  return null;
}

/** The links that lead to a site's database under a name that is not its VIP's, while none has the right name. */
export const misnamedLinks = (node: ClusterNode, site: Site): readonly SiteLink[] =>
  linkOfVip(node, site) === null ? [...linksToSite(node, site)] : [];

/** The links named like an address of which nothing tells where they lead: each may be the one a site lacks. */
export const linksWithoutTarget = (node: ClusterNode): readonly SiteLink[] =>
  node.links.filter((link) => link.target === null && addressOfLinkName(link.name) !== null);

/** Whether a link's target was read from the link itself, not taken from what `cjcls` prints beside it. */
export const isTargetOfTree = (link: SiteLink): boolean => link.target !== null && link.at.range === null;

/** Where a link that is not there would have to stand: the folder of links in the tree, else its row of `stat`. */
export function linkFolderOf(node: ClusterNode): Origin | null {
  const folder = node.tree.resolve(LINK_FOLDER);
  if (folder.state === 'found') {
    return { file: SourceFile.withoutText(folder.layer.display(folder.path)), range: null };
  }
  const rows = node.facts.stat.state === 'known' ? node.facts.stat.value : [];
  return rows.find((row) => samePath('linux', row.path, LINK_FOLDER))?.at ?? null;
}

import type { Subject } from '../engine/rule.js';
import { type Origin, SourceFile } from '../text/source-file.js';
import { linkNamed, linksToDatabase } from './link-index.js';
import { addressOfLinkName } from './link-name.js';
import type { Cluster, ClusterNode, Site, SiteLink } from './model.js';
import { LINK_FOLDER, samePath } from './platform.js';
import { eachSiteOnNode, type SiteOnNode } from './rule.js';

/** Every cluster site on every node that may run it; none on Windows, which has no links. */
export const eachLinkedSite = (cluster: Cluster): Subject<SiteOnNode>[] =>
  cluster.platform === 'linux' ? eachSiteOnNode(cluster) : [];

/** The links of a node that lead to a site's database or the folder in it, under whatever names. */
export const linksToSite = (node: ClusterNode, site: Site): ReadonlySet<SiteLink> =>
  linksToDatabase(node, site.database.value);

/** The link of a node that has the name of a site's VIP, wherever it leads. */
export function linkOfVip(node: ClusterNode, site: Site): SiteLink | null {
  const address = site.vip?.address ?? null;
  return address === null ? null : linkNamed(node, address);
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

import type { Edit } from '../../src/engine/fix.js';
import { manual } from '../../src/engine/rule.js';
import { addressOfLinkName, linkNameOf } from '../../src/jobcenter/link-name.js';
import type { Cluster, SiteLink } from '../../src/jobcenter/model.js';
import { LINK_FOLDER } from '../../src/jobcenter/platform.js';
import { rule, type SiteOnNode } from '../../src/jobcenter/rule.js';
import {
  eachLinkedSite,
  isTargetOfTree,
  linkAddressesOf,
  linkOfVip,
  linksWithoutTarget,
  misnamedLinks,
} from '../../src/jobcenter/site-links.js';
import { joinPath } from '../../src/source/tree-path.js';
import { shellWord } from '../../src/text/shell-word.js';

export const vipLinkName = rule({
  name: 'vip-link-name',
  severity: 'error',
  evidence: manual('2.5.1'),
  phases: ['start', 'failover'],
  title: {
    en: "the link to a site's database is not named after its VIP",
    ja: 'サイトデータベースへのリンクの名前が VIP と一致しない',
  },
  why: {
    en: 'JobCenter finds the database by a link in /usr/spool/nqs whose name is the VIP in hexadecimal. Under another name the site has no database on that node and does not start there.',
    ja: 'JobCenter は /usr/spool/nqs にある、VIP を 16 進数で表した名前のリンクからサイトデータベースを探します。名前が異なるとそのノードでは見つからず、サイトを起動できません。',
  },
  fix: {
    en: 'rename the link on that node; for an IPv4 VIP eight hexadecimal digits in capitals',
    ja: 'そのノードのリンクの名前を直してください（IPv4 の VIP では大文字の 16 進数 8 桁）',
  },
  bad: '# VIP 192.168.1.100\n/usr/spool/nqs/C0A80146 -> /mnt/jobmgdb',
  good: '# VIP 192.168.1.100\n/usr/spool/nqs/C0A80164 -> /mnt/jobmgdb',
  messages: {
    address: {
      en: (name: string, means: string, right: string, vip: string) =>
        `link "${name}" to the site's database means ${means}, but its VIP is ${vip}; the link must be named ${right}`,
      ja: (name: string, means: string, right: string, vip: string) =>
        `サイトデータベースへのリンク "${name}" は ${means} を表しますが、VIP は ${vip} です。リンクの名前は ${right} でなければなりません`,
      fix: {
        en: (name: string, _means: string, right: string) =>
          `on that node: mv ${shellWord(`/usr/spool/nqs/${name}`)} /usr/spool/nqs/${right}`,
        ja: (name: string, _means: string, right: string) =>
          `そのノードで mv ${shellWord(`/usr/spool/nqs/${name}`)} /usr/spool/nqs/${right} を実行してください`,
      },
    },
    letters: {
      en: (name: string, right: string) =>
        `link "${name}" to the site's database has small letters; the link must be named ${right}, in capitals`,
      ja: (name: string, right: string) =>
        `サイトデータベースへのリンク "${name}" に小文字が使われています。大文字の ${right} でなければなりません`,
    },
    noAddress: {
      en: (name: string, right: string, vip: string) =>
        `link "${name}" to the site's database is named after no address; for the VIP ${vip} it must be named ${right}`,
      ja: (name: string, right: string, vip: string) =>
        `サイトデータベースへのリンク "${name}" はアドレスを表す名前ではありません。VIP ${vip} に対する名前は ${right} です`,
    },
  },
  subjects: eachLinkedSite,
  check(it, { cluster, report, missing, notApplicable }) {
    const { site, node } = it;
    const { vip } = site;
    const [address] = linkAddressesOf(node, site);
    if (!node.hasData) return missing(node.name.value, 'stat');
    if (vip === null || address === undefined) return missing(null, 'manifest:sites[].vip');
    if (linkOfVip(node, site) !== null) return;
    const right = linkNameOf(address);
    const vipText = address.text === vip.address?.text ? address.text : `${vip.value}, IPv4 ${address.text}`;
    const wrong = misnamedLinks(node, site);
    for (const link of wrong) {
      const { name, at } = link;
      const means = addressOfLinkName(name);
      const related = [{ at: vip.at, message: { en: 'the VIP', ja: 'VIP' } }];
      const place = { at, related, fix: wrong.length === 1 ? renaming(link, right, it, cluster) : null };
      if (means === null) report('noAddress', { ...place, args: [name, right, vipText] });
      else if (means.text === address.text) report('letters', { ...place, args: [name, right] });
      else report('address', { ...place, args: [name, means.text, right, vipText] });
    }
    const [unclear] = linksWithoutTarget(node);
    if (unclear !== undefined) missing(node.name.value, 'cjcls');
    else if (!node.linksKnown) missing(node.name.value, 'stat');
    else if (wrong.length === 0) notApplicable();
  },
});

/** In a repository the link can be renamed; what a node said of its links (facts) no change of files mends. */
function renaming(
  link: SiteLink,
  right: string,
  { site, node }: SiteOnNode,
  cluster: Cluster,
): Edit[] | null {
  const { stat, cjcls } = node.facts;
  const isTold = stat.state === 'known' || cjcls.state === 'known';
  const isTaken = node.tree.entry(joinPath(LINK_FOLDER, right)) !== undefined;
  // How the link of an IPv6 address is written the guide leaves open.
  const isOpen = !/^[0-9A-F]{8}$/.test(right);
  if (!isTargetOfTree(link) || isTold || isTaken || isOpen) return null;
  const means = addressOfLinkName(link.name)?.text;
  const isOfOther = cluster.sites.some((each) => each !== site && each.vip?.address?.text === means);
  const isSure = link.name.toUpperCase() === right || (site.vip?.declared === true && !isOfOther);
  return isSure ? [{ kind: 'rename', file: link.at.file, name: right }] : null;
}

import { manual } from '../../src/engine/rule.js';
import { LINK_FOLDER } from '../../src/jobcenter/platform.js';
import { rule } from '../../src/jobcenter/rule.js';
import { eachLinkedSite, isTargetOfTree, linkOfVip, linksToSite } from '../../src/jobcenter/site-links.js';

export const vipLinkTarget = rule({
  name: 'vip-link-target',
  severity: 'error',
  evidence: manual('2.5.1'),
  phases: ['start'],
  yieldsTo: [{ rule: 'vip-link-name', for: 'place' }],
  title: {
    en: 'the link of a VIP leads elsewhere than to the database of its site',
    ja: 'VIP のリンクがサイトデータベース以外を指している',
  },
  why: {
    en: 'JobCenter follows the link of the VIP to the database. One that leads elsewhere makes the site start with other data or not at all on that node.',
    ja: 'JobCenter は VIP のリンクをたどってサイトデータベースを開きます。別の場所を指していると、そのノードでは別のデータで起動するか、起動に失敗します。',
  },
  fix: {
    en: 'make the link on that node lead to the database of the site',
    ja: 'そのノードのリンクがサイトデータベースを指すように作り直してください',
  },
  bad: '# database /mnt/jobmgdb\n/usr/spool/nqs/C0A80164 -> /mnt/olddb',
  good: '# database /mnt/jobmgdb\n/usr/spool/nqs/C0A80164 -> /mnt/jobmgdb',
  messages: {
    elsewhere: {
      en: (name: string, target: string, database: string, site: string) =>
        `link "${name}" leads to "${target}", but the database of ${site} is ${database}`,
      ja: (name: string, target: string, database: string, site: string) =>
        `リンク "${name}" は "${target}" を指していますが、${site} のサイトデータベースは ${database} です`,
    },
  },
  subjects: eachLinkedSite,
  check({ site, node }, { report, missing, notApplicable }) {
    const { value: name } = node.name;
    if (!node.hasData) return missing(name, 'stat');
    if (site.vip === null || site.vip.address === null) return missing(null, 'manifest:sites[].vip');
    const link = linkOfVip(node, site);
    if (link === null) return node.linksKnown ? notApplicable() : missing(name, 'stat');
    if (link.target === null) return missing(name, `${LINK_FOLDER}/${link.name}`);
    if (linksToSite(node, site).has(link)) return;
    // A path that only cjcls prints is compared by db-path-match.
    if (!isTargetOfTree(link)) return missing(name, `${LINK_FOLDER}/${link.name}`);
    report('elsewhere', {
      at: link.at,
      args: [link.name, link.target, site.database.value, site.name.value],
      related: [{ at: site.database.at, message: { en: 'the database', ja: 'サイトデータベース' } }],
    });
  },
});

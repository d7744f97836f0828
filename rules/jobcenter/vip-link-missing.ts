import { inferred } from '../../src/engine/rule.js';
import { linkNameOf } from '../../src/jobcenter/link-name.js';
import { rule } from '../../src/jobcenter/rule.js';
import { eachLinkedSite, linkAddressesOf, linkFolderOf, linkOfVip } from '../../src/jobcenter/site-links.js';

export const vipLinkMissing = rule({
  name: 'vip-link-missing',
  severity: 'error',
  evidence: inferred('2.5.1'),
  phases: ['start'],
  yieldsTo: [{ rule: 'vip-link-name', for: 'subject' }],
  title: {
    en: 'a node has no link to the database of a site',
    ja: 'ノードにサイトデータベースへのリンクがない',
  },
  why: {
    en: 'The link in /usr/spool/nqs is how JobCenter finds the database of a VIP. The node that has the site cannot start it without; a standby may get its link only with the first failover.',
    ja: '/usr/spool/nqs のリンクは、JobCenter が VIP からサイトデータベースを見つける手段です。運用系にないとサイトを起動できません。待機系では最初のフェイルオーバーまでないこともあります。',
  },
  fix: {
    en: 'make the link to the database on that node, named after the VIP in hexadecimal',
    ja: 'そのノードに、VIP を 16 進数で表した名前のリンクを作成してください',
  },
  bad: '.facts/stat:\n755\troot\troot\tdirectory\t/usr/spool/nqs',
  good: '.facts/stat:\n755\troot\troot\tdirectory\t/usr/spool/nqs\n777\troot\troot\tsymbolic link\t/usr/spool/nqs/C0A80164',
  messages: {
    active: {
      en: (link: string, site: string, node: string) =>
        `${node} has ${site} now, but no link "${link}" to its database; the site does not start without`,
      ja: (link: string, site: string, node: string) =>
        `${site} の運用系 ${node} に、サイトデータベースへのリンク "${link}" がありません。このままではサイトを起動できません`,
    },
    standby: {
      en: (link: string, site: string, node: string) =>
        `standby ${node} has no link "${link}" to the database of ${site}; make sure that a failover makes it`,
      ja: (link: string, site: string, node: string) =>
        `待機系 ${node} に ${site} のサイトデータベースへのリンク "${link}" がありません。フェイルオーバー時に作成されることを確認してください`,
    },
    unknown: {
      en: (link: string, site: string, node: string) =>
        `${node} has no link "${link}" to the database of ${site}; if it is the active node, the site does not start`,
      ja: (link: string, site: string, node: string) =>
        `${node} に ${site} のサイトデータベースへのリンク "${link}" がありません。このノードが運用系ならサイトを起動できません`,
    },
  },
  subjects: eachLinkedSite,
  check({ site, node }, { report, missing }) {
    const { vip } = site;
    const [address] = linkAddressesOf(node, site);
    const { value: name } = node.name;
    if (!node.hasData) return missing(name, 'stat');
    if (vip === null || address === undefined) return missing(null, 'manifest:sites[].vip');
    if (linkOfVip(node, site) !== null) return;
    if (!node.linksKnown) return missing(name, 'stat');
    const args: [string, string, string] = [linkNameOf(address), site.name.value, name];
    const related = [
      { at: vip.at, message: { en: 'the VIP that it is named after', ja: 'リンク名のもとになる VIP' } },
    ];
    const finding = { at: linkFolderOf(node) ?? vip.at, args, related };
    if (site.activeNodes.includes(node)) report('active', finding);
    else if (site.activeNodes.length > 0) report('standby', { ...finding, severity: 'info' });
    else report('unknown', { ...finding, severity: 'warning' });
  },
});

import { manual } from '../../src/engine/rule.js';
import { isLoopback } from '../../src/jobcenter/address.js';
import { linkNameOf } from '../../src/jobcenter/link-name.js';
import { deciding, forwardAnswers } from '../../src/jobcenter/names.js';
import { eachSiteOnNode, rule } from '../../src/jobcenter/rule.js';
import { addressesIn } from '../../src/jobcenter/site-names.js';

export const vipDualStack = rule({
  name: 'vip-dual-stack',
  severity: 'info',
  evidence: manual('2.5.1'),
  phases: ['create-site'],
  needs: ['lookup', 'net'],
  title: {
    en: "a site's name has an IPv4 and an IPv6 address",
    ja: 'サイト名に IPv4 と IPv6 の両方のアドレスがある',
  },
  why: {
    en: 'The link to the database is named after one address. Where a name has both kinds, that is the IPv4 one.',
    ja: 'データベースへのリンク名は一つのアドレスから作られます。両方のアドレスがある名前では IPv4 アドレスが使われます。',
  },
  fix: {
    en: 'nothing, if the IPv4 address is the VIP; else leave the name only the address that is the VIP',
    ja: 'IPv4 アドレスが VIP であれば対処は不要です。そうでなければ、VIP であるアドレスだけをサイト名に割り当ててください',
  },
  bad: 'jcmgcluster.example.jp\t192.168.1.100 2001:db8::64',
  good: 'jcmgcluster.example.jp\t192.168.1.100',
  messages: {
    both: {
      en: (node: string, name: string, v4: string, v6: string, link: string) =>
        `${node} finds "${name}" at ${v4} and ${v6}; the link is made from the IPv4 address: ${link}`,
      ja: (node: string, name: string, v4: string, v6: string, link: string) =>
        `${node} では "${name}" が ${v4} と ${v6} の両方に解決されます。リンクは IPv4 アドレスから作られ、${link} になります`,
    },
  },
  subjects: eachSiteOnNode,
  check({ site, node }, { cluster, report, missing, notApplicable }) {
    const where = node.name.value;
    if (cluster.platform === 'windows') return notApplicable();
    if (!node.hasData) return missing(where, 'lookup');
    if (!site.named) return missing(null, 'manifest:sites[].name');
    const answer = deciding(forwardAnswers(node, site.name.value));
    if (answer === null) return missing(where, 'lookup');
    // That the name is a loopback address is told by vip-loopback.
    const addresses = addressesIn(answer).filter(({ address }) => !isLoopback(address));
    const v4 = addresses.find((each) => each.address.family === 4);
    const v6 = addresses.find((each) => each.address.family === 6);
    if (v4 === undefined || v6 === undefined) return;
    report('both', {
      at: v6.at,
      args: [where, site.name.value, v4.value, v6.value, linkNameOf(v4.address)],
      related: [{ at: v4.at, message: { en: 'the IPv4 address', ja: 'IPv4 アドレス' } }],
    });
  },
});

import { inferred } from '../../src/engine/rule.js';
import { isLoopback } from '../../src/jobcenter/address.js';
import { forwardAnswers } from '../../src/jobcenter/names.js';
import { rule } from '../../src/jobcenter/rule.js';
import { addressesIn, eachNameUser, sourceWords } from '../../src/jobcenter/site-names.js';

export const vipLoopback = rule({
  name: 'vip-loopback',
  severity: 'error',
  evidence: inferred('2.2.2'),
  phases: ['create-site', 'start'],
  needs: ['hosts', 'lookup'],
  title: {
    en: "a site's name is mapped to a loopback address",
    ja: 'サイト名がループバックアドレスに割り当てられている',
  },
  why: {
    en: 'A loopback address reaches the node itself and no other machine, so the name never leads to the site once it runs elsewhere, and the link of the database is made for the wrong address.',
    ja: 'ループバックアドレスはそのノード自身にしか届きません。サイトが別のノードで動くとサイト名では到達できず、データベースへのリンクも誤ったアドレスで作成されます。',
  },
  fix: {
    en: 'take the site name out of the loopback line and map it to the VIP',
    ja: 'ループバックの行からサイト名を外し、VIP に割り当ててください',
  },
  bad: '127.0.1.1      jcmgcluster.example.jp  jcmgcluster',
  good: '192.168.1.100  jcmgcluster.example.jp  jcmgcluster',
  messages: {
    loopback: {
      en: (node: string, name: string, address: string, source: string, _ja: string, vip: string) =>
        `on ${node} ${source} maps "${name}" to the loopback address ${address}; it has to be the VIP${vip}`,
      ja: (node: string, name: string, address: string, _en: string, source: string, vip: string) =>
        `${node} の${source}で "${name}" がループバックアドレス ${address} に割り当てられています。VIP${vip} でなければなりません`,
    },
  },
  subjects: eachNameUser,
  check({ site, node }, { report, missing }) {
    const name = site.name.value;
    const where = node.name.value;
    if (!node.hasData) return missing(where, 'lookup');
    if (!site.named) return missing(null, 'manifest:sites[].name');
    const answers = forwardAnswers(node, name);
    if (answers.length === 0) return missing(where, 'lookup');
    const [first, ...others] = answers.flatMap((answer) =>
      addressesIn(answer)
        .filter((each) => isLoopback(each.address))
        .map((each) => ({ ...each, source: sourceWords[answer.source] })),
    );
    if (first === undefined) return;
    const vip = site.vip === null ? '' : ` ${site.vip.value}`;
    report('loopback', {
      at: first.at,
      args: [where, name, first.value, first.source.en, first.source.ja, vip],
      related: others.map((each) => ({
        at: each.at,
        message: { en: `also in ${each.source.en}`, ja: `${each.source.ja}でも同じ` },
      })),
    });
  },
});

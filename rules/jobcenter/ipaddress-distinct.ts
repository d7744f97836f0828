import { groups } from '../../src/engine/relations.js';
import { inferred } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { splitAddresses } from '../../src/jobcenter/addresses.js';
import {
  eachListeningSite,
  type ListeningSite,
  meet,
  readOneFile,
} from '../../src/jobcenter/listening-site.js';
import { shareVip } from '../../src/jobcenter/nats-server.js';
import { listed, rule, wholeCluster } from '../../src/jobcenter/rule.js';
import type { Origin } from '../../src/text/source-file.js';

/** A site that listens on an address. */
interface Claim {
  readonly listening: ListeningSite;
  readonly address: string;
  readonly at: Origin;
}

export const ipaddressDistinct = rule({
  name: 'ipaddress-distinct',
  severity: 'error',
  evidence: inferred('2.3.3.1.3'),
  phases: ['start'],
  yieldsTo: [
    { rule: 'ipaddress-is-vip', for: 'place' },
    { rule: 'vip-distinct', for: 'place' },
  ],
  title: {
    en: 'two sites of one node listen on one address',
    ja: '同じノードの二つのサイトが同じアドレスで待ち受ける',
  },
  why: {
    en: 'All sites use the same ports; only their addresses keep them apart. Of two sites with one address the second to start finds its ports taken.',
    ja: 'どのサイトも同じポートを使うため、アドレスだけが区別になります。同じアドレスでは、後から起動したサイトのポートが使用中になります。',
  },
  fix: {
    en: 'give every cluster site its VIP and every local site its node’s own address',
    ja: 'クラスタサイトにはそれぞれの VIP、ローカルサイトにはノード自身のアドレスを設定してください',
  },
  bad: '# site\nipaddress=192.168.1.100\n# local site\nipaddress=192.168.1.100',
  good: '# site\nipaddress=192.168.1.100\n# local site\nipaddress=192.168.1.11',
  messages: {
    shared: {
      en: (address: string, sites: string) =>
        `${address} is the ipaddress of ${sites}, which run on one node; each needs an address of its own`,
      ja: (address: string, sites: string) =>
        `同じノードで動く ${sites} の ipaddress がどれも ${address} です。サイトごとに別のアドレスが必要です`,
    },
  },
  subjects: wholeCluster,
  check(cluster, { report, missing, notApplicable }) {
    const sites = eachListeningSite(cluster).map(({ it }) => it);
    if (sites.length < 2) notApplicable();
    for (const { confs, lacking } of sites) if (confs.length === 0) missing(lacking.node, lacking.need);
    for (const { value, holders } of groups(sites.flatMap(claimsOf), (claim) => claim.address)) {
      const clashing = holders.filter(({ listening: one }) =>
        holders.some(
          ({ listening: other }) => meet(one, other) && !shareVip(one, other) && !readOneFile(one, other),
        ),
      );
      const culprit = clashing.findLast((claim) => !owns(claim)) ?? clashing.at(-1);
      if (culprit === undefined) continue;
      const { site, name } = culprit.listening;
      report('shared', {
        at: culprit.at,
        args: [value, listed(new Set(clashing.map((claim) => claim.listening.name)))],
        site: site === null ? null : name,
        node: site === null ? name : null,
        related: clashing
          .filter((claim) => claim !== culprit)
          .map(({ listening, at }) => ({
            at,
            message: { en: `ipaddress of ${listening.name}`, ja: `${listening.name} の ipaddress` },
          })),
      });
    }
  },
});

const claimsOf = (listening: ListeningSite): Claim[] =>
  listening.confs.flatMap((conf) =>
    splitAddresses(conf).flatMap(({ value, at }) => {
      const address = parseAddress(value)?.text;
      return address === undefined ? [] : [{ listening, address, at }];
    }),
  );

/** Whether the address is meant for the site: its VIP, or its node's own. */
function owns({ listening, address }: Claim): boolean {
  const { site, nodes } = listening;
  if (site !== null) return site.vip?.address?.text === address;
  return nodes.some((node) => node.addresses.some((each) => parseAddress(each.value)?.text === address));
}

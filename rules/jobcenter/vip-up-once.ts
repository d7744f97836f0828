import { inferred } from '../../src/engine/rule.js';
import { addressKey } from '../../src/jobcenter/address.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { eachSite, listed, rule } from '../../src/jobcenter/rule.js';
import { seenTogether } from '../../src/jobcenter/same-time.js';

export const vipUpOnce = rule({
  name: 'vip-up-once',
  severity: 'error',
  evidence: inferred('2.1.1'),
  phases: ['failover'],
  needs: ['ip-addr', 'meta'],
  // A VIP that is a node's own address, or another site's too, is there whoever runs the site.
  yieldsTo: [
    { rule: 'vip-is-node-address', for: 'place' },
    { rule: 'vip-distinct', for: 'place' },
  ],
  title: {
    en: 'two nodes have the VIP at the same time',
    ja: '2つのノードに同時に VIP が設定されている',
  },
  why: {
    en: 'With one address on two machines, connections reach now the one, now the other; clients and agents lose the site.',
    ja: '同じアドレスが2台にあると、接続先がどちらになるか定まらず、クライアントやエージェントがサイトに接続できなくなります。',
  },
  fix: {
    en: 'leave the VIP to the cluster software: take it off the network settings of the node that does not run the site',
    ja: 'VIP はクラスタソフトウェアに管理させ、サイトが動作していないノードのネットワーク設定から削除してください',
  },
  bad: '2: ens192 inet 192.168.1.100/24 … (on both nodes)',
  good: '2: ens192 inet 192.168.1.100/24 … (on the active node only)',
  messages: {
    twice: {
      en: (vip: string, nodes: string) => `the VIP ${vip} is up on ${nodes} at the same time`,
      ja: (vip: string, nodes: string) => `VIP ${vip} が ${nodes} に同時に設定されています`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing, notApplicable }) {
    if (site.nodes.length < 2) return notApplicable();
    const { vip } = site;
    if (vip === null) return missing(null, 'manifest:sites[].vip');
    const sightings = site.nodes.map((node) => ({ node, at: upAt(node, vip.value) }));
    const { holders, open } = seenTogether(sightings, 'ip-addr');
    for (const { node, needs } of open) missing(node, ...needs);
    const last = holders.at(-1);
    if (last === undefined) return;
    report('twice', {
      at: last.at,
      args: [vip.value, listed(holders.map(({ node }) => node.name.value))],
      node: null,
      related: [
        ...holders.slice(0, -1).map(({ node, at }) => ({
          at,
          message: { en: `also up on ${node.name.value}`, ja: `${node.name.value} にも設定` },
        })),
        { at: vip.at, message: { en: `the VIP of ${site.name.value}`, ja: `${site.name.value} の VIP` } },
      ],
    });
  },
});

function upAt(node: ClusterNode, vip: string) {
  const fact = node.facts['ip-addr'];
  if (fact.state === 'missing') return undefined;
  const key = addressKey(vip);
  return fact.value.find(({ address }) => addressKey(address) === key)?.at ?? null;
}

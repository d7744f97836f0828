import { inferred } from '../../src/engine/rule.js';
import { addressKey, isLoopback, parseAddress } from '../../src/jobcenter/address.js';
import { isSameHost } from '../../src/jobcenter/host-name.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { eachNode, rule } from '../../src/jobcenter/rule.js';

const vipKeys = (cluster: Cluster): ReadonlySet<string> =>
  new Set(cluster.sites.flatMap(({ vip }) => (vip === null ? [] : [addressKey(vip.value)])));

/** The addresses that are up on a node, without loopback, link-local ones, VIPs and those it is declared to have. */
function otherAddresses(cluster: Cluster, node: ClusterNode) {
  const vips = vipKeys(cluster);
  const declared = new Set((node.declaredAddresses ?? []).map((each) => addressKey(each.value)));
  const fact = node.facts['ip-addr'];
  return (fact.state === 'known' ? fact.value : []).filter((each) => {
    const address = parseAddress(each.address);
    const isKnown = address === null || vips.has(address.text) || declared.has(address.text);
    return !isKnown && !isLoopback(address) && each.scope !== 'link';
  });
}

export const nodeFactsMatch = rule({
  name: 'node-facts-match',
  severity: 'warning',
  evidence: inferred(),
  phases: ['failover'],
  needs: ['meta', 'ip-addr'],
  title: {
    en: 'the facts of a node are not those of the machine that the manifest declares',
    ja: 'ノードのファクトが、マニフェストで宣言されたマシンのものではない',
  },
  why: {
    en: 'Facts of another machine, or an address that is not up, make every other check of the node speak of something else than the cluster.',
    ja: '別のマシンのファクトや、有効になっていないアドレスが宣言されていると、そのノードの検査結果は実際のクラスタのものではなくなります。',
  },
  fix: {
    en: 'put the snapshot of the right machine into the node tree, or correct name and addresses in the manifest',
    ja: '正しいマシンのスナップショットをノードツリーに置くか、マニフェストのノード名やアドレスを直してください',
  },
  bad: '# cjclint.yaml\nnodes:\n  - {name: jcmanager02, addresses: [192.168.1.12]}\n# nodes/jcmanager02/.facts/meta\nhostname=jcmanager01',
  good: '# cjclint.yaml\nnodes:\n  - {name: jcmanager02, addresses: [192.168.1.12]}\n# nodes/jcmanager02/.facts/meta\nhostname=jcmanager02',
  messages: {
    hostName: {
      en: (host: string, node: string) =>
        `these facts come from "${host}", but the manifest declares the node as "${node}"; they may be another machine's`,
      ja: (host: string, node: string) =>
        `ファクトは "${host}" で採取されていますが、マニフェストのノード名は "${node}" です。別のマシンのファクトの可能性があります`,
    },
    address: {
      en: (address: string, node: string) =>
        `address "${address}" is declared as ${node}'s own, but is not up there according to ip-addr`,
      ja: (address: string, node: string) =>
        `アドレス "${address}" は ${node} 自身のものと宣言されていますが、ip-addr では有効になっていません`,
    },
  },
  subjects: eachNode,
  check(node, { report, missing, cluster }) {
    const { meta, 'ip-addr': addresses } = node.facts;
    const { value: name, at } = node.name;
    const host = meta.state === 'known' ? meta.value.get('hostname') : undefined;
    if (host === undefined) missing(name, 'meta');
    else if (!isSameHost(host.value, name)) {
      // The addresses of another machine would only repeat it.
      const message = { en: 'declared here', ja: 'マニフェストの宣言' };
      return report('hostName', { at: host.at, args: [host.value, name], related: [{ at, message }] });
    }
    const declared = node.declaredAddresses ?? [];
    if (declared.length === 0) return;
    if (addresses.state !== 'known') return missing(name, 'ip-addr');
    const vips = vipKeys(cluster);
    const up = new Set(addresses.value.map((each) => addressKey(each.address)));
    for (const address of declared) {
      // A VIP that is stated as the node's own has a rule of its own.
      if (up.has(addressKey(address.value)) || vips.has(addressKey(address.value))) continue;
      report('address', {
        at: address.at,
        args: [address.value, name],
        related: otherAddresses(cluster, node).map((each) => ({
          at: each.at,
          message: { en: 'up on the node instead', ja: 'ノードで有効なアドレス' },
        })),
      });
    }
  },
});

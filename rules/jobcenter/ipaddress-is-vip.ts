import { manual } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { splitAddresses } from '../../src/jobcenter/addresses.js';
import { eachListeningSite, readOneFile } from '../../src/jobcenter/listening-site.js';
import type { Cluster, ClusterNode, Conf, Site } from '../../src/jobcenter/model.js';
import { deciding, forwardAnswers } from '../../src/jobcenter/names.js';
import { eachSite, listed, rule } from '../../src/jobcenter/rule.js';
import { confirmedVip } from '../../src/jobcenter/vip.js';
import { type Sourced, textAt } from '../../src/text/source-file.js';

export const ipaddressIsVip = rule({
  name: 'ipaddress-is-vip',
  severity: 'error',
  evidence: manual('2.3.3.1.3'),
  phases: ['start', 'failover'],
  title: {
    en: 'a cluster site does not listen on its VIP, or listens on a node’s own address',
    ja: 'クラスタサイトの ipaddress が VIP ではない、またはノード固有のアドレスを含む',
  },
  why: {
    en: 'Only the VIP moves with the site. With another address the site cannot start on the node that does not have it, and clients do not find it after a failover.',
    ja: 'サイトと一緒に移動するのは VIP だけです。別のアドレスでは、そのアドレスを持たないノードで起動できず、フェイルオーバー後にクライアントから接続できません。',
  },
  fix: {
    en: 'set ipaddress to the site’s VIP alone',
    ja: 'ipaddress にはサイトの VIP だけを設定してください',
  },
  bad: 'ipaddress=192.168.1.11',
  good: 'ipaddress=192.168.1.100',
  messages: {
    notVip: {
      en: (value: string, site: string, vip: string) =>
        `ipaddress is "${value}", but the VIP of site ${site} is ${vip}; a cluster site must listen on its VIP`,
      ja: (value: string, site: string, vip: string) =>
        `ipaddress が「${value}」ですが、サイト ${site} の VIP は ${vip} です。クラスタサイトは VIP で待ち受ける必要があります`,
    },
    nodeAddress: {
      en: (value: string, node: string, site: string, vip: string) =>
        `ipaddress "${value}" is ${node}'s own address and stays there at a failover; site ${site} must listen on its VIP, ${vip}`,
      ja: (value: string, node: string, site: string, vip: string) =>
        `ipaddress の「${value}」は ${node} 固有のアドレスで、切り替え時に移動しません。サイト ${site} は VIP（${vip}）で待ち受ける必要があります`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing, notApplicable, cluster }) {
    const { confs, confPath, vip, name } = site;
    if (confs.length === 0) return missing(null, confPath);
    if (vip === null || vip.address === null) return missing(null, 'manifest:sites[].vip');
    const vipText = vip.address.text;
    const vipPlace = { at: vip.at, message: { en: `VIP of ${name.value}`, ja: `${name.value} の VIP` } };
    for (const conf of confs) {
      const entry = conf.get('ipaddress');
      if (entry === null) {
        notApplicable();
        continue;
      }
      const parts = addressesOf(conf);
      const others = parts.good.filter(({ value }) => value !== vipText);
      if (others.length > 0 && readsAnothersFile(cluster, site)) {
        notApplicable();
        continue;
      }
      const owned = others.flatMap((part) => {
        const owner = ownerOf(part.value, cluster.nodes);
        return owner === null ? [] : [{ part, owner }];
      });
      for (const { part, owner } of owned) {
        const node = owner.node.name.value;
        if (isCertain(owner, site)) {
          const message = { en: `address of ${node}`, ja: `${node} のアドレス` };
          report('nodeAddress', {
            at: part.at,
            args: [textAt(part.at), node, name.value, vipText],
            related: [{ at: owner.at, message }, vipPlace],
          });
        } else missing(null, 'manifest:nodes[].addresses');
      }
      if (others.length < parts.good.length) {
        // A VIP that only this file speaks for proves nothing about this file.
        if (!confirmedVip(site)) missing(null, 'manifest:sites[].vip');
      } else if (!parts.allGood) notApplicable();
      else if (!owned.some(({ owner }) => isCertain(owner, site))) {
        const at = { file: conf.file, range: entry.value.range };
        const value = listed(parts.good.map((part) => textAt(part.at)));
        report('notVip', { at, args: [value, name.value, vipText], related: [vipPlace] });
      }
      for (const node of others.length === 0 ? [] : site.nodes) {
        const unknown = node.declaredAddresses === null && node.facts['ip-addr'].state === 'missing';
        if (unknown) missing(node.name.value, 'ip-addr');
      }
    }
  },
});

/** Whether its file is that of another site too: db-path-overlap tells, and whose the address is, is open. */
function readsAnothersFile(cluster: Cluster, site: Site): boolean {
  const listening = eachListeningSite(cluster).map(({ it }) => it);
  const self = listening.find((each) => each.site === site);
  return self !== undefined && listening.some((other) => readOneFile(self, other));
}

/** The good addresses of a file's ipaddress; ipaddress-valid tells of the others. */
function addressesOf(conf: Conf): { good: Sourced<string>[]; allGood: boolean } {
  const parts = splitAddresses(conf);
  const good = parts.flatMap(({ value, at }) => {
    const address = parseAddress(value);
    return address === null ? [] : [{ value: address.text, at }];
  });
  return { good, allGood: good.length > 0 && good.length === parts.length };
}

interface Owner {
  readonly node: ClusterNode;
  readonly at: Sourced<string>['at'];
}

function ownerOf(address: string, nodes: readonly ClusterNode[]): Owner | null {
  for (const node of nodes) {
    const own = node.addresses.find((each) => parseAddress(each.value)?.text === address);
    if (own !== undefined) return { node, at: own.at };
  }
  return null;
}

/**
 * Whether an address is surely fixed to its node. `ip-addr` of a node that has the site up also shows any second
 * relocatable address, so that there the manifest, the local site or the node's name must speak for it.
 */
function isCertain({ node, at }: Owner, site: Site): boolean {
  if (node.declaredAddresses !== null || !site.activeNodes.includes(node)) return true;
  const address = parseAddress(
    at.range === null ? '' : at.file.text.slice(at.range.start, at.range.end),
  )?.text;
  const named = deciding(forwardAnswers(node, node.name.value))?.answers ?? [];
  const local = node.localConf === null ? [] : splitAddresses(node.localConf);
  return [...named, ...local].some(({ value }) => parseAddress(value)?.text === address);
}

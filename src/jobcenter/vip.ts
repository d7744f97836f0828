import type { Origin } from '../text/source-file.js';
import { addressKey, parseAddress } from './address.js';
import { splitAddresses } from './addresses.js';
import { linksToDatabase } from './link-index.js';
import { addressOfLinkName } from './link-name.js';
import type { ManifestSite } from './manifest.js';
import type { ClusterNode, Conf, Site, Vip } from './model.js';
import { deciding, forwardAnswers } from './names.js';
import { type Platform, samePath } from './platform.js';
import { runningPid } from './sight.js';

/** What is known of a site before its VIP is. */
export interface VipQuestion {
  readonly name: string;
  readonly database: string;
  readonly nodes: readonly ClusterNode[];
  readonly confs: readonly Conf[];
}

interface Vote {
  readonly address: string;
  readonly at: Origin;
  /** The link of the node that has the site up decides a tie. */
  readonly decides: boolean;
}

/** The manifest's VIP, else the address that most sources agree on (inputs.md §2); null where nothing tells. */
export function vipOf(declared: ManifestSite['vip'], question: VipQuestion): Vip | null {
  if (declared !== null) {
    return { value: declared.value, at: declared.at, address: parseAddress(declared.value), declared: true };
  }
  const votes = [
    ...question.nodes.flatMap((node) => nodeVotes(node, question)),
    ...confVotes(question.confs),
  ];
  const byAddress = new Map<string, Vote[]>();
  for (const vote of votes) {
    const key = addressKey(vote.address);
    byAddress.set(key, [...(byAddress.get(key) ?? []), vote]);
  }
  const ranked = [...byAddress].map(([address, given]) => ({
    address,
    given,
    count: given.length + upCount(address, question.nodes),
    decides: given.some((vote) => vote.decides),
  }));
  ranked.sort((a, b) => b.count - a.count || Number(b.decides) - Number(a.decides));
  const [best] = ranked;
  const [vote] = best?.given ?? [];
  return best === undefined || vote === undefined
    ? null
    : { value: best.address, at: vote.at, address: parseAddress(best.address), declared: false };
}

/** Whether a site's VIP rests on more than its own daemon.conf: on the manifest, or on what its nodes show. */
export function confirmedVip({ vip, name, database, nodes }: Site): boolean {
  if (vip === null || vip.declared) return vip !== null;
  const question = { name: name.value, database: database.value, nodes, confs: [] };
  return vipOf(null, question) !== null || upCount(addressKey(vip.value), nodes) > 0;
}

function nodeVotes(node: ClusterNode, { name, database }: VipQuestion): Vote[] {
  const answers = deciding(forwardAnswers(node, name))?.answers ?? [];
  // A name with both kinds of address gets the IPv4 link (G 2.5.1).
  const v4 = answers.filter((answer) => parseAddress(answer.value)?.family === 4);
  const looked = (v4.length > 0 ? v4 : answers).map((answer) => ({
    address: answer.value,
    at: answer.at,
    decides: false,
  }));
  const linked = [...linksToDatabase(node, database)].flatMap((link) => {
    const address = addressOfLinkName(link.name);
    return address === null
      ? []
      : [{ address: address.text, at: link.at, decides: runningPid(node, name) !== null }];
  });
  return [...looked, ...linked];
}

const confVotes = (confs: readonly Conf[]): Vote[] =>
  confs.flatMap((conf) =>
    splitAddresses(conf)
      .filter((each) => parseAddress(each.value) !== null)
      .map((each) => ({ address: each.value, at: each.at, decides: false })),
  );

/** One more vote per node where a candidate is up. */
const upCount = (address: string, nodes: readonly ClusterNode[]): number =>
  nodes.filter(
    (node) =>
      node.facts['ip-addr'].state === 'known' &&
      node.facts['ip-addr'].value.some((each) => addressKey(each.address) === address),
  ).length;

/** Whether a link's target is a database or the `nqs` folder in it: the guide leaves open which. */
export const leadsTo = (platform: Platform, target: string, database: string): boolean =>
  samePath(platform, target, database) || samePath(platform, target, `${database}/nqs`);

import type { Subject } from '../engine/rule.js';
import type { Sourced } from '../text/source-file.js';
import { type Address, addressKey, parseAddress } from './address.js';
import { parseEndpoint } from './endpoint.js';
import type { Agent, Cluster, ClusterNode, Site, Vip } from './model.js';
import { type NameAnswer, type NameLine, nameKey } from './names.js';

/** The first label: `jcmg` of `jcmg.example.jp`. */
export const shortName = (name: string): string => name.split('.', 1)[0] ?? name;

/** The forms under which a site's name is looked up, as keys: full and short; one for a dot-less name. */
export const nameKeysOf = (site: Site): ReadonlySet<string> =>
  new Set([nameKey(site.name.value), nameKey(shortName(site.name.value))]);

/** A node that has to find a site by its name: one of the site's, or of an agent that calls the site by it. */
export interface NameUser {
  readonly site: Site;
  readonly node: ClusterNode;
  /** Set where the node is not the site's own. */
  readonly agent: Agent | null;
}

export const nameUsersOf = (cluster: Cluster, site: Site): NameUser[] => {
  const key = nameKey(site.name.value);
  const users: NameUser[] = site.nodes.map((node) => ({ site, node, agent: null }));
  const known = new Set(site.nodes);
  for (const agent of cluster.agents) {
    for (const node of agent.nodes) {
      if (known.has(node) || nameKey(parseEndpoint(agent.on(node).endpoint?.value ?? '')?.host ?? '') !== key)
        continue;
      known.add(node);
      users.push({ site, node, agent });
    }
  }
  return users;
};

/** Every site's name on every node that has to find the site by it. */
export const eachNameUser = (cluster: Cluster): Subject<NameUser>[] =>
  cluster.sites.flatMap((site) =>
    nameUsersOf(cluster, site).map((user) => ({
      it: user,
      site: site.name.value,
      node: user.node.name.value,
      agent: user.agent?.name.value,
    })),
  );

/** An answer that is an address. */
export interface AddressAnswer extends Sourced<string> {
  readonly address: Address;
}

/** The addresses among a source's answers. */
export const addressesIn = (answer: NameAnswer): AddressAnswer[] =>
  answer.answers.flatMap((each) => {
    const address = parseAddress(each.value);
    return address === null ? [] : [{ ...each, address }];
  });

export const isVip = (address: string, vip: Vip): boolean => addressKey(address) === addressKey(vip.value);

/** Whether a line (or record) holds a site's full name, be it as an alias. */
export const holdsName = (line: NameLine, site: Site): boolean =>
  line.names.some((name) => nameKey(name.value) === nameKey(site.name.value));

/** `jcmg.example.jp` and `jcmg` are two forms of one name. */
export const isFormOf = (a: string, b: string): boolean =>
  (!a.includes('.') || !b.includes('.')) && nameKey(shortName(a)) === nameKey(shortName(b));

/** Whether names are nothing but the short form of a full one. */
export const isShortForm = (names: NameLine['names'], name: string): boolean =>
  names.every(({ value }) => nameKey(value) === nameKey(shortName(name)));

/** The line of another site with the same VIP: that is what `vip-distinct` says. */
export const belongsToSharer = (cluster: Cluster, line: NameLine, site: Site, vip: Vip): boolean =>
  cluster.sites.some(
    (other) =>
      other !== site &&
      other.vip !== null &&
      isVip(other.vip.value, vip) &&
      line.names.some((name) => nameKey(name.value) === nameKey(other.name.value)),
  );

/** For people: where an answer was read. */
export const sourceWords = {
  lookup: { en: 'the look-up', ja: '名前解決' },
  'resolv.def': { en: 'resolv.def', ja: 'resolv.def' },
  hosts: { en: 'hosts', ja: 'hosts' },
  dns: { en: 'DNS', ja: 'DNS' },
} as const;

import { type Address, addressKey, isLoopback, octetsOf, parseAddress } from '../address.js';
import type { ClusterNode, Conf } from '../model.js';
import { nameKey } from '../names.js';

const BITS = { 4: 24, 6: 64 } as const;
/** No machine of a cluster has more; each is looked for in every text. */
const MOST_ADDRESSES = 64;

/**
 * Turns what is a node's own in a text into words that are the same for every node: its host name, and its addresses,
 * each by the network it is in; with `withId` the machine ID of its local site too, which is a mere number.
 * @param confs those of the cluster
 * @param vips keys of addresses that move between nodes
 */
export function ownWords(
  node: ClusterNode,
  confs: readonly Conf[],
  vips: ReadonlySet<string>,
): (text: string, withId: boolean) => string {
  const words = addressWords(node, confs, vips);
  const short = nameKey(node.name.value).split('.')[0] ?? '';
  const name = new RegExp(`(?<![\\w.-])${escaped(short)}(?![\\w-])`, 'gi');
  const id =
    node.machineId === null ? null : new RegExp(`(?<![\\w.-])${node.machineId.value}(?![\\w.-])`, 'g');
  return (text, withId) => {
    let neutral = short === '' ? text : text.replace(name, '<node>');
    for (const { pattern, word } of words) neutral = neutral.replace(pattern, word);
    return withId && id !== null ? neutral.replace(id, '<machine ID>') : neutral;
  };
}

function addressWords(
  node: ClusterNode,
  confs: readonly Conf[],
  vips: ReadonlySet<string>,
): { pattern: RegExp; word: string }[] {
  const rows = node.facts['ip-addr'].state === 'known' ? node.facts['ip-addr'].value : [];
  const prefixes = new Map(rows.map((row) => [addressKey(row.address), row.prefixLength]));
  // Where nothing lists them, the local site's settings name an address of the machine (G 2.3.3.1.3).
  const local = confs.find((conf) => conf.node === node && conf.site === null && conf.role !== 'common');
  const listed = [...node.addresses.map(({ value }) => value), ...rows.map((row) => row.address)];
  const own = listed.length > 0 ? listed : (local?.get('ipaddress')?.value.text ?? '').split(',');
  const seen = new Map<string, number>();
  return [...new Set(own.map(addressKey))].slice(0, MOST_ADDRESSES).flatMap((key) => {
    const address = parseAddress(key);
    if (address === null || vips.has(key) || isLoopback(address)) return [];
    const network = networkOf(address, prefixes.get(key) ?? BITS[address.family]);
    const place = (seen.get(network) ?? 0) + 1;
    seen.set(network, place);
    const pattern = new RegExp(`(?<![\\w.:])${escaped(key)}(?!\\w|\\.\\d)`, 'gi');
    return [{ pattern, word: `<address ${place} in ${network}>` }];
  });
}

const networkOf = (address: Address, prefix: number): string =>
  octetsOf(address)
    .map((octet, place) => octet & ((0xff << (8 - Math.min(8, Math.max(0, prefix - place * 8)))) & 0xff))
    .join('.');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

import type { FactParser } from '../fact.js';
import { type FactLine, originIn, readRows, type Word, wordsOf } from './lines.js';
import type { InterfaceAddress } from './types.js';

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IPV6 = /^(?=[^:]*:)[0-9A-Fa-f:]{2,39}(?:\d{1,3}(?:\.\d{1,3}){3})?$/;
const PREFIX_LENGTH = /^\d{1,3}$/;
const INDEX = /^\d+:$/;
/** What `ip` prints about an interface besides its addresses, with and without `-o`. */
const OTHER_LINE = /^(?:link\/|altname |valid_lft |.*\\\s+(?:link\/|valid_lft )|.*<[A-Z0-9_,-]+>)/;

/** `eth0:`, `eth0@if4:` and `eth0` are the interface eth0. */
function interfaceName(word: string): string {
  const name = word.endsWith(':') ? word.slice(0, -1) : word;
  const at = name.indexOf('@');
  return at > 0 ? name.slice(0, at) : name;
}

function addressOf(line: FactLine, words: readonly Word[], name: string): InterfaceAddress | null {
  const family = words.findIndex((word) => word.text === 'inet' || word.text === 'inet6');
  const isIpv6 = words[family]?.text === 'inet6';
  const word = words[family + 1];
  if (family < 0 || word === undefined) return null;
  const [withZone = '', prefix] = word.text.split('/');
  const address = withZone.split('%')[0] ?? '';
  if (!(isIpv6 ? IPV6 : IPV4).test(address)) return null;
  const scope = words.findIndex((other) => other.text === 'scope');
  return {
    interface: name,
    family: isIpv6 ? 'inet6' : 'inet',
    address,
    prefixLength: prefix !== undefined && PREFIX_LENGTH.test(prefix) ? Number(prefix) : null,
    scope: scope < 0 ? null : (words[scope + 1]?.text ?? null),
    at: originIn(line, word.from, word.from + address.length),
  };
}

/**
 * Reads `ip -o addr show`, and `ip addr show`, which names the interface on a line of its own. With a point-to-point
 * address (`10.0.0.1 peer 10.0.0.2/32`) the prefix length is the peer's and left out.
 */
export const ipAddr: FactParser<readonly InterfaceAddress[]> = (file) => {
  let current = '';
  return readRows<InterfaceAddress>(file, 'always-prints', (line, rows) => {
    const words = wordsOf(line.text);
    const [index, name] = words;
    if (index !== undefined && name !== undefined && INDEX.test(index.text))
      current = interfaceName(name.text);
    const address = addressOf(line, words, current);
    if (address !== null) rows.push(address);
    return address !== null || OTHER_LINE.test(line.text);
  });
};

import ipaddr from 'ipaddr.js';

/** The name under which an address is looked up (RFC 1035 3.5, RFC 3596 2.5). @returns null for no address */
export function reverseName(address: string): string | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(address))
    return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  if (!ipaddr.IPv6.isValid(address)) return null;
  const nibbles = ipaddr.IPv6.parse(address.replace(/%.*$/, ''))
    .toByteArray()
    .flatMap((byte) => [byte >> 4, byte & 15]);
  return `${nibbles
    .reverse()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa`;
}

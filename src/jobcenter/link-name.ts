import ipaddr from 'ipaddr.js';
import { type Address, octetsOf, parseAddress } from './address.js';

/**
 * The name of the link in `/usr/spool/nqs` that leads to a site's database (G 2.5.1, 2.4.2.1):
 * the VIP in hexadecimal, octets padded, capital digits. 192.168.10.70 → `C0A80A46`.
 * IPv6: all 32 digits; the guide leaves padding and letter case open.
 */
export function linkNameOf(address: Address): string {
  return octetsOf(address)
    .map((octet) => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/**
 * Every name the link of an address may have, in capitals: IPv4 one; IPv6 the full and the short form, in either case.
 * Compare with {@link isLinkNameOf}.
 */
export function linkNamesOf(address: Address): readonly string[] {
  const full = linkNameOf(address);
  if (address.family === 4) return [full];
  const unpadded = ipaddr.IPv6.parse(address.text).toNormalizedString();
  return [full, address.text.replaceAll(':', '').toUpperCase(), unpadded.replaceAll(':', '').toUpperCase()];
}

/** Whether a link name is one of those an address may have; small letters count as wrong for IPv4 only. */
export function isLinkNameOf(name: string, address: Address): boolean {
  return linkNamesOf(address).includes(address.family === 4 ? name : name.toUpperCase());
}

/** The address a link name of 8 or 32 hexadecimal digits means, in either case; null for any other name. */
export function addressOfLinkName(name: string): Address | null {
  if (/^[0-9A-Fa-f]{8}$/.test(name)) {
    return parseAddress((name.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)).join('.'));
  }
  if (/^[0-9A-Fa-f]{32}$/.test(name)) return parseAddress((name.match(/.{4}/g) ?? []).join(':'));
  return null;
}

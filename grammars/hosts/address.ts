import ipaddr from 'ipaddr.js';

/** The library answers by throwing inside, which is slow on a file full of other text. */
const MAY_BE_IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const MAY_BE_IPV6 = /^[\da-f:.]+(?:%|$)/i;

/**
 * Whether a text is an address as hosts(5) takes it: four decimal parts without leading zeros, or IPv6, with a zone
 * where one is given (`fe80::1%eth0`, RFC 4007). Short forms (`10.1`), octal, prefixes and ranges are not.
 */
export function isAddress(text: string): boolean {
  // No address is longer; with a zone, an interface name (IFNAMSIZ 16) follows
  if (text.length > 64) return false;
  if (!text.includes(':')) return MAY_BE_IPV4.test(text) && ipaddr.IPv4.isValidFourPartDecimal(text);
  if (!MAY_BE_IPV6.test(text) || !ipaddr.IPv6.isValid(text)) return false;
  const dotted = /:([\d.]+\.[\d.]+)(?:%|$)/.exec(text)?.[1];
  return dotted === undefined || ipaddr.IPv4.isValidFourPartDecimal(dotted);
}

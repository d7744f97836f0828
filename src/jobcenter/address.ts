import ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address, written in one way so that equal addresses are equal texts. */
export interface Address {
  readonly family: 4 | 6;
  /** IPv4 as four decimal parts; IPv6 compressed, in small letters, without zone. */
  readonly text: string;
}

const ipv4 = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

/** Strict: `010.1.1.1`, `10.1`, prefixes and host names are not addresses. */
export function parseAddress(text: string): Address | null {
  const parts = ipv4.exec(text);
  if (parts !== null) return parts.slice(1).every((part) => Number(part) < 256) ? { family: 4, text } : null;
  if (!text.includes(':') || !ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text.replace(/%.*$/, ''));
  if (address.isIPv4MappedAddress()) return { family: 4, text: address.toIPv4Address().toString() };
  return { family: 6, text: address.toRFC5952String() };
}

/** The canonical text of an address, for comparing; the text itself in small letters where it is none. */
export const addressKey = (text: string): string => parseAddress(text)?.text ?? text.toLowerCase();

/** 127.0.0.0/8 and ::1. */
export const isLoopback = (address: Address): boolean =>
  address.family === 4 ? address.text.startsWith('127.') : address.text === '::1';

/** 0.0.0.0 and ::, by which a machine means itself where it is to connect. */
export const isUnspecified = (address: Address): boolean =>
  address.text === '0.0.0.0' || address.text === '::';

/** The octets of an address: 4 or 16. */
export function octetsOf(address: Address): readonly number[] {
  return ipaddr.parse(address.text).toByteArray();
}

/** Whether two addresses of one family share their first bits. */
export function sameSubnet(a: Address, b: Address, prefixLength: number): boolean {
  return (
    a.family === b.family &&
    prefixLength <= (a.family === 4 ? 32 : 128) &&
    ipaddr.parse(a.text).match(ipaddr.parse(b.text), prefixLength)
  );
}

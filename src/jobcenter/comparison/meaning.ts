import { addressKey } from '../address.js';
import { nameKey } from '../names.js';
import { comparableParts, type Platform } from '../platform.js';

/** What a value means, for comparing: the ways to write one address, host name, URL or path are one. */

const URL_PARTS = /^([a-z]+):\/\/(\[[^\]]*\]|[^\s:/@[\]]*)(:\d+)?\/?$/i;

/** `nats://HOST:23141/` and `nats://host:23141`; what is no plain URL means what is written. */
export function urlMeaning(text: string): string {
  const [, scheme, host, port = ''] = URL_PARTS.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return text;
  return `${scheme.toLowerCase()}://${hostMeaning(host.replace(/^\[|\]$/g, ''))}${port}`;
}

/** An address or a host name. */
export const hostMeaning = (text: string): string => nameKey(addressKey(text));

/** Addresses with commas between them. */
export const addressesMeaning = (text: string): string =>
  text
    .split(',')
    .map((each) => addressKey(each.trim()))
    .join(',');

export const pathMeaning = (platform: Platform, path: string): string =>
  comparableParts(platform, path).join('/');

/** The words of a command line: paths by their parts, the rest as names, which differ in no letter case. */
export const commandMeaning = (platform: Platform, text: string): string =>
  text
    .split(/\s+/)
    .map((word) => (/[\\/]/.test(word) ? pathMeaning(platform, word) : nameKey(word)))
    .join(' ');

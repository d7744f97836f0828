import { nameKey } from './names.js';

/** Whether two names mean one host: letter case aside, and a name without domain may be the first part of the other. */
export function isSameHost(a: string, b: string): boolean {
  const [one, other] = [nameKey(a), nameKey(b)];
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return !short.includes('.') && long.startsWith(`${short}.`);
}

/** What keeps a text from being a host name (RFC 1123 2.1, RFC 952); `label` is the part between two dots. */
export type HostNameFault =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'hyphen'; readonly label: string }
  | { readonly kind: 'empty-label' }
  | { readonly kind: 'long-label'; readonly label: string }
  | { readonly kind: 'long-name' }
  /** Forbidden, but known to most resolvers. */
  | { readonly kind: 'underscore' };

const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;

/** @returns the worst fault of a name; null for a host name. Addresses are not told apart. */
export function hostNameFault(name: string): HostNameFault | null {
  const character = /[^A-Za-z0-9._-]/u.exec(name)?.[0];
  if (character !== undefined) return { kind: 'character', character };
  if (name.length > LONGEST_NAME) return { kind: 'long-name' };
  const labels = name.split('.');
  if (labels.includes('')) return { kind: 'empty-label' };
  const long = labels.find((label) => label.length > LONGEST_LABEL);
  if (long !== undefined) return { kind: 'long-label', label: long };
  const hyphen = labels.find((label) => label.startsWith('-') || label.endsWith('-'));
  if (hyphen !== undefined) return { kind: 'hyphen', label: hyphen };
  return name.includes('_') ? { kind: 'underscore' } : null;
}

/** @returns an IPv6 address's eight groups as numbers. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const parse = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return parse(head);
  const before = parse(head);
  const after = parse(tail);
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

/** The link's name in /usr/spool/nqs (G 2.5.1): the address in capital hexadecimal, IPv6 in full without `:`. */
export function linkName(address: string): string {
  const digits = address.includes(':')
    ? groupsOf(address).map((group) => group.toString(16).padStart(4, '0'))
    : address.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'));
  return digits.join('').toUpperCase();
}

/** An address as the host part of a URL. */
export const inUrl = (address: string): string => (address.includes(':') ? `[${address}]` : address);

/** Where an absolute path of a node stands in its tree. */
export function inTree(path: string): string {
  const parts = path.replace(/^([A-Za-z]):/, '$1').split(/[\\/]+/);
  return parts.filter((part) => part !== '').join('/');
}

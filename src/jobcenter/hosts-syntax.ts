import type { CheckContext } from '../engine/rule.js';
import type { Cluster, HostsFile } from './model.js';

/** What the syntax rules of hosts and resolv.def say. */
export const hostsSyntaxMessages = {
  badAddress: {
    en: (field: string) =>
      `"${field}" is no IP address; a line is an address and then one or more names: address name [name…]`,
    ja: (field: string) =>
      `「${field}」はIPアドレスではありません。各行は「アドレス 名前 [名前…]」の形で記述します`,
  },
  noName: {
    en: (address: string) =>
      `the address "${address}" has no name behind it; a line is: address name [name…]`,
    ja: (address: string) =>
      `アドレス「${address}」の後に名前がありません。各行は「アドレス 名前 [名前…]」の形で記述します`,
  },
} as const;

/** Reports every line of a file that the grammar could not read. */
export function reportHostsProblems(
  { file, document }: HostsFile,
  report: CheckContext<Cluster, typeof hostsSyntaxMessages>['report'],
): void {
  for (const { kind, range } of document.problems) {
    const field = file.text.slice(range.start, range.end);
    report(kind === 'bad-address' ? 'badAddress' : 'noName', { at: { file, range }, args: [field] });
  }
}

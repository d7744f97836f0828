import { code } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { hostNameFault } from '../../src/jobcenter/host-name.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';
import { missName } from '../../src/jobcenter/unknown-sites.js';

export const siteNameValid = rule({
  name: 'site-name-valid',
  severity: 'error',
  evidence: code('RFC 1123 2.1'),
  phases: ['create-site'],
  title: {
    en: 'a site name is not a host name',
    ja: 'サイト名がホスト名として正しくない',
  },
  why: {
    en: 'The site name is the virtual host name that every other machine resolves. Resolvers and DNS servers refuse what is no host name.',
    ja: 'サイト名は他のマシンが名前解決する仮想ホスト名です。ホスト名として正しくない名前は、リゾルバや DNS サーバで拒否されます。',
  },
  fix: {
    en: 'use letters, digits and inner hyphens, at most 63 characters between two dots and 253 in all',
    ja: '英数字とハイフン（先頭と末尾を除く）だけを使い、ドットで区切った各部は63文字以内、全体は253文字以内にしてください',
  },
  bad: 'sites:\n  - {name: jc_mg!.example.jp, machineId: 100, database: /mnt/jobmgdb}',
  good: 'sites:\n  - {name: jcmg.example.jp, machineId: 100, database: /mnt/jobmgdb}',
  messages: {
    character: {
      en: (name: string, character: string) =>
        `site name "${name}" contains "${character}"; a host name has only letters, digits, hyphens and dots`,
      ja: (name: string, character: string) =>
        `サイト名 "${name}" に "${character}" が含まれています。ホスト名に使えるのは英数字・ハイフン・ドットだけです`,
    },
    hyphen: {
      en: (name: string, label: string) =>
        `"${label}" in the site name "${name}" begins or ends with a hyphen, which no host name may`,
      ja: (name: string, label: string) =>
        `サイト名 "${name}" の "${label}" がハイフンで始まるか終わっています。ホスト名では許されません`,
    },
    emptyLabel: {
      en: (name: string) =>
        `site name "${name}" has a dot with nothing before or behind it; each part of a host name has a character`,
      ja: (name: string) =>
        `サイト名 "${name}" のドットの前か後ろが空です。ホスト名の各部には1文字以上が必要です`,
    },
    longLabel: {
      en: (name: string, label: string, length: number) =>
        `"${label}" in the site name "${name}" has ${length} characters; between two dots at most 63 are allowed`,
      ja: (name: string, label: string, length: number) =>
        `サイト名 "${name}" の "${label}" は${length}文字あります。ドットで区切った各部は63文字以内です`,
    },
    longName: {
      en: (name: string, length: number) =>
        `site name "${name}" has ${length} characters; a host name has at most 253`,
      ja: (name: string, length: number) =>
        `サイト名 "${name}" は${length}文字あります。ホスト名は253文字以内です`,
    },
    address: {
      en: (name: string) => `site name "${name}" is an address; a site needs a host name that gives its VIP`,
      ja: (name: string) => `サイト名 "${name}" はIPアドレスです。VIP に解決されるホスト名を指定してください`,
    },
    underscore: {
      en: (name: string) =>
        `site name "${name}" contains "_", which RFC 1123 does not allow in a host name; some resolvers refuse it`,
      ja: (name: string) =>
        `サイト名 "${name}" に "_" が含まれています。RFC 1123 のホスト名では許されず、拒否するリゾルバがあります`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing }) {
    if (!site.named) return missName(site, missing);
    const { value: name, at } = site.name;
    if (parseAddress(name) !== null) return report('address', { at, args: [name] });
    const fault = hostNameFault(name);
    switch (fault?.kind) {
      case undefined:
        return;
      case 'character':
        return report('character', { at, args: [name, fault.character] });
      case 'hyphen':
        return report('hyphen', { at, args: [name, fault.label] });
      case 'empty-label':
        return report('emptyLabel', { at, args: [name] });
      case 'long-label':
        return report('longLabel', { at, args: [name, fault.label, fault.label.length] });
      case 'long-name':
        return report('longName', { at, args: [name, name.length] });
      case 'underscore':
        return report('underscore', { at, args: [name], severity: 'warning' });
    }
  },
});

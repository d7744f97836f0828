import { manual } from '../../src/engine/rule.js';
import { eachSite, rule } from '../../src/jobcenter/rule.js';
import { missName } from '../../src/jobcenter/unknown-sites.js';

export const siteNameFqdn = rule({
  name: 'site-name-fqdn',
  severity: 'warning',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site'],
  yieldsTo: [{ rule: 'site-name-not-host', for: 'place' }],
  title: {
    en: 'a site name has no domain',
    ja: 'サイト名がFQDNではない',
  },
  why: {
    en: 'A short name means another machine in another domain, and the reverse look-up of the VIP usually gives the full name, which then is not the site name.',
    ja: '短い名前はドメインによって別のマシンを指します。また VIP の逆引きは通常FQDNを返すため、サイト名と一致しなくなります。',
  },
  fix: {
    en: 'create the site under its full name, with the domain',
    ja: 'ドメインを含むFQDNでサイトを作成してください',
  },
  bad: 'sites:\n  - {name: jcmgcluster, machineId: 100, database: /mnt/jobmgdb}',
  good: 'sites:\n  - {name: jcmgcluster.example.jp, machineId: 100, database: /mnt/jobmgdb}',
  messages: {
    short: {
      en: (name: string) =>
        `site name "${name}" has no domain; the guide asks for the full name, such as ${name}.example.jp`,
      ja: (name: string) =>
        `サイト名 "${name}" にドメインがありません。${name}.example.jp のようなFQDNを指定してください`,
    },
  },
  subjects: eachSite,
  check(site, { report, missing }) {
    if (!site.named) return missName(site, missing);
    const { value: name, at } = site.name;
    if (!name.includes('.')) report('short', { at, args: [name] });
  },
});

import { manual } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { splitAddresses } from '../../src/jobcenter/addresses.js';
import { eachListeningSite, eachLooseSite, isLoose } from '../../src/jobcenter/listening-site.js';
import type { Conf } from '../../src/jobcenter/model.js';
import { nameKey } from '../../src/jobcenter/names.js';
import { askNodes, natsClientsOf } from '../../src/jobcenter/nats-server.js';
import { listed, rule, whoHasWhat } from '../../src/jobcenter/rule.js';
import type { Origin } from '../../src/text/source-file.js';

export const natsUrlMatchesIpaddress = rule({
  name: 'nats-url-matches-ipaddress',
  severity: 'warning',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  yieldsTo: [
    { rule: 'nats-url-distinct', for: 'place' },
    // There the ipaddress is at fault, not the URL.
    { rule: 'ipaddress-distinct', for: 'place' },
  ],
  title: {
    en: 'NATS_URL names an address that the site does not listen on',
    ja: 'NATS_URL のアドレスがサイトの ipaddress と一致しない',
  },
  why: {
    en: 'The site’s NATS server listens on ipaddress. A URL that leads elsewhere finds no server, or after a failover the one of another machine.',
    ja: 'サイトの NATS サーバは ipaddress で待ち受けます。別のアドレスを指していると接続できず、フェイルオーバー後に別のマシンを指すこともあります。',
  },
  fix: {
    en: 'use the address of ipaddress in NATS_URL',
    ja: 'NATS_URL には ipaddress のアドレスを使ってください',
  },
  bad: 'ipaddress=192.168.1.100\nNATS_URL=nats://192.168.1.11:23141',
  good: 'ipaddress=192.168.1.100\nNATS_URL=nats://192.168.1.100:23141',
  messages: {
    otherAddress: {
      en: (host: string, name: string, addresses: string) =>
        `NATS_URL points at ${host}, but site ${name} listens on ${addresses}`,
      ja: (host: string, name: string, addresses: string) =>
        `NATS_URL は ${host} を指していますが、サイト ${name} は ${addresses} で待ち受けます`,
    },
    otherThanIpaddress: {
      en: (host: string, addresses: string) => `NATS_URL points at ${host}, but ipaddress is ${addresses}`,
      ja: (host: string, addresses: string) =>
        `NATS_URL は ${host} を指していますが、ipaddress は ${addresses} です`,
    },
    nameOfElsewhere: {
      en: (host: string, who: string, name: string, addresses: string) =>
        `NATS_URL points at "${host}", which has another address for the nodes (${who}); site ${name} listens on ${addresses}`,
      ja: (host: string, who: string, name: string, addresses: string) =>
        `NATS_URL の「${host}」は別のアドレスに解決されます（${who}）。サイト ${name} は ${addresses} で待ち受けます`,
    },
    noAddress: {
      en: (host: string, nodes: string) =>
        `NATS_URL points at "${host}", which has no address on ${nodes}; use the address of ipaddress`,
      ja: (host: string, nodes: string) =>
        `NATS_URL の「${host}」が ${nodes} で解決できません。ipaddress のアドレスを使ってください`,
    },
  },
  subjects: (cluster) => [...eachListeningSite(cluster), ...eachLooseSite(cluster)],
  check(listening, { report, missing, notApplicable }) {
    const { site, name, nodes, confs, lacking } = listening;
    if (confs.length === 0) return missing(lacking.node, lacking.need);
    const clients = natsClientsOf(listening);
    if (clients.length === 0) notApplicable();
    for (const client of clients) {
      const { url, host, hostAt, conf } = client;
      const own = addressesOf(conf);
      // Without a good ipaddress there is nothing to match: ipaddress-required and ipaddress-valid tell.
      if (own === null) {
        notApplicable();
        continue;
      }
      const addresses = [...own.keys()];
      const related = [...own].map(([address, at]) => ({
        at,
        message: { en: `${address} is set here`, ja: `ipaddress ${address} の設定` },
      }));
      if (url.address !== null) {
        // The VIP is right where ipaddress lacks it: ipaddress-is-vip tells.
        const isRight = own.has(url.address.text) || site?.vip?.address?.text === url.address.text;
        const place = { at: hostAt, related };
        if (isRight) continue;
        if (isLoose(listening)) report('otherThanIpaddress', { ...place, args: [host, listed(addresses)] });
        else report('otherAddress', { ...place, args: [host, name, listed(addresses)] });
        continue;
      }
      // Where a cluster site's own name leads is for the rules on names.
      if (site !== null && nameKey(host) === nameKey(name)) continue;
      // Without a node nobody can be asked for a name.
      if (isLoose(listening)) notApplicable();
      const { answers, unknownOn } = askNodes(nodes, host);
      for (const node of unknownOn) missing(node.name.value, 'lookup');
      const astray = answers.filter((each) => !each.answers.some(({ value }) => own.has(key(value))));
      const elsewhere = astray.filter((each) => each.answers.length > 0);
      if (elsewhere.length > 0) {
        const who = elsewhere.map(({ node, answers: given }) => ({
          value: listed(given.map(({ value }) => value)),
          holders: [node.name.value],
        }));
        report('nameOfElsewhere', {
          at: hostAt,
          args: [host, whoHasWhat(who), name, listed(addresses)],
          related: [...related, ...elsewhere.flatMap(answerPlaces)],
        });
      } else if (astray.length > 0) {
        const where = listed(astray.map(({ node }) => node.name.value));
        report('noAddress', { at: hostAt, args: [host, where], related });
      }
    }
  },
});

const key = (address: string) => parseAddress(address)?.text ?? address;

/** The addresses of a file's ipaddress with their places; null where it has none or some part is no address. */
function addressesOf(conf: Conf): ReadonlyMap<string, Origin> | null {
  const parts = splitAddresses(conf);
  if (parts.length === 0 || parts.some(({ value }) => parseAddress(value) === null)) return null;
  return new Map(parts.map(({ value, at }) => [key(value), at]));
}

function answerPlaces({ node, answers }: ReturnType<typeof askNodes>['answers'][number]) {
  const name = node.name.value;
  return answers.map(({ value, at }) => ({
    at,
    message: { en: `${value} for ${name}`, ja: `${name} では ${value}` },
  }));
}

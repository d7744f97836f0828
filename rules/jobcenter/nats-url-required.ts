import { appendLine } from '../../src/engine/fix.js';
import { manual } from '../../src/engine/rule.js';
import { type Address, addressKey } from '../../src/jobcenter/address.js';
import { eachSiteWithNeeds, isLoose } from '../../src/jobcenter/listening-site.js';
import type { Conf } from '../../src/jobcenter/model.js';
import { addressInUrl, JOBCENTER_PORT } from '../../src/jobcenter/nats-url.js';
import { lineEndOf } from '../../src/jobcenter/platform.js';
import { filesWithout } from '../../src/jobcenter/required-parameter.js';
import { firstLine, rule } from '../../src/jobcenter/rule.js';

export const natsUrlRequired = rule({
  name: 'nats-url-required',
  severity: 'error',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'the daemon.conf of a cluster site, or of the local site beside it, has no NATS_URL',
    ja: 'クラスタサイト、または同居するローカルサイトの daemon.conf に NATS_URL がない',
  },
  why: {
    en: 'The processes of a site find each other through its NATS server. Without NATS_URL they look in the wrong place and end with "nats: no servers available for connection".',
    ja: 'サイトのプロセスは NATS サーバ経由で通信します。NATS_URL がないと接続先が分からず、「nats: no servers available for connection」となります。',
  },
  fix: {
    en: 'add NATS_URL=nats://<address of ipaddress>:23141',
    ja: 'NATS_URL=nats://<ipaddress のアドレス>:23141 を追加してください',
  },
  bad: 'ipaddress=192.168.1.100',
  good: 'ipaddress=192.168.1.100\nNATS_URL=nats://192.168.1.100:23141',
  messages: {
    clusterSite: {
      en: (site: string) => `NATS_URL is not set for site ${site}; a cluster site always needs one`,
      ja: (site: string) => `サイト ${site} の NATS_URL が設定されていません。クラスタサイトでは必須です`,
    },
    clusterSiteVip: {
      en: (site: string, url: string) =>
        `NATS_URL is not set for site ${site}; a cluster site always needs one, here ${url}`,
      ja: (site: string, url: string) =>
        `サイト ${site} の NATS_URL が設定されていません。クラスタサイトでは必須です（このサイトでは ${url}）`,
      fix: {
        en: (_site: string, url: string) => `add the line NATS_URL=${url}`,
        ja: (_site: string, url: string) => `NATS_URL=${url} の行を追加してください`,
      },
    },
    siteFile: {
      en: () => 'NATS_URL is not set; this is the place of a cluster site’s file, which always needs one',
      ja: () => 'NATS_URL が設定されていません。クラスタサイトのファイルでは必須です',
    },
    localSite: {
      en: (node: string) =>
        `NATS_URL is not set for the local site of ${node}, which shares the machine with a cluster site`,
      ja: (node: string) =>
        `${node} のローカルサイトの NATS_URL が設定されていません。クラスタサイトと同じマシンで使うには必要です`,
    },
  },
  subjects: eachSiteWithNeeds,
  check(listening, context) {
    const { site, name } = listening;
    const { report } = context;
    for (const { conf, severity } of filesWithout('NATS_URL', listening, context)) {
      const at = firstLine(conf);
      const vip = site?.vip?.address ?? null;
      if (isLoose(listening)) report('siteFile', { at, args: [], severity });
      else if (site === null) report('localSite', { at, args: [name], severity });
      else if (vip === null) report('clusterSite', { at, args: [name], severity });
      else {
        const url = `nats://${addressInUrl(vip)}:${JOBCENTER_PORT}`;
        const isSure = site.vip?.declared === true || listensOn(conf, vip);
        const line = appendLine(conf.file, `NATS_URL=${url}`, lineEndOf(conf.platform));
        report('clusterSiteVip', { at, args: [name, url], severity, fix: isSure ? [line] : null });
      }
    }
  },
});

/** A VIP that only the nodes tell is a guess where the file itself names another address. */
function listensOn(conf: Conf, vip: Address): boolean {
  const addresses = conf.get('ipaddress')?.value.value.split(',');
  return addresses === undefined || addresses.some((address) => addressKey(address.trim()) === vip.text);
}

import { manual } from '../../src/engine/rule.js';
import { eachSiteWithNeeds, isLoose } from '../../src/jobcenter/listening-site.js';
import { filesWithout } from '../../src/jobcenter/required-parameter.js';
import { firstLine, rule } from '../../src/jobcenter/rule.js';

export const ipaddressRequired = rule({
  name: 'ipaddress-required',
  severity: 'error',
  evidence: manual('2.3.3.1.3'),
  phases: ['start'],
  title: {
    en: 'the daemon.conf of a cluster site, or of the local site beside it, has no ipaddress',
    ja: 'クラスタサイト、または同居するローカルサイトの daemon.conf に ipaddress がない',
  },
  why: {
    en: 'Sites that share a machine share its ports; ipaddress keeps them apart. A site without it takes the ports on every address, and the next one cannot start.',
    ja: '同じマシンのサイトは同じポートを使い、ipaddress で待ち受けを分けます。設定がないサイトは全アドレスのポートを使ってしまい、もう一方のサイトが起動できません。',
  },
  fix: {
    en: 'add ipaddress= with the VIP for a cluster site, with the node’s own address for its local site',
    ja: 'クラスタサイトには VIP、ローカルサイトにはノード自身のアドレスを ipaddress= で設定してください',
  },
  bad: 'NATS_URL=nats://192.168.1.100:23141',
  good: 'ipaddress=192.168.1.100\nNATS_URL=nats://192.168.1.100:23141',
  messages: {
    clusterSite: {
      en: (site: string) => `ipaddress is not set for site ${site}; a cluster site must listen on its VIP`,
      ja: (site: string) =>
        `サイト ${site} の ipaddress が設定されていません。クラスタサイトでは VIP の指定が必要です`,
    },
    clusterSiteVip: {
      en: (site: string, vip: string) =>
        `ipaddress is not set for site ${site}; a cluster site must listen on its VIP, ${vip}`,
      ja: (site: string, vip: string) =>
        `サイト ${site} の ipaddress が設定されていません。クラスタサイトでは VIP（${vip}）の指定が必要です`,
      fix: {
        en: (_site: string, vip: string) => `add the line ipaddress=${vip}`,
        ja: (_site: string, vip: string) => `ipaddress=${vip} の行を追加してください`,
      },
    },
    siteFile: {
      en: () => 'ipaddress is not set; this is the place of a cluster site’s file, which must name the VIP',
      ja: () => 'ipaddress が設定されていません。クラスタサイトのファイルでは VIP の指定が必要です',
    },
    localSite: {
      en: (node: string) =>
        `ipaddress is not set for the local site of ${node}, which shares the machine with a cluster site`,
      ja: (node: string) =>
        `${node} のローカルサイトの ipaddress が設定されていません。クラスタサイトと同じマシンで使うには必要です`,
    },
  },
  subjects: eachSiteWithNeeds,
  check(listening, context) {
    const { site, name } = listening;
    const { report } = context;
    for (const { conf, severity } of filesWithout('ipaddress', listening, context)) {
      const at = firstLine(conf);
      if (isLoose(listening)) report('siteFile', { at, args: [], severity });
      else if (site === null) report('localSite', { at, args: [name], severity });
      else if (site.vip?.address == null) report('clusterSite', { at, args: [name], severity });
      else report('clusterSiteVip', { at, args: [name, site.vip.address.text], severity });
    }
  },
});

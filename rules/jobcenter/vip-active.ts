import { manual } from '../../src/engine/rule.js';
import { askedHereOrHalted } from '../../src/jobcenter/preflight-subjects.js';
import { rule } from '../../src/jobcenter/rule.js';
import { hasAddress } from '../../src/jobcenter/sight.js';

export const vipActive = rule({
  name: 'vip-active',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site', 'start'],
  needs: ['ip-addr'],
  title: {
    en: 'the VIP is not up on this node',
    ja: 'リロケータブルIPアドレス(VIP)がこのノードで有効になっていない',
  },
  why: {
    en: 'The site listens on its VIP from the first moment on. Where the address is not up, cjcmksite and every later start fail.',
    ja: 'サイトは最初から VIP で待ち受けます。アドレスが有効でないと、cjcmksite もその後の起動も失敗します。',
  },
  fix: {
    en: 'bring the VIP up on this node (with cluster software: start its floating IP resource here)',
    ja: 'VIP をこのノードで有効にしてください（クラスタソフトウェアを使う場合はフローティングIPリソースをこのノードで起動します）',
  },
  bad: '2: ens192    inet 192.168.1.11/24 scope global ens192',
  good: '2: ens192    inet 192.168.1.11/24 scope global ens192\n2: ens192    inet 192.168.1.100/24 scope global secondary ens192:0',
  messages: {
    down: {
      en: (vip: string, site: string, node: string) => `the VIP ${vip} of ${site} is not up on ${node}`,
      ja: (vip: string, site: string, node: string) =>
        `${site} の VIP ${vip} が ${node} で有効になっていません`,
    },
  },
  subjects: askedHereOrHalted('create-site', 'start'),
  check({ site, here }, { cluster, report, missing }) {
    const node = here.name.value;
    const { vip } = site;
    if (vip === null) return missing(node, 'lookup');
    const up = hasAddress(here, vip.value);
    if (up === null) return missing(node, 'ip-addr');
    if (up) return;
    report('down', {
      at: vip.at,
      args: [vip.value, site.name.value, node],
      // After a failover that failed it may have been taken away again.
      ...(cluster.halted.length > 0 ? { severity: 'warning' } : {}),
    });
  },
});

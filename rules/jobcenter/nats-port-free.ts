import { inferred } from '../../src/engine/rule.js';
import { parseAddress } from '../../src/jobcenter/address.js';
import { eachListeningSite } from '../../src/jobcenter/listening-site.js';
import { listenedOn, takenFrom } from '../../src/jobcenter/nats-server.js';
import { askedHereOrHalted } from '../../src/jobcenter/preflight-subjects.js';
import { rule } from '../../src/jobcenter/rule.js';
import { runningPid } from '../../src/jobcenter/sight.js';

export const natsPortFree = rule({
  name: 'nats-port-free',
  severity: 'warning',
  evidence: inferred('2.4.1'),
  phases: ['start'],
  needs: ['listen'],
  title: {
    en: "something listens already on the address and port of the site's NATS server",
    ja: 'サイトの NATS サーバのアドレスとポートで、すでに別のものが待ち受けている',
  },
  why: {
    en: 'Every site has a NATS server of its own. It cannot listen where another process does, and without it the site does not come up.',
    ja: 'NATS サーバはサイトごとに動きます。別のプロセスが同じアドレスとポートを使っていると起動できず、サイトも起動しません。',
  },
  fix: {
    en: 'stop what listens there, or give the sites different addresses or ports in NATS_URL',
    ja: '待ち受けているものを停止するか、NATS_URL でサイトごとに異なるアドレスまたはポートを指定してください',
  },
  bad: 'LISTEN 0      4096           0.0.0.0:23141      0.0.0.0:*',
  good: 'LISTEN 0      4096      192.168.1.11:23141      0.0.0.0:*',
  messages: {
    taken: {
      en: (place: string, site: string, node: string) =>
        `on ${node} something listens on ${place} already, where the NATS server of ${site} has to listen`,
      ja: (place: string, site: string, node: string) =>
        `${node} の ${place} では、すでに別のプロセスが待ち受けています。${site} の NATS サーバが使用できません`,
    },
  },
  subjects: askedHereOrHalted('start', 'failover'),
  check({ site, here }, { cluster, report, missing, notApplicable }) {
    const node = here.name.value;
    const { listen, cjcls } = here.facts;
    if (cjcls.state !== 'known') return missing(node, 'cjcls');
    if (runningPid(here, site.name.value) !== null) return notApplicable();
    if (listen.state !== 'known') return missing(node, 'listen');
    if (site.confs.length === 0) return missing(null, site.confPath);
    const listening = eachListeningSite(cluster).find(({ it }) => it.site === site)?.it;
    if (listening === undefined) return notApplicable();
    if (listenedOn(listening).size === 0) return missing(node, 'lookup');
    const taken = takenFrom(listening, listen.value);
    if (taken === undefined) return;
    const place = parseAddress(taken.address)?.family === 6 ? `[${taken.address}]` : taken.address;
    report('taken', { at: taken.at, args: [`${place}:${taken.port}`, site.name.value, node] });
  },
});

import { manual } from '../../src/engine/rule.js';
import { judgedValue } from '../../src/jobcenter/conf.js';
import { eachDeclaredDaemonConf } from '../../src/jobcenter/declared-files.js';
import { rule } from '../../src/jobcenter/rule.js';
import { preflightOf } from '../../src/jobcenter/stage.js';

export const maintenanceMode = rule({
  name: 'maintenance-mode',
  severity: 'warning',
  evidence: manual('2.4.4'),
  phases: ['failover'],
  title: {
    en: 'maintenance=ON is left in a common daemon.conf',
    ja: '共通の daemon.conf に maintenance=ON が残っている',
  },
  why: {
    en: 'With maintenance=ON cjcpw starts alone and starts no JobCenter process: the cluster software sees a success, and nothing runs on the node.',
    ja: 'maintenance=ON のままだと cjcpw だけが起動し、JobCenter のプロセスは起動しません。クラスタソフトウェアからは成功に見えますが、そのノードでは何も動きません。',
  },
  fix: {
    en: 'remove the line when the maintenance is over',
    ja: 'メンテナンスが終わったらこの行を削除してください',
  },
  bad: 'local_daemon=OFF\nmaintenance=ON',
  good: 'local_daemon=OFF',
  messages: {
    leftOnSomewhere: {
      en: () => 'maintenance=ON is left: a start would run cjcpw and no JobCenter process',
      ja: () =>
        'maintenance=ON が残っています。起動しても cjcpw だけが動き、JobCenter のプロセスは起動しません',
    },
    leftOn: {
      en: (node: string) =>
        `maintenance=ON is left: a start on ${node} would run cjcpw and no JobCenter process`,
      ja: (node: string) =>
        `maintenance=ON が残っています。${node} で起動しても cjcpw だけが動き、JobCenter のプロセスは起動しません`,
    },
  },
  subjects: (cluster) =>
    eachDeclaredDaemonConf(cluster).filter(({ it }) =>
      it.found === null ? it.need === cluster.places.commonConf : it.found.role === 'common',
    ),
  check(it, { report, missing, cluster }) {
    if (it.found === null) return missing(it.node, it.need);
    const conf = it.found;
    const entry = conf.get('maintenance');
    if (entry === null || judgedValue(entry) !== 'ON') return;
    const place = {
      at: { file: conf.file, range: { start: entry.key.range.start, end: entry.value.range.end } },
      // Just before a start nothing else can be meant than that JobCenter runs.
      severity:
        preflightOf(cluster, 'start', 'failover') === null ? ('warning' as const) : ('error' as const),
    };
    if (conf.node === null) report('leftOnSomewhere', { ...place, args: [] });
    else report('leftOn', { ...place, args: [conf.node.name.value] });
  },
});

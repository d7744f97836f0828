import { manual } from '../../src/engine/rule.js';
import type { ClusterNode } from '../../src/jobcenter/model.js';
import { askedOnKnownNodes } from '../../src/jobcenter/preflight-subjects.js';
import { processName, SITE_PROCESSES, WATCHER } from '../../src/jobcenter/processes.js';
import { listed, rule } from '../../src/jobcenter/rule.js';
import { listedLocalSite } from '../../src/jobcenter/sight.js';
import type { Origin } from '../../src/text/source-file.js';

export const localSiteStopped = rule({
  name: 'local-site-stopped',
  severity: 'error',
  evidence: manual('2.3.3.1.2'),
  phases: ['create-site'],
  needs: ['cjcls-a', 'cjcls', 'ps'],
  title: {
    en: 'the local site runs while a cluster site is to be created',
    ja: 'クラスタサイトを作成するときにローカルサイトが起動している',
  },
  why: {
    en: 'cjcmksite starts processes of its own to set the site up. A local site that runs on any of the nodes gets in their way, and the creation fails.',
    ja: 'cjcmksite はサイトの初期化のために一時的にプロセスを起動します。いずれかのノードでローカルサイトが動いていると衝突し、作成に失敗します。',
  },
  fix: {
    en: 'stop the local site with /usr/lib/nqs/nqsstop, on every node of the cluster',
    ja: 'クラスタのすべてのノードで /usr/lib/nqs/nqsstop を実行し、ローカルサイトを停止してください',
  },
  bad: 'SITE-NAME    DAEMON-PID DB-PATH(LINK)\njcmanager01  1190       /usr/spool/nqs',
  good: 'SITE-NAME    DAEMON-PID DB-PATH(LINK)\njcmanager01  SHUT       /usr/spool/nqs',
  messages: {
    runs: {
      en: (node: string, pid: number, others: string) =>
        `the local site of ${node} runs with pid ${pid}; before cjcmksite it has to be stopped${others === '' ? '' : `, those of ${others} as well`}`,
      ja: (node: string, pid: number, others: string) =>
        `${node} のローカルサイトが起動しています（PID ${pid}）。cjcmksite の前に停止してください${others === '' ? '' : `（${others} のローカルサイトも同様です）`}`,
    },
    processes: {
      en: (node: string, process: string, others: string) =>
        `"${process}" runs on ${node} while cjcls shows no running cluster site: it is the local site's, which has to be stopped before cjcmksite${others === '' ? '' : `, those of ${others} as well`}`,
      ja: (node: string, process: string, others: string) =>
        `${node} で "${process}" が動いていますが、cjcls には起動中のクラスタサイトがありません。ローカルサイトのプロセスです。cjcmksite の前に停止してください${others === '' ? '' : `（${others} のローカルサイトも同様です）`}`,
    },
    ranThere: {
      en: (node: string, pid: number) =>
        `the local site of ${node} ran with pid ${pid} when its snapshot was taken; before cjcmksite it has to be stopped there too`,
      ja: (node: string, pid: number) =>
        `スナップショットの時点で ${node} のローカルサイトが起動していました（PID ${pid}）。cjcmksite の前にそのノードでも停止してください`,
    },
  },
  subjects: askedOnKnownNodes('create-site'),
  check({ node, here, site }, { report, missing, notApplicable }) {
    const name = node.name.value;
    const pid = localPid(node);
    if (node !== here) {
      if (pid.state === 'running')
        report('ranThere', { at: pid.at, args: [name, pid.pid], severity: 'warning' });
      else if (pid.state === 'unknown') notApplicable();
      return;
    }
    const others = listed(site.nodes.filter((each) => each !== here).map((each) => each.name.value));
    if (pid.state === 'running') return report('runs', { at: pid.at, args: [name, pid.pid, others] });
    const { ps, cjcls } = node.facts;
    if (ps.state !== 'known') {
      if (pid.state === 'unknown') missing(name, 'cjcls-a', 'ps');
      return;
    }
    const process = ps.value.find((each) => PROCESSES.has(processName(each, 'linux')));
    if (process === undefined) return;
    if (cjcls.state !== 'known') return missing(name, 'cjcls-a', 'cjcls');
    if (cjcls.value.some((row) => row.pid !== null)) {
      if (pid.state === 'unknown') missing(name, 'cjcls-a');
      return;
    }
    report('processes', { at: process.at, args: [name, processName(process, 'linux'), others] });
  },
});

const PROCESSES: ReadonlySet<string> = new Set([...SITE_PROCESSES, WATCHER]);

type LocalSite =
  | { readonly state: 'running'; readonly pid: number; readonly at: Origin }
  | { readonly state: 'stopped' | 'unknown' };

/** What `cjcls -a` says of a node's local site, which is called like the node. */
function localPid(node: ClusterNode): LocalSite {
  const row = listedLocalSite(node);
  if (row === null) return { state: 'unknown' };
  return row.pid === null ? { state: 'stopped' } : { state: 'running', pid: row.pid, at: row.pidAt };
}

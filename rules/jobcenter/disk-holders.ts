import { manual } from '../../src/engine/rule.js';
import { instanceOn } from '../../src/jobcenter/instances.js';
import type { Cluster, ClusterNode } from '../../src/jobcenter/model.js';
import { isWithin } from '../../src/jobcenter/platform.js';
import { isSiteProcess, processName, withDescendants } from '../../src/jobcenter/processes.js';
import { rule } from '../../src/jobcenter/rule.js';
import { eachMovingDisk, type MovingDisk, mountOn } from '../../src/jobcenter/shared-folders.js';
import { runningPid } from '../../src/jobcenter/sight.js';
import type { Holder } from '../../src/source/facts/types.js';

export const diskHolders = rule({
  name: 'disk-holders',
  severity: 'warning',
  evidence: manual('2.5.2'),
  phases: ['failover'],
  needs: ['holders', 'cjcls'],
  title: {
    en: "a process that is not the running site's holds a shared disk",
    ja: 'サイト以外のプロセスが共有ディスクを使用している',
  },
  why: {
    en: 'A disk in use cannot be unmounted. A shell or a background process of a job that stays on it makes the failover hang or fail.',
    ja: '使用中のディスクはアンマウントできません。シェルやジョブのバックグラウンドプロセスが残っていると、フェイルオーバーが停止または失敗します。',
  },
  fix: {
    en: 'leave the folder or end the process; let the stop script end what jobs leave behind (`fuser -k`)',
    ja: 'そのフォルダから移動するか、プロセスを終了してください。ジョブの残したプロセスは停止スクリプトで終了させます（`fuser -k`）',
  },
  bad: '                     USER        PID ACCESS COMMAND\n/mnt/jobmgdb:        batch01    4321 ..c.. nqsbg',
  good: '                     USER        PID ACCESS COMMAND\n/mnt/jobmgdb:        root     kernel mount /mnt/jobmgdb',
  messages: {
    leftBehind: {
      en: (command: string, pid: number, disk: string, node: string) =>
        `process ${pid} (${command}) holds ${disk} on ${node} although nothing of JobCenter runs on it; the disk does not unmount`,
      ja: (command: string, pid: number, disk: string, node: string) =>
        `${node} では JobCenter が停止していますが、プロセス ${pid}（${command}）が ${disk} を使用しています。アンマウントできません`,
    },
    beside: {
      en: (command: string, pid: number, disk: string, node: string) =>
        `process ${pid} (${command}) holds ${disk} on ${node} beside the running site; if it stays, the disk does not unmount`,
      ja: (command: string, pid: number, disk: string, node: string) =>
        `${node} で、サイト以外のプロセス ${pid}（${command}）が ${disk} を使用しています。残っているとアンマウントできません`,
    },
  },
  subjects: (cluster) =>
    eachMovingDisk(cluster).flatMap((subject) =>
      subject.it.nodes.map((node) => ({
        ...subject,
        it: { disk: subject.it, node },
        node: node.name.value,
      })),
    ),
  check({ disk, node }, { cluster, report, missing, notApplicable }) {
    const where = node.name.value;
    const { holders, mounts, cjcls, ps } = node.facts;
    const isAway = mounts.state === 'known' && mountOn(cluster, disk, node) === null;
    if (holders.state === 'missing') return isAway ? notApplicable() : missing(where, 'holders');
    const held = holders.value.filter((holder) => isOn(cluster, disk, holder));
    if (held.length === 0) return isAway ? notApplicable() : undefined;

    const sites = disk.sites.filter((site) => site.nodes.includes(node));
    if (sites.length > 0 && cjcls.state === 'missing') return missing(where, 'cjcls');
    const pids = sites.flatMap((site) => runningPid(node, site.name.value) ?? []);
    const agents = agentsState(cluster, disk, node);
    // What an active instance and its jobs are called is not known.
    if (agents === 'active') return;
    if (pids.length === 0 && agents === 'unknown') return missing(where, 'jcagctrl-list');
    const tree = ps.state === 'known' ? withDescendants(ps.value, pids) : new Set(pids);
    const names = held.some(({ command }) => command === '') ? namesByPid(cluster, node) : null;
    for (const holder of held) {
      const args = [holder.command || (names?.get(holder.pid) ?? '?'), holder.pid, disk.path, where] as const;
      if (pids.length === 0) {
        report('leftBehind', { at: holder.at, args: [...args] });
      } else if (!tree.has(holder.pid) && !isSiteProcess(args[0])) {
        if (ps.state === 'missing') missing(where, 'ps');
        else report('beside', { at: holder.at, args: [...args], severity: 'info' });
      }
    }
  },
});

/** `fuser` prints the file system as it was asked for: the mount point or a folder on it. */
const isOn = ({ platform }: Cluster, disk: MovingDisk, holder: Holder): boolean =>
  isWithin(platform, holder.disk, disk.path) ||
  disk.folders.some((folder) => isWithin(platform, folder.path, holder.disk) && holder.disk !== '/');

function agentsState(
  cluster: Cluster,
  disk: MovingDisk,
  node: ClusterNode,
): 'active' | 'stopped' | 'unknown' {
  const states = disk.agents
    .filter((agent) => agent.nodes.includes(node))
    .map((agent) => instanceOn(cluster, agent, node));
  if (states.some((each) => each.state === 'listed' && each.row.active?.value === true)) return 'active';
  const isOpen = states.some(
    (each) => each.state === 'unknown' || (each.state === 'listed' && each.row.active === null),
  );
  return isOpen ? 'unknown' : 'stopped';
}

/** Without -v `fuser` prints pids alone; `ps` knows the names. */
function namesByPid({ platform }: Cluster, { facts: { ps } }: ClusterNode): ReadonlyMap<number, string> {
  const processes = ps.state === 'known' ? ps.value : [];
  return new Map(processes.map((process) => [process.pid, processName(process, platform)]));
}

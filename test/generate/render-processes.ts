import type { NodePlan, Plan } from './plan.js';

/** A process of a node; `site` is the site it belongs to, null for the system's own. */
export interface PlannedProcess {
  readonly pid: number;
  readonly ppid: number;
  readonly user: string;
  readonly args: string;
  readonly site: string | null;
}

const SYSTEM = [
  '/usr/lib/systemd/systemd --switched-root --system --deserialize 31',
  '/usr/sbin/sshd -D',
  '-bash',
];

/** What a running site shows (G 2.1.4, 2.3.3.1.4), without cjcpw. */
const OF_A_SITE = [
  '/usr/lib/nqs/jcexecutor/jcexecutor_manager',
  '/usr/lib/nqs/jcexecutor/jcexecutor_webserver',
  '/usr/lib/nqs/jcexecutor/nats_start',
  '/usr/lib/nqs/jcexecutor/nats-server -c nats.conf',
  '/usr/lib/nqs/jnwcaster',
  '/usr/lib/nqs/jnwcaster',
  '/usr/lib/nqs/jnwengine',
  '/usr/lib/nqs/sclaunchd',
  '/usr/lib/nqs/comagent',
  '/usr/lib/nqs/jcdfs',
  '/usr/lib/nqs/jnwlauncher',
  '/usr/lib/nqs/jcwebserver',
  '/usr/lib/nqs/jl_logmonitor',
  '/usr/lib/nqs/jl_submit',
];

/** Every process of a node; a site's cjcpw has the pid that cjcls shows. */
export function processesOf(plan: Plan, node: NodePlan): PlannedProcess[] {
  const system = SYSTEM.map((args, index) => ({
    pid: index === 0 ? 1 : 800 + index,
    ppid: index === 0 ? 0 : 1,
    user: 'root',
    args,
    site: null,
  }));
  const local = node.manager && plan.localDaemon === 'SITE';
  const ofLocal = (local ? OF_A_SITE : []).map((args, index) => ({
    pid: 1190 + index,
    ppid: index === 0 ? 1 : 1190,
    user: 'root',
    args,
    site: node.name,
  }));
  const ofSites = plan.sites
    .filter((site) => site.runningOn.includes(node.name))
    .flatMap((site) => {
      const watcher = `/usr/lib/nqs/cluster/cjcpw ${site.name} ${site.database}`;
      return [watcher, ...OF_A_SITE].map((args, index) => ({
        pid: site.pid + index,
        ppid: index === 0 ? 1 : site.pid,
        user: 'root',
        args,
        site: site.name,
      }));
    });
  return [...system, ...ofLocal, ...ofSites];
}

export function psText(plan: Plan, node: NodePlan): string {
  const rows = processesOf(plan, node).map(
    ({ pid, ppid, user, args }) =>
      `${String(pid).padStart(7)} ${String(ppid).padStart(7)} ${user.padEnd(8)} ${args}\n`,
  );
  return ['    PID    PPID USER     COMMAND\n', ...rows].join('');
}

export function startsText(plan: Plan, node: NodePlan): string {
  const rows = processesOf(plan, node).map(
    ({ pid, args }) =>
      `${String(pid).padStart(7)} Sun Nov 15 06:00:${String(pid % 60).padStart(2, '0')} 2026 ${args}\n`,
  );
  return ['    PID                  STARTED COMMAND\n', ...rows].join('');
}

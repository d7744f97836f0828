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

/** 2026-11-15 06:00 on the nodes' clocks, in seconds as if that were UTC. */
export const STARTED = 1794722400;
/** When the facts were collected, UTC. */
const COLLECTED = 1795143600;

const padded = (pid: number): string => String(pid).padStart(7);

export function psText(plan: Plan, node: NodePlan): string {
  const own = { pid: 4711, ppid: 802, user: 'root', args: 'ps -eo pid,ppid,user,args', site: null };
  const rows = [...processesOf(plan, node), own].map(
    ({ pid, ppid, user, args }) => `${padded(pid)} ${padded(ppid)} ${user.padEnd(8)} ${args}\n`,
  );
  return ['    PID    PPID USER     COMMAND\n', ...rows].join('');
}

/** `lstart` of a wall clock: `Sun Nov 15 06:00:00 2026`. */
function lstart(seconds: number): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = new Date(seconds * 1000)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}

export function startsText(plan: Plan, node: NodePlan): string {
  const rows = processesOf(plan, node).map(
    ({ pid, args }) => `${padded(pid)} ${lstart(STARTED + (pid % 100))} ${args}\n`,
  );
  const own = `${padded(4712)} ${lstart(COLLECTED + plan.style.zone * 3600)} ps -eo pid,lstart,args\n`;
  return ['    PID                  STARTED COMMAND\n', ...rows, own].join('');
}

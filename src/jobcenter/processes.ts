import type { Process } from '../source/facts/types.js';
import type { Platform } from './platform.js';

/**
 * What every running site shows, by the guide's list of processes to watch and its start check (G 2.1.4, 2.3.3.1.4).
 * `nats-server` is in the first only, `jl_logmonitor` and `jl_submit` come and go.
 */
export const SITE_PROCESSES = [
  'jcexecutor_manager',
  'jcexecutor_webserver',
  'nats_start',
  'jnwcaster',
  'jnwengine',
  'sclaunchd',
  'comagent',
  'jcdfs',
  'jnwlauncher',
  'jcwebserver',
] as const;

export const WATCHER = 'cjcpw';
export const NATS_SERVER = 'nats-server';
/** Linux shows two of it for each site (G 2.3.3.1.4). */
export const TWICE_ON_LINUX = 'jnwcaster';

const KNOWN: readonly string[] = [...SITE_PROCESSES, WATCHER, NATS_SERVER, 'jl_logmonitor', 'jl_submit'];

/** The kernel keeps 15 letters of a process's name; `fuser` shows no more. */
const KERNEL_NAME_LENGTH = 15;

/** Whether a command's name, as `fuser` cuts it, is one of a JobCenter site's. */
export function isSiteProcess(command: string): boolean {
  const name = command.toLowerCase().replace(/\.exe$/, '');
  return KNOWN.some(
    (known) => known === name || (name.length === KERNEL_NAME_LENGTH && known.startsWith(name)),
  );
}

const FIRST_WORD = /^\S+/;
const INTERPRETED = /^\S*\b(?:sh|bash|ksh|perl|python[\d.]*)\s+(\/\S+)/;
const EXECUTABLE = /\.exe(?=["\s]|$)/i;
const SEPARATOR = /[\\/"\s]/;

/** The name of a process's program: `/usr/lib/nqs/jnwengine` → `jnwengine`; of a script the script's. */
export function processName({ args }: Pick<Process, 'args'>, platform: Platform): string {
  if (platform === 'windows') {
    // A path may hold blanks, so that the program ends where `.exe` does.
    const end = EXECUTABLE.exec(args)?.index;
    const program = end === undefined ? (FIRST_WORD.exec(args)?.[0] ?? '') : args.slice(0, end);
    return (program.split(SEPARATOR).at(-1) ?? '').toLowerCase();
  }
  const path = INTERPRETED.exec(args)?.[1] ?? FIRST_WORD.exec(args)?.[0] ?? '';
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The pids of a process and of all that it started, directly or not. */
export function withDescendants(processes: readonly Process[], roots: Iterable<number>): Set<number> {
  const children = new Map<number, number[]>();
  for (const { pid, ppid } of processes) {
    const known = children.get(ppid);
    if (known === undefined) children.set(ppid, [pid]);
    else known.push(pid);
  }
  const found = new Set<number>();
  const open = [...roots];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (found.has(pid)) continue;
    found.add(pid);
    for (const child of children.get(pid) ?? []) open.push(child);
  }
  return found;
}

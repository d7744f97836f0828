import { hostname, userInfo } from 'node:os';
import type { Machine } from '../../jobcenter/live/gather.js';
import type { Limits } from '../../source/limits.js';
import { LiveLayer, withTargets } from '../../source/live/live-layer.js';
import { commandRunner } from '../../source/live/run-command.js';
import type { Io } from '../io.js';
import { UsageError } from '../usage-error.js';

/**
 * The machine that this process runs on.
 * @param milliseconds the time limit of each command @param limits on what is read @param signal ends the commands
 * @throws {UsageError} on a system without the places that preflight looks at.
 */
export function thisMachine(io: Io, milliseconds: number, limits: Limits, signal: AbortSignal): Machine {
  if (process.platform !== 'linux')
    throw new UsageError({
      en: 'preflight checks a live Linux node; for other systems use lint on their files',
      ja: 'preflight は稼働中の Linux のノードを検査します。ほかのシステムではファイルを lint で検査してください',
    });
  return {
    hostName: hostname(),
    user: userName(),
    isRoot: process.geteuid?.() === 0,
    pid: process.pid,
    umask: process.umask(),
    env: io.env,
    now: new Date(),
    run: commandRunner(milliseconds, signal),
    open: (places, facts) => new LiveLayer(withTargets(places), facts, limits),
  };
}

/** An account without an entry has only its number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.geteuid?.() ?? '');
  }
}

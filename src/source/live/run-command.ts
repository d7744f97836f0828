import { type ChildProcess, spawn } from 'node:child_process';

/** A program to run: no shell, a clean environment. */
export interface Command {
  /** An absolute path, or a name that is looked up in the system's own folders. */
  readonly program: string;
  readonly args: readonly string[];
  /** What it is given on stdin; nothing where left out. */
  readonly input?: string;
  /** Variables besides `LC_ALL=C` and `PATH`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Bytes of output that are taken; default 512 KiB. */
  readonly maxBytes?: number;
  /** Exit statuses besides 0 that are an answer: `getent` says 2 for "no such name". */
  readonly answers?: readonly number[];
}

export type Output =
  | { readonly state: 'ran'; readonly status: number; readonly stdout: string; readonly stderr: string }
  /** The reason in English, as it stands in a snapshot's `missing.<fact>`. */
  | { readonly state: 'failed'; readonly why: FailedRun; readonly reason: string };

export type FailedRun = 'not-found' | 'not-permitted' | 'timed-out' | 'too-much' | 'interrupted' | 'status';

/** Runs a command; never throws. */
export type RunCommand = (command: Command) => Promise<Output>;

/** Only these: an inherited PATH may lead anywhere. */
const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
const MAX_BYTES = 512 * 1024;
const LONGEST_REASON = 200;

/**
 * Runs commands of the live machine, read-only by what they are.
 * @param milliseconds after which a command and all that it started is killed
 * @param signal kills what runs, and lets nothing start any more
 */
export const commandRunner =
  (milliseconds: number, signal?: AbortSignal): RunCommand =>
  (command) =>
    new Promise((resolve) => {
      let done = false;
      let child: ChildProcess;
      const finish = (output: Output) => {
        if (done) return;
        done = true;
        clearTimeout(timer);
        signal?.removeEventListener('abort', interrupt);
        resolve(output);
      };
      const stop = (why: FailedRun, reason: string) => {
        killGroup(child);
        // Something that left the group may still hold the pipes; nobody waits for it.
        child.stdout?.destroy();
        child.stderr?.destroy();
        child.unref();
        finish({ state: 'failed', why, reason });
      };
      const timer = setTimeout(
        () => stop('timed-out', `timed out after ${milliseconds / 1000} s`),
        milliseconds,
      );
      const interrupt = () => stop('interrupted', 'interrupted');
      if (signal?.aborted === true) {
        finish({ state: 'failed', why: 'interrupted', reason: 'interrupted' });
        return;
      }
      signal?.addEventListener('abort', interrupt, { once: true });
      try {
        child = spawn(command.program, [...command.args], {
          cwd: '/',
          detached: true,
          env: { ...command.env, PATH, LC_ALL: 'C' },
          stdio: [command.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        });
      } catch (error) {
        finish(notStarted(error));
        return;
      }
      child.on('error', (error) => finish(notStarted(error)));
      const limit = command.maxBytes ?? MAX_BYTES;
      const gather = (stream: ChildProcess['stdout']): Buffer[] => {
        const pieces: Buffer[] = [];
        let size = 0;
        stream?.on('error', () => {});
        stream?.on('data', (piece: Buffer) => {
          size += piece.length;
          if (size > limit) stop('too-much', `printed more than ${limit / 1024} KiB`);
          else pieces.push(piece);
        });
        return pieces;
      };
      const stdout = gather(child.stdout);
      const stderr = gather(child.stderr);
      // A program that ends without reading its input is no fault.
      child.stdin?.on('error', () => {});
      child.stdin?.end(command.input);
      child.on('close', (status) => {
        const said = Buffer.concat(stderr).toString('utf8');
        if (status === 0 || (status !== null && command.answers?.includes(status) === true)) {
          finish({
            state: 'ran',
            status,
            stdout: Buffer.concat(stdout).toString('latin1'),
            stderr: said,
          });
          return;
        }
        const last = said.trimEnd().split('\n').at(-1)?.trim() ?? '';
        const how = status === null ? 'was killed' : `exit status ${status}`;
        finish({ state: 'failed', why: 'status', reason: oneLine(last === '' ? how : `${how}: ${last}`) });
      });
    });

/** The command and what it started: a wrapper's child would go on otherwise. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function notStarted(error: unknown): Output {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return { state: 'failed', why: 'not-found', reason: 'command not found' };
  if (code === 'EACCES' || code === 'EPERM')
    return { state: 'failed', why: 'not-permitted', reason: 'permission denied' };
  return { state: 'failed', why: 'status', reason: oneLine(`could not be started: ${code}`) };
}

/** A line of `meta`: no line end, not endless. */
const oneLine = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .slice(0, LONGEST_REASON)
    .trim();

import type { ChildProcessByStdio } from 'node:child_process';
import { createReadStream, promises } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import type { Localized } from '../../message/language.js';
import { quoted } from '../usage-error.js';

/** Bytes of stderr that are remembered; only its last line is shown. */
const REMEMBERED = 8192;
/** Milliseconds between asking a process to end and making it end, and for the last words on stderr. */
const GRACE = 2000;
const LAST_WORDS = 200;

export interface RemoteRun {
  /** As ssh takes it: name, `user@name`, `ssh://…`; the caller has seen to it that it is no option. */
  readonly host: string;
  /** Values of `-o`; one that starts with `-` is an argument of ssh as it is. */
  readonly options: readonly string[];
  /** What the remote shell reads from its stdin. */
  readonly script: string;
  /** Seconds for all of it. */
  readonly timeout: number;
  /** Most bytes of the archive, and of what it unpacks to. */
  readonly limits: { readonly packed: number; readonly unpacked: number };
  /** Where the archive is written; must not exist. */
  readonly file: string;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
}

/**
 * Runs a script on another machine over the system's OpenSSH client and writes the archive it prints to a file.
 * @returns the bytes received, or why there is no archive.
 * @throws errors of the file system on this side.
 */
export async function receiveArchive(run: RemoteRun): Promise<number | Localized> {
  const file = await promises.open(run.file, 'wx', 0o600);
  try {
    const received = await receive(run, file);
    if (typeof received !== 'number') return received;
    return (await archiveProblem(run)) ?? received;
  } finally {
    await file.close();
  }
}

type Ssh = ChildProcessByStdio<Writable, Readable, Readable>;

async function receive(run: RemoteRun, file: FileHandle): Promise<number | Localized> {
  // Loaded here: as an import of the bundle it would cost every other command's start.
  const { spawn } = await import('node:child_process');
  let why: Localized | null = null;
  const ssh: Ssh = spawn('ssh', argumentsOf(run), { stdio: ['pipe', 'pipe', 'pipe'] });
  const end = (reason: Localized) => {
    why ??= reason;
    ssh.kill('SIGTERM');
    setTimeout(() => ssh.kill('SIGKILL'), GRACE).unref();
    ssh.stdout.destroy();
  };
  const aborted = () => end({ en: 'interrupted', ja: '中断されました' });
  const timer = setTimeout(
    () =>
      end({
        en: `no snapshot within ${run.timeout} s`,
        ja: `${run.timeout} 秒以内に収集が終わりませんでした`,
      }),
    run.timeout * 1000,
  );
  run.signal.addEventListener('abort', aborted);
  if (run.signal.aborted) aborted();
  const ended = endOf(ssh);
  const lastLine = lastLineOf(ssh.stderr);
  // A script that ssh does not take any more is told of by its exit status.
  ssh.stdin.on('error', () => {});
  ssh.stdin.end(run.script);
  try {
    const bytes = await write(ssh.stdout, file, run.limits.packed);
    if (bytes === null) end(tooLarge(run.limits.packed));
    const status = await ended;
    if (why !== null) return why;
    if (typeof status !== 'string') return status;
    if (status === '') return bytes ?? 0;
    const line = await lastLine();
    return {
      en: `${status}${line === '' ? '' : `: ${line}`}`,
      ja: `${status}${line === '' ? '' : `: ${line}`}`,
    };
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener('abort', aborted);
    // A connection that is kept for later (ControlPersist) holds stderr open.
    ssh.stderr.destroy();
  }
}

function argumentsOf({ host, options }: RemoteRun): string[] {
  // The first value of an option counts in ssh: nothing may ask for a password, the rest is the user's.
  const own = ['-T', '-o', 'BatchMode=yes'];
  const given = options.flatMap((option) => (option.startsWith('-') ? [option] : ['-o', option]));
  return [...own, ...given, '-o', 'ConnectTimeout=15', '-o', 'ServerAliveInterval=15', '--', host, 'sh -s'];
}

/** @returns the bytes written; null when there are more than the limit. */
async function write(from: Readable, file: FileHandle, limit: number): Promise<number | null> {
  let bytes = 0;
  try {
    for await (const chunk of from) {
      if (!Buffer.isBuffer(chunk)) continue;
      bytes += chunk.length;
      if (bytes > limit) return null;
      await file.writeFile(chunk);
    }
  } catch (error) {
    // The stream was ended early, by us: the reason is known already.
    if (!from.destroyed || isFromFileSystem(error)) throw error;
  }
  return bytes;
}

const isFromFileSystem = (error: unknown) => error instanceof Error && 'syscall' in error;

/** @returns empty for exit status 0, how it ended otherwise, or why it did not start. */
function endOf(ssh: Ssh): Promise<string | Localized> {
  return new Promise((resolve) => {
    ssh.on('error', (error) =>
      resolve(
        'code' in error && error.code === 'ENOENT'
          ? {
              en: 'the command ssh is not installed here',
              ja: 'このマシンに ssh コマンドがインストールされていません',
            }
          : { en: error.message, ja: error.message },
      ),
    );
    ssh.on('exit', (code, signal) =>
      resolve(code === 0 ? '' : code === null ? `ssh: ${signal}` : `exit status ${code}`),
    );
  });
}

/** Reads stderr along; the function waits for its end, but not long, and gives the last line that says something. */
function lastLineOf(stderr: Readable): () => Promise<string> {
  let text = '';
  stderr.setEncoding('utf8');
  stderr.on('error', () => {});
  stderr.on('data', (chunk: string) => {
    text = (text + chunk).slice(-REMEMBERED);
  });
  return async () => {
    if (!stderr.readableEnded && !stderr.destroyed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LAST_WORDS);
        stderr.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    return (
      text
        .split(/[\r\n]+/)
        .findLast((line) => line.trim() !== '')
        ?.trim()
        .slice(0, 300) ?? ''
    );
  };
}

/** Reads the archive through, without keeping anything: one that was cut off shows only at its end. */
async function archiveProblem({ file, limits }: RemoteRun): Promise<Localized | null> {
  const { createGunzip } = await import('node:zlib');
  const packed = createReadStream(file);
  const gunzip = packed.pipe(createGunzip());
  let bytes = 0;
  let first = true;
  try {
    for await (const chunk of gunzip) {
      if (!Buffer.isBuffer(chunk)) continue;
      // A tar archive has its magic at 257; the first chunk holds it.
      if (first && chunk.subarray(257, 262).toString('latin1') !== 'ustar') return noArchive();
      first = false;
      bytes += chunk.length;
      if (bytes > limits.unpacked) return tooLarge(limits.unpacked);
    }
  } catch (error) {
    if (isFromFileSystem(error)) throw error;
    const cut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    if (!cut) return noArchive();
    return { en: 'the snapshot is cut off', ja: 'スナップショットが途中で切れています' };
  } finally {
    packed.destroy();
  }
  return first ? { en: 'nothing was received', ja: '何も受信しませんでした' } : null;
}

const noArchive = (): Localized => ({
  en: `what came is no archive; does the login shell print something by itself? Try ${quoted('ssh -T <host> true')}`,
  ja: `受信したものはアーカイブではありません。ログインシェルが何か出力していないか ${quoted('ssh -T <ホスト> true')} で確認してください`,
});

const tooLarge = (limit: number): Localized => ({
  en: `the snapshot is larger than ${limit / 1_048_576} MiB`,
  ja: `スナップショットが ${limit / 1_048_576} MiB を超えています`,
});

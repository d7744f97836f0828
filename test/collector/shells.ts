import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { collectorScript } from '../../src/cli/collecting/collector-script.js';

/** The top of the repository. */
export const repository = resolve(import.meta.dirname, '../..');

/** The shells that a node may have as `sh`, as commands without arguments of the script. */
export const shells = {
  dash: ['dash'],
  bash: ['bash', '--posix'],
  busybox: ['busybox', 'ash'],
} as const;

export type Shell = keyof typeof shells;
export const shellNames: readonly Shell[] = ['dash', 'bash', 'busybox'];

/** Folders of this test run; removed by the caller of {@link emptyFolder} or by the system. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'cjclint-collector-'));

const { uid, gid, username } = userInfo();
/** Who runs the tests. */
export const me = username;
/** Whose the files are that the tests make: user and group, as stat prints them. */
export const mine = `${uid}\t${gid}`;
/** An ordinary user, who is another than the one that made the tree where that is root. */
export const ordinary =
  uid === 0
    ? { name: 'nobody', as: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] }
    : { name: username, as: [] };

export interface Collected {
  readonly status: number | null;
  readonly stderr: string;
  /** The archive as it came. */
  readonly archive: Buffer;
  /** The folder it was extracted to; empty when there was no archive. */
  readonly folder: string;
}

export interface How {
  readonly shell?: Shell;
  readonly script?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** In front of the shell, for example `setpriv`. */
  readonly as?: readonly string[];
  /** Where the archive is extracted to; a new folder by default. */
  readonly into?: string;
}

/** Runs the collector as `sh -s < collector.sh > archive` does, on a tree, and extracts what it printed. */
export function collect(root: string, how: How = {}): Collected {
  const [command = '', ...args] = [...(how.as ?? []), ...shells[how.shell ?? 'dash'], '-s'];
  const run = spawnSync(command, args, {
    input: how.script ?? collectorScript(),
    env: { PATH: process.env.PATH, CJCLINT_ROOT: root, CJCLINT_ROOT_EXEC: '1', ...how.env },
    maxBuffer: 64 * 1_048_576,
    timeout: 50_000,
  });
  if (run.error !== undefined) throw run.error;
  const folder = how.into ?? emptyFolder();
  mkdirSync(folder, { recursive: true });
  if (run.stdout.length > 0) {
    const tar = spawnSync('tar', ['-xzf', '-', '-C', folder], { input: run.stdout, encoding: 'utf8' });
    if (tar.status !== 0) throw new Error(tar.stderr);
  }
  return { status: run.status, stderr: run.stderr.toString(), archive: run.stdout, folder };
}

/** A fact of a snapshot; null when it is not there. */
export function fact(folder: string, name: string): string | null {
  const file = join(folder, '.facts', name);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** `missing.<fact>` of a snapshot's meta. */
export function whyMissing(folder: string, name: string): string | undefined {
  const prefix = `missing.${name}=`;
  return fact(folder, 'meta')
    ?.split('\n')
    .find((line) => line.startsWith(prefix))
    ?.slice(prefix.length);
}

/** Every path of a folder's files and links, sorted. */
export function paths(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .sort();
}

/** Copies a tree with its links as they are. */
export function copyTree(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

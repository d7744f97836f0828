import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The top of the repository. */
export const root = resolve(import.meta.dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node with a plain English environment. */
export function node(args: readonly string[], cwd: string = root): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  });
  return { status, stdout, stderr };
}

/** @returns a new empty folder; the system clears it away. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'cjclint-test-'));
}

/** Builds the bundle somewhere else than `dist`, so that tests running side by side do not meet. @returns its path. */
export function builtBundle(): string {
  const file = join(emptyFolder(), 'cjclint.mjs');
  const { status, stderr } = node(['scripts/build.mjs', file]);
  if (status !== 0) throw new Error(stderr);
  return file;
}

import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Localized } from '../../message/language.js';
import { quoted, UsageError } from '../usage-error.js';

/** Milliseconds and bytes that one question to git may take; a repository of a million files stays below both. */
const TIMEOUT = 60_000;
const MOST_BYTES = 256 * 1_048_576;

export interface ChangedFiles {
  /** Of the repository. */
  readonly top: string;
  readonly files: readonly string[];
}

/**
 * What differs from a git ref: files changed, added, deleted or renamed (both names) since the commit at which the
 * present one left it, staged or not, and untracked files that git does not ignore.
 * @param ref as git takes it: a branch, tag or commit
 * @param cwd absolute; anywhere in the repository
 * @returns absolute paths; no link leads to the top folder. A submodule, or a repository in this one, is one path
 * @throws {UsageError} where git, a repository or the ref is missing
 */
export async function changedFiles(ref: string, cwd: string): Promise<ChangedFiles> {
  const git = await gitIn(cwd);
  const top = await git(['rev-parse', '--show-toplevel']);
  if (top.state !== 'ok') throw refused(ref, top);
  const since = await startOf(ref, git);
  const [tracked, untracked] = await Promise.all([
    git(['diff', '--name-only', '-z', ...EVERYTHING, since, '--']),
    git(['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--', ':/']),
  ]);
  if (tracked.state !== 'ok') throw refused(ref, tracked);
  if (untracked.state !== 'ok') throw refused(ref, untracked);
  const folder = realpathSync(top.out.replace(/\r?\n$/, ''));
  const paths = `${tracked.out}${untracked.out}`.split('\0').filter((path) => path !== '');
  return { top: folder, files: paths.map((path) => join(folder, path.replace(/\/$/, ''))) };
}

/** Whatever the settings of git and of its submodules leave out. */
const EVERYTHING = ['--no-renames', '--no-relative', '--no-ext-diff', '--ignore-submodules=none'] as const;

type Answer =
  | { readonly state: 'ok'; readonly out: string }
  | { readonly state: 'failed'; readonly why: string };

type Git = (args: readonly string[]) => Promise<Answer>;

/** git without a shell, without its helpers and without waiting for anybody. */
async function gitIn(cwd: string): Promise<Git> {
  // Loaded here: as an import of the bundle it would cost every other command's start.
  const { execFile } = await import('node:child_process');
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  return (args) =>
    new Promise((resolve) => {
      const options = { cwd, env, timeout: TIMEOUT, maxBuffer: MOST_BYTES, encoding: 'utf8' } as const;
      const child = execFile('git', ['-c', 'core.fsmonitor=false', ...args], options, (error, out, err) => {
        if (error === null) resolve({ state: 'ok', out });
        else resolve({ state: 'failed', why: reasonOf(error, err) });
      });
      child.stdin?.on('error', () => {}).end();
    });
}

function reasonOf(error: Error & { readonly killed?: boolean }, err: string): string {
  if ('code' in error && error.code === 'ENOENT') return 'git: command not found';
  if (error.killed === true) return `git: no answer within ${TIMEOUT / 1000} s`;
  const [line = ''] = err.split('\n');
  return line === '' ? 'git failed' : line.replace(/^fatal: /, 'git: ');
}

/** Where the present state left the ref; the ref itself where they have no common past. */
async function startOf(ref: string, git: Git): Promise<string> {
  const commit = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (commit.state === 'ok') {
    const id = commit.out.trim();
    const base = await git(['merge-base', id, 'HEAD']);
    return base.state === 'ok' ? base.out.trim() : id;
  }
  const head = await git(['rev-parse', '--verify', '--quiet', 'HEAD']);
  // Before the first commit everything is new.
  const empty = await git(['hash-object', '-t', 'tree', '--stdin']);
  if (ref === 'HEAD' && head.state !== 'ok' && empty.state === 'ok') return empty.out.trim();
  const shallow = await git(['rev-parse', '--is-shallow-repository']);
  const isShallow = shallow.state === 'ok' && shallow.out.trim() === 'true';
  const why = isShallow
    ? 'git: no such commit in this shallow clone; fetch its history'
    : 'git: no such commit';
  throw refused(ref, { state: 'failed', why });
}

function refused(ref: string, answer: Answer): UsageError {
  const why = answer.state === 'failed' ? answer.why : '';
  const text: Localized = {
    en: `--changed ${quoted(ref)}: ${why}`,
    ja: `--changed ${quoted(ref)}: git で変更を調べられません（${why}）`,
  };
  return new UsageError(text);
}

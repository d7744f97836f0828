import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const healthy = join(import.meta.dirname, '../../fixtures/clusters/healthy');

/** A real git repository, whose git reads no settings of the machine. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), 'cjclint-git-'));
  readonly env = {
    PATH: process.env.PATH,
    HOME: this.folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@example.jp',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@example.jp',
    LC_ALL: 'C',
  };

  constructor() {
    this.git('init', '-q', '-b', 'main');
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.folder, env: this.env, encoding: 'utf8' });
  }

  commit(message: string): void {
    this.git('add', '-A');
    this.git('commit', '-q', '--no-verify', '-m', message);
  }

  /** Puts the healthy example into a folder. */
  cluster(folder: string): void {
    cpSync(healthy, join(this.folder, folder), { recursive: true });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  append(path: string, text: string): void {
    appendFileSync(join(this.folder, path), text);
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.js';
import { emptyFolder } from './shells.js';

const SSHD = '/usr/sbin/sshd';

/** A node that can be reached over ssh: the collector finds the given root there. */
export interface Node {
  readonly name: string;
  readonly root: string;
}

/** Real sshds on loopback, one a node, with keys and settings of their own. */
export class Nodes {
  /** The client's settings: `ssh -F <this> <name>` reaches a node. */
  readonly config: string;
  readonly #folder = emptyFolder();
  readonly #servers = new Map<string, ChildProcess>();

  private constructor() {
    this.config = join(this.#folder, 'client');
  }

  /** Starts an sshd for each. */
  static async start(nodes: readonly Node[], env: Readonly<Record<string, string>> = {}): Promise<Nodes> {
    const started = new Nodes();
    started.#makeKeys();
    // Where sshd puts itself aside before somebody has logged in.
    if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
    for (const node of nodes) await started.#serve(node, await freePort(), env);
    return started;
  }

  /** Kills what serves a node's connections: the sshd and its sessions, not what the sessions run. */
  kill(name: string): void {
    const server = this.#servers.get(name)?.pid;
    if (server === undefined) throw new Error(`no node ${name}`);
    for (const pid of [server, ...sessionsOf(server)]) process.kill(pid, 'SIGKILL');
  }

  stop(): void {
    for (const server of this.#servers.values()) server.kill('SIGTERM');
  }

  #makeKeys(): void {
    for (const name of ['host', 'user']) {
      const file = join(this.#folder, name);
      const made = spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file], {
        encoding: 'utf8',
      });
      if (made.status !== 0) throw new Error(made.stderr);
    }
    writeFileSync(this.config, '');
  }

  async #serve({ name, root }: Node, port: number, env: Readonly<Record<string, string>>): Promise<void> {
    const at = (file: string) => join(this.#folder, file);
    const settings = { CJCLINT_ROOT: root, CJCLINT_ROOT_EXEC: '1', ...env };
    writeFileSync(
      at(`${name}.server`),
      [
        `Port ${port}`,
        'ListenAddress 127.0.0.1',
        `HostKey ${at('host')}`,
        `AuthorizedKeysFile ${at('user.pub')}`,
        'PidFile none',
        'StrictModes no',
        'UsePAM no',
        'PasswordAuthentication no',
        'PermitRootLogin prohibit-password',
        `SetEnv ${Object.entries(settings)
          .map(([key, value]) => `${key}=${value}`)
          .join(' ')}`,
        '',
      ].join('\n'),
    );
    const hostKey = readFileSync(at('host.pub'), 'utf8');
    writeFileSync(at('known'), `[127.0.0.1]:${port} ${hostKey}`, { flag: 'a' });
    const client = [
      `Host ${name}`,
      '  HostName 127.0.0.1',
      `  Port ${port}`,
      `  User ${userInfo().username}`,
      `  IdentityFile ${at('user')}`,
      '  IdentitiesOnly yes',
      `  UserKnownHostsFile ${at('known')}`,
      '  StrictHostKeyChecking yes',
      '',
    ];
    writeFileSync(this.config, client.join('\n'), { flag: 'a' });
    const server = spawn(SSHD, ['-D', '-e', '-f', at(`${name}.server`)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#servers.set(name, server);
    let said = '';
    server.stderr.setEncoding('utf8');
    server.stderr.on('data', (text: string) => {
      said += text;
    });
    const failed = once(server, 'exit').then(() => {
      throw new Error(`sshd ended: ${said}`);
    });
    failed.catch(() => {});
    while (!said.includes('listening')) {
      await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
  }
}

/** The processes named sshd below one. */
function sessionsOf(server: number): number[] {
  const found: number[] = [];
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8');
      const parent = Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1]);
      if (parent === server && /^Name:\s*sshd/m.test(status)) {
        found.push(Number(entry), ...sessionsOf(Number(entry)));
      }
    } catch {
      // It has ended meanwhile.
    }
  }
  return found;
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import dnsPacket from 'dns-packet';
import type { Server } from '../../src/resolve/answer.js';
import { freePort } from '../free-port.js';

const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;
/** Less than a hook may take, so that it says what is wrong. */
const STARTS_WITHIN = 50_000;

/** Whether the programs are here; in CI they have to be. */
export function haveServers(...programs: readonly string[]): boolean {
  const all = programs.every(
    (program) => spawnSync('sh', ['-c', `command -v ${program}`], { env: { PATH } }).status === 0,
  );
  if (!all && process.env.CI === 'true') throw new Error(`not installed: ${programs.join(', ')}`);
  return all;
}

/** A real name server on loopback. */
export interface Running extends Server {
  /** @returns when it is gone. */
  stop(): Promise<void>;
}

export const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'cjclint-dns-'));
  chmodSync(folder, 0o755);
  return folder;
};

const LOOPBACK = '127.0.0.1';
const familyOf = (address: string) => (address.includes(':') ? 'udp6' : 'udp4');

/** Whether this machine has IPv6; in CI it has to. */
export async function haveIpv6(): Promise<boolean> {
  try {
    await freePort('::1');
    return true;
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return false;
  }
}

/** Starts BIND 9 with zones given by their names; it asks nobody else. */
export async function startBind(
  zones: Readonly<Record<string, string>>,
  address = LOOPBACK,
): Promise<Running> {
  const folder = emptyFolder();
  const port = await freePort(address);
  const isV6 = address.includes(':');
  const blocks = Object.entries(zones).map(([zone, records], place) => {
    const file = join(folder, `zone${place}`);
    writeFileSync(
      file,
      `$TTL 60\n@ IN SOA ns.example.net. admin.example.net. 1 60 60 60 60\n@ IN NS ns.example.net.\n${records}\n`,
    );
    return `zone "${zone}" { type primary; file "${file}"; check-names ignore; };`;
  });
  const options = [
    `directory "${folder}";`,
    `pid-file "${join(folder, 'pid')}";`,
    `session-keyfile "${join(folder, 'key')}";`,
    isV6 ? 'listen-on { none; };' : `listen-on port ${port} { ${address}; };`,
    isV6 ? `listen-on-v6 port ${port} { ${address}; };` : 'listen-on-v6 { none; };',
    'recursion no;',
    'allow-query { any; };',
    'dnssec-validation no;',
  ];
  const config = join(folder, 'named.conf');
  writeFileSync(config, `options { ${options.join('\n')} };\ncontrols { };\n${blocks.join('\n')}\n`);
  return started('named', ['-g', '-n', '1', '-c', config], { address, port });
}

/** Starts dnsmasq with the given lines of configuration; it asks nobody else. */
export async function startDnsmasq(lines: readonly string[], address = LOOPBACK): Promise<Running> {
  const folder = emptyFolder();
  const port = await freePort(address);
  const config = join(folder, 'dnsmasq.conf');
  const fixed = [`port=${port}`, `listen-address=${address}`, 'bind-interfaces', 'no-resolv', 'no-hosts'];
  writeFileSync(config, `${[...fixed, 'user=', 'group=', ...lines].join('\n')}\n`);
  return started('dnsmasq', ['--keep-in-foreground', `--conf-file=${config}`, '--pid-file'], {
    address,
    port,
  });
}

async function started(program: string, args: readonly string[], at: Server): Promise<Running> {
  const child = spawn(program, args, { env: { PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-4000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const until = performance.now() + STARTS_WITHIN;
  while (!(await answers(at))) {
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${program} did not start:\n${said}`);
    }
    await wait(50);
  }
  return { ...at, stop: () => stopped(child) };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Whether a server says anything at all. */
function answers({ address, port }: Server): Promise<boolean> {
  const socket = createSocket(familyOf(address));
  return new Promise((resolve) => {
    const end = (result: boolean) => {
      clearTimeout(timer);
      socket.close();
      resolve(result);
    };
    const timer = setTimeout(() => end(false), 200);
    socket.once('message', () => end(true));
    socket.once('error', () => end(false));
    socket.connect(port, address, () => {
      socket.send(
        dnsPacket.encode({
          type: 'query',
          id: 1,
          questions: [{ type: 'A', name: 'ns.example.jp', class: 'IN' }],
        }),
      );
    });
  });
}

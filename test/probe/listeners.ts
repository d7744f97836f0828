import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Server } from '../../src/resolve/answer.js';
import { freePort } from '../free-port.js';
import { emptyFolder } from '../resolve/name-servers.js';

const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;
/** Less than a test may take, so that it says what is wrong. */
const STARTS_WITHIN = 50_000;

/** A server on loopback, at a free port. */
export interface Listener extends Server {
  /** Connections that it was given. */
  readonly taken: () => number;
  stop(): void;
}

/** A NATS server with its further ports, by what its log calls them. */
interface NatsServer extends Listener {
  readonly portOf: (what: 'route' | 'gateway' | 'leafnode' | 'websocket' | 'http monitor') => number;
}

/**
 * Starts a real NATS server.
 * @param settings further lines of its configuration
 */
export async function startNats(address = '127.0.0.1', settings = ''): Promise<NatsServer> {
  const config = join(emptyFolder(), 'nats.conf');
  writeFileSync(config, `host: "${address}"\nport: -1\n${settings}\n`);
  const child = spawn('nats-server', ['-c', config], {
    env: { PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const until = performance.now() + STARTS_WITHIN;
  for (;;) {
    const port = /Listening for client connections on \S+:(\d+)/.exec(said)?.[1];
    const portOf = (what: string) =>
      Number(new RegExp(`${what}\\b.* (?:on|is) \\S*:(\\d+)`, 'i').exec(said)?.[1]);
    const all = [...settings.matchAll(/^(cluster|gateway|leafnodes)/gm)].map(([word]) => word);
    const isUp = all.every((word) => portOf(word.replace('cluster', 'route').replace('nodes', 'node')) > 0);
    if (port !== undefined && isUp && said.includes('Server is ready'))
      return { address, port: Number(port), portOf, taken: () => 0, stop: () => child.kill('SIGTERM') };
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`nats-server did not start:\n${said}`);
    }
    await wait(20);
  }
}

/** Starts a plain TCP listener. */
export async function listening(
  onConnection: (socket: Socket) => void,
  address = '127.0.0.1',
): Promise<Listener> {
  const sockets = new Set<Socket>();
  let taken = 0;
  const server = createServer((socket) => {
    taken += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  server.listen(0, address);
  await once(server, 'listening');
  const bound = server.address();
  if (typeof bound !== 'object' || bound === null) throw new Error('no port');
  return {
    address,
    port: bound.port,
    taken: () => taken,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A port of loopback at which nothing listens. */
export const closedPort = async (): Promise<Server> => ({ address: '127.0.0.1', port: await freePort() });

const BACKLOG = 1;
const TAKES_NOBODY = `
const server = require('node:net').createServer();
server.listen({ port: 0, host: '127.0.0.1', backlog: ${BACKLOG} }, () => {
  process.stdout.write(String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

/** A listener that is busy, with its queue full: the kernel lets further connections wait. */
export async function overcrowded(): Promise<Listener> {
  const child = spawn(process.execPath, ['-e', TAKES_NOBODY], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  const address = '127.0.0.1';
  const port = Number(String(said));
  const queue = Array.from({ length: BACKLOG + 3 }, () => connect({ host: address, port }));
  for (const socket of queue) socket.on('error', () => {});
  // Linux lets one more into the queue than it was asked to hold.
  while (queue.filter((socket) => !socket.connecting).length <= BACKLOG) await wait(5);
  const stop = () => {
    for (const socket of queue) socket.destroy();
    child.kill('SIGKILL');
  };
  return { address, port, taken: () => 0, stop };
}

/** Says a text byte by byte. */
export const slowly = (text: string, milliseconds: number) => async (socket: Socket) => {
  for (const byte of text) {
    if (socket.destroyed) return;
    socket.write(byte);
    await wait(milliseconds);
  }
};

/** Says the same without end and without a line feed, as fast as it is read. */
export const flooding = (socket: Socket): void => {
  const piece = Buffer.alloc(64 * 1024, 'x');
  const pour = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on('drain', pour);
  pour();
};

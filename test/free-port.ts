import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what Linux gives to those who ask for any port, so that nobody is given one before it is used. */
const FIRST = 24_000;
const LAST = 32_767;

/**
 * A port that is free for both TCP and UDP, for a server that has to be told its port.
 * @throws where the address is none of this machine
 */
export async function freePort(address = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST + 1);
    if ((await isFreeForTcp(port, address)) && (await isFreeForUdp(port, address))) return port;
  }
}

async function isFreeForTcp(port: number, address: string): Promise<boolean> {
  const server = createServer().listen(port, address);
  if (!(await wasBound(once(server, 'listening')))) return false;
  server.close();
  await once(server, 'close');
  return true;
}

async function isFreeForUdp(port: number, address: string): Promise<boolean> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const bound = once(socket, 'listening');
  socket.bind(port, address);
  const isFree = await wasBound(bound);
  socket.close();
  return isFree;
}

async function wasBound(bound: Promise<unknown>): Promise<boolean> {
  try {
    await bound;
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}

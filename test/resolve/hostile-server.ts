import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import dnsPacket from 'dns-packet';
import type { Server } from '../../src/resolve/answer.js';

/** A question as it came, with what is needed to answer it, rightly or not. */
export interface Asked {
  readonly id: number;
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'PTR';
  readonly edns: boolean;
  /** Sends bytes back from where the question was sent to. */
  reply(bytes: Uint8Array): void;
  /** Over TCP: sends a message byte by byte, each so many milliseconds after the one before. */
  drip(bytes: Uint8Array, milliseconds: number): void;
  /** Sends bytes to the asker from another port. */
  spoof(bytes: Uint8Array): void;
}

export interface Behaviour {
  readonly udp?: (asked: Asked) => void;
  readonly tcp?: (asked: Asked) => void;
}

export interface HostileServer extends Server {
  /** Questions over UDP and TCP. */
  readonly counts: { udp: number; tcp: number };
  /** The askers' ports. */
  readonly ports: Set<number>;
  readonly ids: number[];
  stop(): void;
}

interface Answering {
  readonly id?: number;
  readonly name?: string;
  readonly rcode?: number;
  readonly flags?: number;
  readonly answers?: readonly {
    readonly name: string;
    readonly type: 'A' | 'CNAME';
    readonly data: string;
  }[];
}

/** A reply to a question, right where nothing else is said. */
export function replyTo(asked: Asked, over: Answering = {}): Buffer {
  return dnsPacket.encode({
    type: 'response',
    id: over.id ?? asked.id,
    flags: (over.flags ?? 0x480) | (over.rcode ?? 0),
    questions: [{ name: over.name ?? asked.name, type: asked.type, class: 'IN' }],
    answers: (over.answers ?? []).map((each) => ({ ...each, class: 'IN', ttl: 0 })),
  });
}

export const truncated = (asked: Asked): Buffer => replyTo(asked, { flags: 0x680 });

/** A server on loopback that does what the test says. */
export async function hostileServer(behaviour: Behaviour): Promise<HostileServer> {
  const counts = { udp: 0, tcp: 0 };
  const ports = new Set<number>();
  const ids: number[] = [];
  let stopped = false;
  const socket = createSocket('udp4');
  const stranger = createSocket('udp4');
  socket.on('message', (message, from) => {
    counts.udp += 1;
    ports.add(from.port);
    const asked = { ...read(message), reply: send(socket), drip: () => {}, spoof: send(stranger) };
    ids.push(asked.id);
    behaviour.udp?.(asked);
    function send(by: typeof socket) {
      return (bytes: Uint8Array) => {
        // An asker that has gone is none of the server's business, and a late reply may find it stopped itself.
        if (!stopped) by.send(bytes, from.port, from.address, () => {});
      };
    }
  });
  const listener = createServer((connection) => {
    connection.on('error', () => {});
    connection.once('data', (data: Buffer) => {
      counts.tcp += 1;
      const framed = (bytes: Uint8Array) => {
        const head = Buffer.alloc(2);
        head.writeUInt16BE(bytes.length);
        return Buffer.concat([head, bytes]);
      };
      const reply = (bytes: Uint8Array) => connection.write(framed(bytes));
      const drip = (bytes: Uint8Array, milliseconds: number) => {
        let sent = 0;
        const all = framed(bytes);
        const timer = setInterval(() => {
          if (sent === all.length || connection.destroyed) return clearInterval(timer);
          connection.write(all.subarray(sent, sent + 1));
          sent += 1;
        }, milliseconds);
      };
      behaviour.tcp?.({ ...read(data.subarray(2)), reply, drip, spoof: reply });
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  socket.on('error', () => {});
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  const stop = () => {
    if (stopped) return;
    stopped = true;
    socket.close();
    stranger.close();
    listener.close();
  };
  return { address: '127.0.0.1', port, counts, ports, ids, stop };
}

function read(message: Buffer): Pick<Asked, 'id' | 'name' | 'type' | 'edns'> {
  const packet = dnsPacket.decode(message);
  const [question] = packet.questions ?? [];
  const type = question?.type === 'AAAA' || question?.type === 'PTR' ? question.type : 'A';
  return {
    id: packet.id ?? 0,
    name: question?.name ?? '',
    type,
    edns: (packet.additionals ?? []).some((each) => each.type === 'OPT'),
  };
}

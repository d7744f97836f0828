import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Doubt, Server } from './answer.js';
import { idOf } from './message.js';

/** What a question on a datagram socket ends in; `flooded`: too much came that nobody asked for. */
export type Datagram = { readonly kind: 'failed'; readonly reason: Doubt } | { readonly kind: 'flooded' };

/** @returns whether the message was the answer */
type Taker = (message: Buffer) => boolean;

interface Waiting {
  readonly take: Taker;
  readonly fail: (why: Datagram) => void;
}

/** A reply that nobody waits for is somebody's guess; after this many the socket is given up for TCP. */
const MOST_STRAYS = 20;
/** After this many questions a new socket, and with it a new random port, is taken. */
const MOST_QUESTIONS = 64;

/** A datagram socket with a port of its own that hears one server only: the kernel drops what others send. */
export class UdpChannel {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #connected: Promise<Error | null>;
  #asked = 0;
  #strays = 0;
  #closed = false;

  constructor({ address, port }: Server) {
    const family = isIPv6(address.replace(/%.*$/, '')) ? 6 : 4;
    this.#socket = createSocket({
      type: family === 6 ? 'udp6' : 'udp4',
      lookup: (host, _options, done) => done(null, host, family),
    });
    this.#socket.on('message', (message) => this.#take(message));
    this.#connected = new Promise((resolve) => {
      this.#socket.once('connect', () => resolve(null));
      this.#socket.on('error', (error) => {
        resolve(error);
        this.#end({ kind: 'failed', reason: 'unreachable' });
      });
    });
    this.#socket.connect(port, address);
  }

  /** Whether another question may use this socket. */
  get open(): boolean {
    return !this.#closed && this.#asked < MOST_QUESTIONS;
  }

  /** @returns false where a question with this id is under way already. */
  isFree(id: number): boolean {
    return !this.#waiting.has(id);
  }

  /** Sends a message and hands on what comes back under its id, until it is taken, fails or is dropped. */
  async send(id: number, message: Uint8Array, waiting: Waiting): Promise<void> {
    this.#asked += 1;
    this.#waiting.set(id, waiting);
    if ((await this.#connected) !== null || this.#closed) return this.#fail(id);
    this.#socket.send(message, (error) => {
      // What came back from an earlier question may be told to this one: nobody listens there for either.
      if (error !== null) this.#end({ kind: 'failed', reason: 'unreachable' });
    });
  }

  /** Nobody waits for this id any more. */
  drop(id: number): void {
    this.#waiting.delete(id);
    if (!this.open) this.#closeIfIdle();
  }

  close(): void {
    this.#end({ kind: 'failed', reason: 'stopped' });
  }

  #take(message: Buffer): void {
    const id = idOf(message);
    const waiting = id === null ? undefined : this.#waiting.get(id);
    if (waiting?.take(message) === true) return;
    this.#strays += 1;
    if (this.#strays > MOST_STRAYS) this.#end({ kind: 'flooded' });
  }

  #fail(id: number): void {
    this.#waiting.get(id)?.fail({ kind: 'failed', reason: 'unreachable' });
  }

  #closeIfIdle(): void {
    if (this.#waiting.size === 0 && !this.#closed) {
      this.#closed = true;
      this.#socket.close();
    }
  }

  #end(why: Datagram): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#closeIfIdle();
    for (const each of waiting) each.fail(why);
  }
}

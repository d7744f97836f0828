import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { type Question, type Server, serverKey } from './answer.js';
import { type Exchange, encodeQuery, type Received, readReply, type WireFormat } from './message.js';
import { tcpExchange } from './tcp-exchange.js';
import { type Datagram, UdpChannel } from './udp-channel.js';

/** How long is waited for an answer, in milliseconds. */
export interface TimeLimits {
  /** For one datagram. */
  readonly attempt: number;
  readonly attempts: number;
  /** For a question with all its attempts. */
  readonly question: number;
}

export const defaultTimeLimits: TimeLimits = { attempt: 1500, attempts: 2, question: 5000 };

/**
 * What servers say that know no EDNS, or that version of it: a format error, not implemented, bad version; some older
 * ones a failure or a refusal. The C library asks without EDNS, so what counts is what they say to that.
 */
const NO_EDNS: readonly number[] = [1, 4, 16, 2, 5];

type Attempt = Exchange | Datagram | { readonly kind: 'truncated' };

/** Brings questions to servers: UDP first, again when nothing comes, TCP where UDP is too small or flooded. */
export class Transport {
  readonly #channels = new Map<string, UdpChannel>();
  readonly #all = new Set<UdpChannel>();
  readonly #ended = new AbortController();

  constructor(
    private readonly wire: WireFormat,
    private readonly limits: TimeLimits,
  ) {
    // Every exchange over TCP listens; Node would take more than ten for a leak.
    setMaxListeners(0, this.#ended.signal);
  }

  /** One question to one server; CNAMEs are not followed. Never throws. */
  async exchange(server: Server, question: Question): Promise<Exchange> {
    if (server.overTcp === true) return this.#stream(server, question, false, this.limits.question);
    const deadline = performance.now() + this.limits.question;
    let edns = true;
    let last: Exchange = { kind: 'failed', reason: 'time-out' };
    for (let attempt = 0; attempt < this.limits.attempts; attempt += 1) {
      const left = deadline - performance.now();
      if (left <= 0) break;
      const got = await this.#datagram(server, question, edns, Math.min(left, this.limits.attempt));
      if (got.kind === 'truncated' || got.kind === 'flooded')
        return this.#stream(server, question, edns, deadline - performance.now());
      last = got;
      if (got.kind === 'failed') {
        if (got.reason === 'stopped') return got;
        // Some firewalls drop whatever has EDNS.
        edns = false;
        continue;
      }
      if (!edns || !NO_EDNS.includes(got.code)) return got;
      edns = false;
      attempt -= 1;
    }
    return last;
  }

  /** Ends what is under way; nothing may be asked afterwards. */
  close(): void {
    this.#ended.abort();
    for (const channel of this.#all) channel.close();
    this.#all.clear();
    this.#channels.clear();
  }

  #datagram(server: Server, question: Question, edns: boolean, milliseconds: number): Promise<Attempt> {
    const channel = this.#channel(server);
    let id = randomInt(0x10000);
    while (!channel.isFree(id)) id = randomInt(0x10000);
    return new Promise((resolve) => {
      let seen: Attempt = { kind: 'failed', reason: 'time-out' };
      const end = (result: Attempt) => {
        clearTimeout(timer);
        channel.drop(id);
        if (!channel.open) this.#all.delete(channel);
        resolve(result);
      };
      const timer = setTimeout(() => end(seen), milliseconds);
      const take = (message: Buffer): boolean => {
        const received = this.#read(message, id, question);
        if (received.kind === 'stray') return false;
        if (received.kind === 'broken') {
          // The right answer may still come: a broken one proves nothing.
          seen = { kind: 'failed', reason: 'broken-reply' };
          return false;
        }
        end(received.kind === 'reply' ? received : { kind: 'truncated' });
        return true;
      };
      void channel.send(id, encodeQuery(this.wire, id, question, edns), { take, fail: end });
    });
  }

  #stream(server: Server, question: Question, edns: boolean, milliseconds: number): Promise<Exchange> {
    const id = randomInt(0x10000);
    const message = encodeQuery(this.wire, id, question, edns);
    return tcpExchange(server, message, (reply) => this.#read(reply, id, question), {
      milliseconds,
      signal: this.#ended.signal,
    });
  }

  #read(message: Buffer, id: number, question: Question): Received {
    return readReply(this.wire, message, id, question);
  }

  #channel(server: Server): UdpChannel {
    const key = serverKey(server);
    let channel = this.#channels.get(key);
    if (channel === undefined || !channel.open) {
      channel = new UdpChannel(server);
      this.#channels.set(key, channel);
      this.#all.add(channel);
    }
    return channel;
  }
}

import {
  type Answering,
  type DnsAnswer,
  type Doubt,
  dnsKey,
  endedBy,
  type Question,
  type Server,
  serverKey,
} from './answer.js';
import { isAskable, type Reply, type WireFormat } from './message.js';
import { defaultTimeLimits, type TimeLimits, Transport } from './transport.js';

export interface DnsClientOptions {
  readonly limits?: TimeLimits;
  /** Questions under way at one time; default 64. */
  readonly concurrency?: number;
  /** Ends everything: what is not known by then never will be, see {@link endedBy}. */
  readonly signal?: AbortSignal;
  /** Called whenever a question has its answer. */
  readonly onAnswer?: (done: number, asked: number) => void;
}

const NO_ERROR = 0;
const SERVER_FAILURE = 2;
const NO_NAME = 3;
const REFUSED = 5;
/** A chain of CNAMEs longer than this is given up, as resolvers do. */
const LONGEST_CHAIN = 16;
/** A server that never answered this many questions is not asked again. */
const MOST_SILENCE = 3;

/** Asks name servers, each by itself, each question once. */
export class DnsClient implements Answering {
  readonly #transport: Transport;
  readonly #known = new Map<string, Promise<DnsAnswer>>();
  readonly #silence = new Map<string, { count: number; reason: Doubt }>();
  readonly #queue: (() => void)[] = [];
  readonly #signal: AbortSignal | undefined;
  readonly #onAnswer: DnsClientOptions['onAnswer'];
  #free: number;
  #done = 0;

  private constructor(wire: WireFormat, options: DnsClientOptions) {
    this.#transport = new Transport(wire, options.limits ?? defaultTimeLimits);
    this.#free = options.concurrency ?? 64;
    this.#signal = options.signal;
    this.#onAnswer = options.onAnswer;
    options.signal?.addEventListener('abort', () => this.#transport.close(), { once: true });
  }

  /** Opens no socket before the first question. */
  static async create(options: DnsClientOptions = {}): Promise<DnsClient> {
    const { default: wire } = await import('dns-packet');
    return new DnsClient(wire, options);
  }

  /** What one server says to a question; the same question is asked once. Never throws. */
  ask(server: Server, question: Question): Promise<DnsAnswer> {
    const way = server.overTcp === true ? 'tcp' : 'udp';
    const key = `${serverKey(server)} ${way} ${question.type} ${dnsKey(question.name)}`;
    let answer = this.#known.get(key);
    if (answer === undefined) {
      answer = this.#inTurn(() => this.#resolve(server, { ...question, name: dnsKey(question.name) }));
      this.#known.set(key, answer);
    }
    return answer;
  }

  close(): void {
    this.#transport.close();
  }

  async #inTurn(ask: () => Promise<DnsAnswer>): Promise<DnsAnswer> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    const answer = await ask();
    const next = this.#queue.shift();
    if (next === undefined) this.#free += 1;
    else next();
    this.#done += 1;
    // What is left when the run is ended gets no answer any more.
    if (this.#signal?.aborted !== true) this.#onAnswer?.(this.#done, this.#known.size);
    return answer;
  }

  async #resolve(server: Server, { name, type }: Question): Promise<DnsAnswer> {
    const aliases: string[] = [];
    const unknown = (reason: Doubt): DnsAnswer => ({ state: 'unknown', reason, aliases });
    if (!isAskable(name)) return unknown('not-a-name');
    const seen = new Set([name]);
    let current = name;
    while (aliases.length <= LONGEST_CHAIN) {
      const reply = await this.#exchange(server, { name: current, type });
      if (reply.kind === 'failed') return unknown(reply.reason);
      const doubt = doubtOf(reply);
      // A circle that lies open in the reply is one, though servers call it their failure (BIND does).
      if (doubt !== null && doubt !== 'server-failure') return unknown(doubt);
      const asked = current;
      for (;;) {
        const alias = reply.records.find((each) => each.owner === current && each.type === 'CNAME');
        if (alias === undefined) break;
        current = dnsKey(alias.value);
        aliases.push(current);
        if (seen.has(current)) return { state: 'loop', aliases };
        if (aliases.length > LONGEST_CHAIN) return unknown('long-chain');
        seen.add(current);
      }
      if (doubt !== null) return unknown(doubt);
      const values = reply.records
        .filter((each) => each.owner === current && each.type === type)
        .map(({ value }) => value);
      // "No such name", and yet it has something: whichever is meant, nothing can be built on it.
      if (reply.code === NO_NAME && values.length > 0) return unknown('broken-reply');
      // Servers turn the order from answer to answer, and a report of the same should be the same.
      if (values.length > 0) return { state: 'found', values: [...new Set(values)].sort(), aliases };
      // The end of the chain may lie in another zone, of which this reply says nothing.
      const isLast = reply.code === NO_NAME || asked === current;
      // An answer to something else does not prove that there is none to this.
      if (isLast && reply.records.some(({ owner, type: other }) => other !== 'CNAME' || !seen.has(owner)))
        return unknown('broken-reply');
      if (reply.code === NO_NAME) return { state: 'no-name', aliases };
      if (isLast) return { state: 'no-type', aliases };
    }
    return unknown('long-chain');
  }

  /** A server that is dead costs its time a few times, not once for every name of a fleet. */
  async #exchange(server: Server, question: Question) {
    const key = serverKey(server);
    const silence = this.#silence.get(key) ?? { count: 0, reason: 'time-out' as const };
    if (this.#signal?.aborted === true) return { kind: 'failed', reason: endedBy(this.#signal) } as const;
    if (silence.count >= MOST_SILENCE) return { kind: 'failed', reason: silence.reason } as const;
    const result = await this.#transport.exchange(server, question);
    if (result.kind === 'failed' && result.reason === 'stopped')
      return { kind: 'failed', reason: endedBy(this.#signal) } as const;
    const isSilent =
      result.kind === 'failed' && (result.reason === 'time-out' || result.reason === 'unreachable');
    // One answer proves that the server lives.
    if (!isSilent) this.#silence.set(key, { count: Number.NEGATIVE_INFINITY, reason: 'time-out' });
    else {
      const before = this.#silence.get(key)?.count ?? 0;
      this.#silence.set(key, { count: before + 1, reason: result.reason });
    }
    return result;
  }
}

/** Only "no such name" and "no such type" of a server that may say so prove that something is not there. */
function doubtOf({ code, authoritative, recursive, records }: Reply): Doubt | null {
  if (code === REFUSED) return 'refused';
  if (code === SERVER_FAILURE) return 'server-failure';
  if (code !== NO_ERROR && code !== NO_NAME) return 'broken-reply';
  return records.length === 0 && !authoritative && !recursive ? 'not-responsible' : null;
}

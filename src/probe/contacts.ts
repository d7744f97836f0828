import { type Server, serverKey } from '../resolve/answer.js';
import { type Contact, type ContactLimits, contact, defaultContactLimits } from './contact.js';

export interface ContactsOptions {
  readonly limits?: ContactLimits;
  /** Connections under way at one time; default 16. */
  readonly concurrency?: number;
  /** Ends everything. */
  readonly signal?: AbortSignal;
}

/** Connects to servers, to each place once. */
export class Contacts {
  readonly #known = new Map<string, Promise<Contact>>();
  readonly #waiting: (() => void)[] = [];
  readonly #limits: ContactLimits;
  readonly #signal: AbortSignal | undefined;
  #free: number;

  constructor(options: ContactsOptions = {}) {
    this.#limits = options.limits ?? defaultContactLimits;
    this.#signal = options.signal;
    this.#free = options.concurrency ?? 16;
  }

  /** Whether a connection is taken. Never throws. */
  reach(place: Server): Promise<Contact> {
    return this.#once(place, false);
  }

  /** What a server says by itself when it is connected to. Never throws. */
  hear(place: Server): Promise<Contact> {
    return this.#once(place, true);
  }

  #once(place: Server, listens: boolean): Promise<Contact> {
    const heard = `hear ${serverKey(place)}`;
    const key = listens || this.#known.has(heard) ? heard : `reach ${serverKey(place)}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#inTurn(() => contact(place, { limits: this.#limits, listens, signal: this.#signal }));
      this.#known.set(key, known);
    }
    return known;
  }

  async #inTurn(reach: () => Promise<Contact>): Promise<Contact> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const outcome = await reach();
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
    return outcome;
  }
}

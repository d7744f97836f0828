import type { Contact, Unreached } from '../probe/contact.js';
import { type Server, serverKey } from '../resolve/answer.js';
import { OUT_OF_TIME } from './node-dns.js';

/** What became of a node's connections to the servers it needs; nothing where no traffic is allowed. */
export class NodeConnections {
  readonly #contacts = new Map<string, Contact>();

  /** @param place address and port as they were connected to */
  learn(place: Server, outcome: Contact): void {
    this.#contacts.set(serverKey(place), outcome);
  }

  /** Null where it was not tried. */
  to(place: Server): Contact | null {
    return this.#contacts.get(serverKey(place)) ?? null;
  }

  /** What kept connections from telling anything: `192.168.1.100:23141: timed out`. */
  get doubts(): readonly string[] {
    return [...this.#contacts].flatMap(([place, outcome]) =>
      outcome.state === 'unreached' ? [`${place}: ${unreachedWords[outcome.reason]}`] : [],
    );
  }
}

const unreachedWords: Readonly<Record<Unreached, string>> = {
  refused: 'connection refused',
  'time-out': 'timed out',
  unreachable: 'not reachable',
  'not-tried': 'this machine could not try',
  stopped: 'stopped',
  'out-of-time': OUT_OF_TIME,
};

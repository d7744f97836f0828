import type { Contact } from '../probe/contact.js';
import { type Server, serverKey } from '../resolve/answer.js';

/** What became of one connection of a node. */
export interface Connection {
  readonly place: Server;
  readonly outcome: Contact;
  /** When a recorded one was made, in milliseconds since 1970; null for one of this run. */
  readonly recorded: number | null;
}

/** What became of a node's connections to the servers it needs; nothing where no traffic is allowed. */
export class NodeConnections {
  readonly #contacts = new Map<string, Connection>();

  /**
   * @param place address and port as they were connected to
   * @param recorded see {@link Connection}
   */
  learn(place: Server, outcome: Contact, recorded: number | null = null): void {
    this.#contacts.set(serverKey(place), { place, outcome, recorded });
  }

  /** Null where it was not tried. */
  to(place: Server): Contact | null {
    return this.connection(place)?.outcome ?? null;
  }

  connection(place: Server): Connection | null {
    return this.#contacts.get(serverKey(place)) ?? null;
  }

  get all(): readonly Connection[] {
    return [...this.#contacts.values()];
  }
}

import type { Contact } from '../probe/contact.js';
import {
  type Answering,
  type DnsAnswer,
  dnsKey,
  type Question,
  type Server,
  serverKey,
} from '../resolve/answer.js';
import { rewrite } from '../text/rewrite.js';

/** A host's full name in what a server greets with. */
const FULL_NAME = /(?<![A-Za-z0-9._-])(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9_-])/g;

/** Gives a text its other names. */
export type Renaming = (text: string) => string;

/** Whoever connects to servers: to the servers themselves, or to what was heard of them. */
export interface Connecting {
  reach(place: Server): Promise<Contact>;
  hear(place: Server): Promise<Contact>;
}

/**
 * What servers say is private as well, and they know nothing of other names: they are asked once, under the names that
 * they know, and what they said is told again under the other ones.
 */
export class HeardServers {
  readonly #answers = new Map<string, { server: Server; question: Question; answer: DnsAnswer }>();
  readonly #contacts = new Map<string, { place: Server; contact: Contact }>();

  /** Asks somebody, and listens. */
  answering(asked: Answering): Answering {
    return {
      ask: async (server, question) => {
        const answer = await asked.ask(server, question);
        this.#answers.set(questionKey(server, question), { server, question, answer });
        return answer;
      },
    };
  }

  /** Connects through somebody, and listens. */
  connecting(through: Connecting): Connecting {
    const listening = (how: keyof Connecting) => async (place: Server) => {
      const contact = await through[how](place);
      this.#contacts.set(contactKey(how, place), { place, contact });
      return contact;
    };
    return { reach: listening('reach'), hear: listening('hear') };
  }

  /** Takes what somebody else heard, such as a recording. */
  heard(place: Server, contact: Contact): void {
    this.#contacts.set(contactKey('hear', place), { place, contact });
  }

  /** Names and addresses that were asked for or answered. */
  *names(): Generator<string> {
    for (const { server, question, answer } of this.#answers.values()) {
      yield server.address;
      if (question.type !== 'PTR') yield question.name;
      yield* answer.aliases;
      if (answer.state === 'found') yield* answer.values;
    }
    for (const { place } of this.#contacts.values()) yield place.address;
    for (const banner of this.banners()) yield* banner.match(FULL_NAME) ?? [];
  }

  /** What servers said when they were connected to. */
  *banners(): Generator<string> {
    for (const { contact } of this.#contacts.values())
      if (contact.state === 'spoke') yield Buffer.from(contact.said).toString('latin1');
  }

  /** Answers what was asked before, by its other names; nobody is asked. */
  answersUnder(rename: Renaming): Answering {
    const said = new Map<string, DnsAnswer>();
    for (const { server, question, answer } of this.#answers.values()) {
      const [other, name] = [renamed(server, rename), rename(question.name)];
      said.set(questionKey(other, { ...question, name }), renamedAnswer(answer, rename));
    }
    const unknown: DnsAnswer = { state: 'unknown', reason: 'not-recorded', aliases: [] };
    return { ask: async (server, question) => said.get(questionKey(server, question)) ?? unknown };
  }

  /** What became of the connections before, by their other addresses; none is made. */
  contactsUnder(rename: Renaming): Connecting {
    const known = new Map<string, Contact>();
    for (const [key, { place, contact }] of this.#contacts) {
      const how = key.startsWith('hear ') ? 'hear' : 'reach';
      known.set(contactKey(how, renamed(place, rename)), renamedContact(contact, rename));
    }
    const unknown: Contact = { state: 'unreached', reason: 'not-tried' };
    const of = (how: keyof Connecting) => async (place: Server) =>
      known.get(contactKey(how, place)) ?? unknown;
    return { reach: of('reach'), hear: of('hear') };
  }
}

const questionKey = (server: Server, { type, name }: Question): string =>
  `${serverKey(server)} ${type} ${dnsKey(name)}`;

const contactKey = (how: keyof Connecting, place: Server): string => `${how} ${serverKey(place)}`;

/** A server at its other address. */
export const renamed = ({ address, port }: Server, rename: Renaming): Server => ({
  address: rename(address),
  port,
});

function renamedAnswer(answer: DnsAnswer, rename: Renaming): DnsAnswer {
  const aliases = answer.aliases.map(rename);
  return answer.state === 'found'
    ? { ...answer, values: answer.values.map(rename), aliases }
    : { ...answer, aliases };
}

/** What a server said, under other names. */
export const renamedContact = (contact: Contact, rename: Renaming): Contact =>
  contact.state === 'spoke' ? { ...contact, said: rewrite(contact.said, rename) } : contact;

import type { Contact, Unreached } from '../probe/contact.js';
import { type Server, serverKey } from '../resolve/answer.js';
import { bytesIn, type Fault, serverIn, wordIn, written, writtenBytes } from './words.js';

/** What became of a connection that somebody made. */
export interface RecordedContact {
  /** The node from which it was made: from another machine it tells nothing. */
  readonly node: string;
  /** When, in milliseconds since 1970. */
  readonly time: number;
  readonly place: Server;
  readonly outcome: Contact;
}

/** The first word of a line on a connection. */
export const CONTACT = 'tcp';

const QUIET = ['connected', 'silent', 'hung-up'] as const;
/** `stopped` and `out-of-time` are left out: it was never learned what would have become of the connection. */
const UNREACHED: readonly Unreached[] = ['refused', 'time-out', 'unreachable', 'not-tried'];
/** The 64 KiB that are read at most, each byte written in at most six characters. */
const LONGEST_SAID = 6 * 64 * 1024;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** What of contacts can be told again. */
export const isLearned = ({ outcome }: RecordedContact): boolean =>
  outcome.state !== 'unreached' || UNREACHED.includes(outcome.reason);

/** One line: node, time, place, outcome, and what was said there. */
export function writeContact({ node, time, place, outcome }: RecordedContact): string {
  const fields = [CONTACT, written(node), new Date(time).toISOString(), serverKey(place)];
  if (outcome.state === 'spoke') return [...fields, outcome.state, writtenBytes(outcome.said)].join('\t');
  return [...fields, outcome.state === 'unreached' ? outcome.reason : outcome.state].join('\t');
}

export function readContact(fields: readonly string[]): RecordedContact | Fault {
  const [, name, written, at, told, said, ...more] = fields;
  if (
    name === undefined ||
    written === undefined ||
    at === undefined ||
    told === undefined ||
    more.length > 0
  )
    return { fault: 'fields', text: fields.join('\t') };
  const node = wordIn(name);
  if (node === null) return { fault: 'escape', text: name };
  const time = TIME.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(time)) return { fault: 'time', text: written };
  const place = serverIn(at);
  if (place === null) return { fault: 'server', text: at };
  const outcome = outcomeOf(told, said);
  return 'fault' in outcome ? outcome : { node, time, place, outcome };
}

function outcomeOf(told: string, said: string | undefined): Contact | Fault {
  if (told === 'spoke') {
    if (said === undefined || said === '' || said.length > LONGEST_SAID)
      return { fault: 'values', text: said ?? '' };
    const bytes = bytesIn(said);
    return bytes === null ? { fault: 'escape', text: said } : { state: 'spoke', said: bytes };
  }
  if (said !== undefined) return { fault: 'values', text: said };
  const state = QUIET.find((each) => each === told);
  if (state !== undefined) return { state };
  const reason = UNREACHED.find((each) => each === told);
  return reason === undefined ? { fault: 'outcome', text: told } : { state: 'unreached', reason };
}

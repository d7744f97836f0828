import {
  type Answering,
  type DnsAnswer,
  dnsKey,
  type Question,
  type Server,
  serverKey,
} from '../resolve/answer.js';
import { answerKey, readAnswer, writeAnswer } from './answer-rows.js';
import { CONTACT, isLearned, type RecordedContact, readContact, writeContact } from './contact-rows.js';
import { type Fault, MOST_WORDS, serverIn } from './words.js';

/** The first line of a recording; the number grows when its lines change their meaning, or new ones come. */
const HEAD = 'cjclint-lookups';
/** 1 knew no connections. */
const VERSION = 2;
const VERSIONS = [1, VERSION];

/** What name servers said and what became of connections, to be told again without them. */
export interface Recording {
  /** The servers that were asked instead of those of the nodes; empty: those of the nodes. */
  readonly servers: readonly Server[];
  readonly answers: ReadonlyMap<string, DnsAnswer>;
  readonly contacts: readonly RecordedContact[];
}

/** Why a text is no recording. */
export interface RecordingProblem extends Fault {
  /** 1-based. */
  readonly line: number;
}

/** Listens to what is answered. */
export class Recorder implements Answering {
  readonly #inner: Answering;
  readonly #said = new Map<string, DnsAnswer>();
  readonly #contacts: RecordedContact[] = [];

  constructor(inner: Answering) {
    this.#inner = inner;
  }

  async ask(server: Server, question: Question): Promise<DnsAnswer> {
    const answer = await this.#inner.ask(server, question);
    if (answer.state !== 'unknown' || (answer.reason !== 'stopped' && answer.reason !== 'out-of-time'))
      this.#said.set(answerKey(server, question), answer);
    return answer;
  }

  /** Keeps what became of connections, but for those that were cut off. */
  keep(contacts: readonly RecordedContact[]): void {
    this.#contacts.push(...contacts.filter(isLearned));
  }

  /** @param servers those asked instead of the nodes' own */
  recording(servers: readonly Server[]): Recording {
    return { servers, answers: this.#said, contacts: this.#contacts };
  }
}

/** Answers from a recording alone: no packet is sent. */
export const replaying = ({ answers }: Recording): Answering => ({
  ask: async (server, question) =>
    answers.get(answerKey(server, question)) ?? { state: 'unknown', reason: 'not-recorded', aliases: [] },
});

/** A recording as text, one question and one connection a line, sorted, so that two of them can be compared. */
export function writeRecording({ servers, answers, contacts }: Recording): string {
  const asked = servers.length === 0 ? [] : [`servers\t${servers.map(serverKey).join(' ')}`];
  const lines = [...answers].map(([key, answer]) => writeAnswer(key, answer));
  const reached = contacts.map(writeContact);
  return `${[`${HEAD} ${VERSION}`, ...asked, ...lines.sort(), ...reached.sort()].join('\n')}\n`;
}

/** Reads a recording of this version or an older one; blank lines and lines that begin with `#` are none of its own. */
export function readRecording(text: string): Recording | RecordingProblem {
  let servers: readonly Server[] = [];
  let version = 0;
  const answers = new Map<string, DnsAnswer>();
  const contacts = new Map<string, RecordedContact>();
  const lines = new Map<string, string>();
  let number = 0;
  for (const line of linesOf(text.replace(/^\ufeff/, ''))) {
    number += 1;
    const wrong = (fault: Fault['fault'], what: string) => ({ line: number, fault, text: what });
    if (number === 1) {
      version = VERSIONS.find((each) => line === `${HEAD} ${each}`) ?? 0;
      if (version === 0) return wrong('head', line);
    }
    if (number === 1 || line === '' || line.startsWith('#')) continue;
    const fields = line.split('\t');
    if (fields[0] === 'servers') {
      const words = (fields[1] ?? '').split(' ', MOST_WORDS);
      const read = words.map(serverIn);
      const bad = read.indexOf(null);
      if (bad >= 0 || fields.length !== 2) return wrong('server', words[Math.max(0, bad)] ?? '');
      servers = read.filter((server) => server !== null);
      continue;
    }
    const isContact = version > 1 && fields[0] === CONTACT;
    const row = isContact ? readContact(fields) : readAnswer(fields);
    if ('fault' in row) return wrong(row.fault, row.text);
    const key = 'place' in row ? `${CONTACT}\t${dnsKey(row.node)}\t${serverKey(row.place)}` : row.key;
    if ((lines.get(key) ?? line) !== line) return wrong('contradiction', line);
    lines.set(key, line);
    if ('place' in row) contacts.set(key, row);
    else answers.set(key, row.answer);
  }
  return { servers, answers, contacts: [...contacts.values()] };
}

/** One by one: a file of nothing but line ends would make as many texts at one time. */
function* linesOf(text: string): Generator<string> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (end < 0) return;
    start = end + 1;
  }
}

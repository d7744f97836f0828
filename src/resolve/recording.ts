import { isIP } from 'node:net';
import {
  type Answering,
  type DnsAnswer,
  type Doubt,
  dnsKey,
  type Question,
  type RecordType,
  type Server,
  serverKey,
} from './answer.js';

/** The first line of a recording; the number grows when its lines change their meaning. */
const HEAD = 'cjclint-lookups 1';
/** More than any answer has: what is longer was not written by this program. */
const MOST_WORDS = 1000;
/** A name has at most 255 bytes, each written in at most six characters. */
const LONGEST_WORD = 2000;
/** Stands for nothing, where something behind it is to be told. */
const NOTHING = '-';
const EMPTY = '""';

const TYPES: readonly RecordType[] = ['A', 'AAAA', 'PTR'];
const STATES = ['no-name', 'no-type', 'loop'] as const;
/** `stopped` and `out-of-time` are left out: the question was never answered. */
const DOUBTS: readonly Doubt[] = [
  'time-out',
  'unreachable',
  'server-failure',
  'refused',
  'not-responsible',
  'broken-reply',
  'not-a-name',
  'not-recorded',
];

/** What name servers said, to be asked again without them. */
export interface Recording {
  /** The servers that were asked instead of those of the nodes; empty: those of the nodes. */
  readonly servers: readonly Server[];
  readonly answers: ReadonlyMap<string, DnsAnswer>;
}

/** Why a text is no recording. */
export interface RecordingProblem {
  /** 1-based. */
  readonly line: number;
  readonly fault: 'head' | 'fields' | 'server' | 'type' | 'outcome' | 'values' | 'escape' | 'contradiction';
  /** The offending text. */
  readonly text: string;
}

/** Listens to what is answered. */
export class Recorder implements Answering {
  readonly #inner: Answering;
  readonly #said = new Map<string, DnsAnswer>();

  constructor(inner: Answering) {
    this.#inner = inner;
  }

  async ask(server: Server, question: Question): Promise<DnsAnswer> {
    const answer = await this.#inner.ask(server, question);
    if (answer.state !== 'unknown' || (answer.reason !== 'stopped' && answer.reason !== 'out-of-time'))
      this.#said.set(keyOf(server, question), answer);
    return answer;
  }

  /** @param servers those asked instead of the nodes' own */
  recording(servers: readonly Server[]): Recording {
    return { servers, answers: this.#said };
  }
}

/** Answers from a recording alone: no packet is sent. */
export const replaying = ({ answers }: Recording): Answering => ({
  ask: async (server, question) =>
    answers.get(keyOf(server, question)) ?? { state: 'unknown', reason: 'not-recorded', aliases: [] },
});

const keyOf = (server: Server, { type, name }: Question): string =>
  [serverKey(server), type, written(dnsKey(name))].join('\t');

/**
 * A recording as text, one question a line, sorted, so that two of them can be compared:
 * server, type, name, outcome, values and the CNAMEs that led there, with tabs between.
 */
export function writeRecording({ servers, answers }: Recording): string {
  const lines = [...answers].map(([key, answer]) => {
    const { aliases } = answer;
    const outcome = answer.state === 'unknown' ? answer.reason : answer.state;
    const values = answer.state === 'found' ? answer.values : [];
    if (values.length + aliases.length === 0) return `${key}\t${outcome}`;
    const via = aliases.length === 0 ? '' : `\t${wordsOf(aliases)}`;
    return `${key}\t${outcome}\t${values.length === 0 ? NOTHING : wordsOf(values)}${via}`;
  });
  const asked = servers.length === 0 ? [] : [`servers\t${servers.map(serverKey).join(' ')}`];
  return `${[HEAD, ...asked, ...lines.sort()].join('\n')}\n`;
}

/** Reads a recording; blank lines and lines that begin with `#` are none of its own. */
export function readRecording(text: string): Recording | RecordingProblem {
  let servers: readonly Server[] = [];
  const answers = new Map<string, DnsAnswer>();
  const written = new Map<string, string>();
  let number = 0;
  for (const line of linesOf(text.replace(/^\ufeff/, ''))) {
    number += 1;
    const wrong = (fault: RecordingProblem['fault'], what: string) => ({ line: number, fault, text: what });
    if (number === 1 && line !== HEAD) return wrong('head', line);
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
    const row = rowOf(fields);
    if ('fault' in row) return wrong(row.fault, row.text);
    if ((written.get(row.key) ?? line) !== line) return wrong('contradiction', line);
    written.set(row.key, line);
    answers.set(row.key, row.answer);
  }
  return { servers, answers };
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

type Fault = Pick<RecordingProblem, 'fault' | 'text'>;

function rowOf(fields: readonly string[]): { readonly key: string; readonly answer: DnsAnswer } | Fault {
  const [server = '', kind = '', name, outcome, values = NOTHING, via = NOTHING, ...more] = fields;
  if (name === undefined || outcome === undefined || more.length > 0)
    return { fault: 'fields', text: fields.join('\t') };
  const asked = serverIn(server);
  if (asked === null) return { fault: 'server', text: server };
  const type = TYPES.find((each) => each === kind);
  if (type === undefined) return { fault: 'type', text: kind };
  const question = wordIn(name);
  if (question === null) return { fault: 'escape', text: name };
  const found = wordsIn(values);
  const aliases = wordsIn(via);
  if (found === null || aliases === null) return { fault: 'escape', text: found === null ? values : via };
  const key = keyOf(asked, { type, name: question });
  const state = STATES.find((each) => each === outcome);
  const reason = DOUBTS.find((each) => each === outcome);
  if (outcome === 'found') {
    const family = type === 'A' ? 4 : 6;
    const isValue = (value: string) => type === 'PTR' || isIP(value) === family;
    if (found.length === 0 || !found.every(isValue)) return { fault: 'values', text: values };
    return { key, answer: { state: 'found', values: found, aliases } };
  }
  if (found.length > 0) return { fault: 'values', text: values };
  if (state !== undefined) return { key, answer: { state, aliases } };
  if (reason !== undefined) return { key, answer: { state: 'unknown', reason, aliases } };
  return { fault: 'outcome', text: outcome };
}

/** As {@link serverKey} writes it. */
function serverIn(text: string): Server | null {
  const [, six, four, digits] = /^(?:\[([^\]]{2,100})\]|([\d.]{7,15})):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (six !== undefined && isIP(six) === 6 && port <= 65_535) return { address: six, port };
  if (four !== undefined && isIP(four) === 4 && port <= 65_535) return { address: four, port };
  return null;
}

/** What servers send need not be text: all but visible ASCII is written as its UTF-16 code. */
const UNSAFE = /[^\x21-\x7e]|[\\"]/g;
const ESCAPE = /\\u([0-9a-f]{4})/g;

function written(word: string): string {
  if (word === '') return EMPTY;
  return word === NOTHING ? escapeCode(word) : word.replace(UNSAFE, escapeCode);
}

const escapeCode = (text: string): string => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;

const wordsOf = (words: readonly string[]): string => words.map(written).join(' ');

/** @returns null for an escape that is none, and for what is too long for a name */
function wordIn(text: string): string | null {
  if (text === EMPTY) return '';
  if (text === '' || text.length > LONGEST_WORD || text.replace(ESCAPE, '').includes('\\')) return null;
  return text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function wordsIn(text: string): readonly string[] | null {
  if (text === NOTHING) return [];
  const words = text.split(' ', MOST_WORDS + 1);
  if (words.length > MOST_WORDS) return null;
  const read = words.map(wordIn);
  const known = read.filter((word) => word !== null);
  return known.length === read.length ? known : null;
}

import { isIP } from 'node:net';
import {
  type DnsAnswer,
  type Doubt,
  dnsKey,
  type Question,
  type RecordType,
  type Server,
  serverKey,
} from '../resolve/answer.js';
import { type Fault, NOTHING, serverIn, wordIn, wordsIn, wordsOf, written } from './words.js';

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
  'long-chain',
  'not-a-name',
  'not-recorded',
];

/** Under what an answer is kept: the first three fields of its line. */
export const answerKey = (server: Server, { type, name }: Question): string =>
  [serverKey(server), type, written(dnsKey(name))].join('\t');

/** One line: server, type, name, outcome, values and the CNAMEs that led there, with tabs between. */
export function writeAnswer(key: string, answer: DnsAnswer): string {
  const { aliases } = answer;
  const outcome = answer.state === 'unknown' ? answer.reason : answer.state;
  const values = answer.state === 'found' ? answer.values : [];
  if (values.length + aliases.length === 0) return `${key}\t${outcome}`;
  const via = aliases.length === 0 ? '' : `\t${wordsOf(aliases)}`;
  return `${key}\t${outcome}\t${values.length === 0 ? NOTHING : wordsOf(values)}${via}`;
}

export function readAnswer(
  fields: readonly string[],
): { readonly key: string; readonly answer: DnsAnswer } | Fault {
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
  const key = answerKey(asked, { type, name: question });
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

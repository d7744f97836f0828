import type { Packet } from 'dns-packet';
import { type Doubt, dnsKey, type Question, type RecordType } from './answer.js';
import { soundnessOf } from './soundness.js';

/** What dns-packet offers, of which only these are used. */
export interface WireFormat {
  encode(packet: Packet): Uint8Array;
  decode(bytes: Buffer): Packet;
}

export interface WireRecord {
  /** As a key. */
  readonly owner: string;
  readonly type: RecordType | 'CNAME';
  readonly value: string;
}

export interface Reply {
  readonly kind: 'reply';
  readonly code: number;
  readonly authoritative: boolean;
  readonly recursive: boolean;
  readonly records: readonly WireRecord[];
}

/** What a message turned out to be; `stray`: not the answer to this question. */
export type Received = Reply | { readonly kind: 'stray' | 'truncated' | 'broken' };

export type Exchange = Reply | { readonly kind: 'failed'; readonly reason: Doubt };

/** What fits into one datagram on every path (DNS flag day 2020). */
const DATAGRAM = 1232;
const HEADER = 12;
/** More answers than this are no site's: decoding them would cost more than they tell. */
const MOST_RECORDS = 500;
const RECURSION_DESIRED = 0x100;
const RESPONSE = 0x8000;
const AUTHORITATIVE = 0x400;
const TRUNCATED = 0x200;
const RECURSION_AVAILABLE = 0x80;
const OPCODE = 0x7800;

/** Whether a name can be put on the wire: 1 to 63 printable ASCII characters between dots, 253 in all. */
export const isAskable = (name: string): boolean =>
  name.length <= 253 && name.split('.').every((label) => /^[\x21-\x7e]{1,63}$/.test(label));

/** @param edns whether to say that larger datagrams are welcome; some old servers know no EDNS. */
export function encodeQuery(wire: WireFormat, id: number, question: Question, edns: boolean): Uint8Array {
  return wire.encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED,
    questions: [{ ...question, class: 'IN' }],
    additionals: edns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: DATAGRAM,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
          },
        ]
      : [],
  });
}

/** The id of a message; null for what is too short to be one. */
export const idOf = (bytes: Buffer): number | null => (bytes.length < HEADER ? null : bytes.readUInt16BE(0));

/** Reads what came as the answer to a question. Never throws. */
export function readReply(wire: WireFormat, bytes: Buffer, id: number, question: Question): Received {
  if (idOf(bytes) !== id) return { kind: 'stray' };
  const flags = bytes.readUInt16BE(2);
  if ((flags & RESPONSE) === 0 || (flags & OPCODE) !== 0) return { kind: 'stray' };
  const code = flags & 0xf;
  const questions = bytes.readUInt16BE(4);
  const answers = bytes.readUInt16BE(6);
  // Servers that could not read the question send it back empty.
  if (questions === 0 && answers === 0 && code !== 0 && code !== 3) return replyOf(code, flags, []);
  if (questions !== 1) return { kind: 'stray' };
  if (answers > MOST_RECORDS) return { kind: 'broken' };
  const { sound, extendedCode } = soundnessOf(bytes);
  try {
    // Authority and additional records are never used, so they are not decoded either.
    const head = Buffer.from(bytes);
    head.writeUInt32BE(0, 8);
    if ((flags & TRUNCATED) !== 0) head.writeUInt16BE(0, 6);
    const packet = wire.decode(head);
    const [asked] = packet.questions ?? [];
    if (asked === undefined || !isSame(asked, question)) return { kind: 'stray' };
    if ((flags & TRUNCATED) !== 0) return { kind: 'truncated' };
    const records = packet.answers ?? [];
    if (records.some(({ type, ...each }) => type !== 'OPT' && 'class' in each && each.class !== 'IN'))
      return { kind: 'broken' };
    return sound ? replyOf(code | (extendedCode << 4), flags, records.flatMap(recordOf)) : { kind: 'broken' };
  } catch {
    return { kind: 'broken' };
  }
}

const isSame = (asked: NonNullable<Packet['questions']>[number], { name, type }: Question): boolean =>
  dnsKey(asked.name) === dnsKey(name) && asked.type === type && asked.class === 'IN';

const replyOf = (code: number, flags: number, records: readonly WireRecord[]): Reply => ({
  kind: 'reply',
  code,
  authoritative: (flags & AUTHORITATIVE) !== 0,
  recursive: (flags & RECURSION_AVAILABLE) !== 0,
  records,
});

function recordOf(answer: NonNullable<Packet['answers']>[number]): WireRecord[] {
  const { type } = answer;
  if (type !== 'A' && type !== 'AAAA' && type !== 'PTR' && type !== 'CNAME') return [];
  return [{ owner: dnsKey(answer.name), type, value: answer.data }];
}

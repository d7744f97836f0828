export type RecordType = 'A' | 'AAAA' | 'PTR';

export interface Question {
  /** Absolute, without the last dot. */
  readonly name: string;
  readonly type: RecordType;
}

/** A name server. */
export interface Server {
  readonly address: string;
  readonly port: number;
  /** Whether it is asked over TCP alone; else first over UDP. */
  readonly overTcp?: boolean;
}

/** Why nothing can be told from what a server said, or did not say. */
export type Doubt =
  | 'time-out'
  /** Nothing listens there, or no route leads there. */
  | 'unreachable'
  | 'server-failure'
  | 'refused'
  /** It neither knows the zone nor asks others: a lame server. */
  | 'not-responsible'
  /** What came is no DNS message, contradicts itself, or is past a limit. */
  | 'broken-reply'
  /** One CNAME leads to the next, and so on past the limit. */
  | 'long-chain'
  | 'not-a-name'
  /** The answers come from a recording, and this question is not in it. */
  | 'not-recorded'
  | Ended;

/** What ended all traffic before the answer came: somebody (`stopped`), or the run's own time limit. */
export type Ended = 'stopped' | 'out-of-time';

/** What a server says to a question; `aliases` are the targets of the CNAMEs that were followed, in order. */
export type DnsAnswer =
  | { readonly state: 'found'; readonly values: readonly string[]; readonly aliases: readonly string[] }
  /** `no-name`: no such name; `no-type`: the name has no record of this type; `loop`: its CNAMEs lead in a circle. */
  | { readonly state: 'no-name' | 'no-type' | 'loop'; readonly aliases: readonly string[] }
  | { readonly state: 'unknown'; readonly reason: Doubt; readonly aliases: readonly string[] };

/** DNS compares names without letter case; a last dot only says that the name is absolute. */
export const dnsKey = (name: string): string => name.toLowerCase().replace(/\.$/, '');

export const serverKey = ({ address, port }: Server): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

/** By what a signal ends traffic: its reason, where that is one of ours. */
export const endedBy = (signal: AbortSignal | undefined): Ended =>
  signal?.reason === 'out-of-time' ? 'out-of-time' : 'stopped';

/** Whoever answers questions to name servers: the servers themselves, or a recording of what they said. */
export interface Answering {
  /** What one server says to a question. Never throws. */
  ask(server: Server, question: Question): Promise<DnsAnswer>;
}

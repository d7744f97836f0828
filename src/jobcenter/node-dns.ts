import type { DnsAnswer, Doubt } from '../resolve/answer.js';
import { defaultOrder, type HostOrder } from '../resolve/resolv-conf.js';
import type { Origin } from '../text/source-file.js';
import { addressKey, parseAddress } from './address.js';

/** What one name server said to a question of a node. */
export interface ServerAnswer {
  /** `192.168.1.53:53` */
  readonly server: string;
  readonly answer: DnsAnswer;
  /** What was asked for, as it is written. */
  readonly at: Origin;
}

/** What the name servers of a node say, each by itself; nothing where no traffic is allowed. */
export class NodeDns {
  readonly #answers = new Map<string, readonly ServerAnswer[]>();
  /** Whom nsswitch.conf has the node ask, and when. */
  order: HostOrder = defaultOrder;

  /** @param query a name or an address */
  learn(query: string, answers: readonly ServerAnswer[]): void {
    this.#answers.set(keyOf(query), answers);
  }

  /** In the order in which the node asks them. */
  answers(query: string): readonly ServerAnswer[] {
    return this.#answers.get(keyOf(query)) ?? [];
  }

  /** Whether anybody was to be asked; false where no traffic is allowed. */
  wasAsked(query: string): boolean {
    return this.#answers.has(keyOf(query));
  }

  /** What kept servers from telling: `192.168.1.53:53: time-out`. */
  get doubts(): readonly string[] {
    const found = [...this.#answers.values()]
      .flat()
      .flatMap(({ server, answer }) =>
        answer.state === 'unknown' ? [`${server}: ${doubtWords[answer.reason]}`] : [],
      );
    return [...new Set(found)];
  }
}

const keyOf = (query: string): string =>
  parseAddress(query) === null ? query.toLowerCase().replace(/\.$/, '') : addressKey(query);

/** What was cut by the limit of the whole run, other than a server that is silent. */
export const OUT_OF_TIME = 'not answered within the time limit of all look-ups and connections';

/** As the tools of DNS write it. */
const doubtWords: Readonly<Record<Doubt, string>> = {
  'time-out': 'timed out',
  unreachable: 'not reachable',
  'server-failure': 'SERVFAIL',
  refused: 'REFUSED',
  'not-responsible': 'lame (neither authoritative nor recursive)',
  'broken-reply': 'broken reply',
  'long-chain': 'more CNAMEs one after the other than are followed',
  'not-a-name': 'not a name that can be asked for',
  'not-recorded': 'not in the recording',
  stopped: 'stopped',
  'out-of-time': OUT_OF_TIME,
};

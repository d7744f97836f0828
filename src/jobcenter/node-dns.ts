import type { Localized } from '../message/language.js';
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

  /** What kept servers from telling: `192.168.1.53:53: timed out`. */
  get doubts(): readonly Localized[] {
    const found = new Map<string, Localized>();
    for (const { server, answer } of [...this.#answers.values()].flat()) {
      if (answer.state !== 'unknown') continue;
      const { en, ja } = doubtWords[answer.reason];
      found.set(`${server} ${answer.reason}`, { en: `${server}: ${en}`, ja: `${server}: ${ja}` });
    }
    return [...found.values()];
  }
}

const keyOf = (query: string): string =>
  parseAddress(query) === null ? query.toLowerCase().replace(/\.$/, '') : addressKey(query);

/** What was cut by the limit of the whole run, other than a server that is silent. */
export const OUT_OF_TIME = 'not answered within the time limit of all look-ups and connections';

/** As the tools of DNS write it. */
const doubtWords: Readonly<Record<Doubt, Localized>> = {
  'time-out': { en: 'timed out', ja: 'タイムアウト' },
  unreachable: { en: 'not reachable', ja: '到達不能' },
  'server-failure': { en: 'SERVFAIL', ja: 'SERVFAIL' },
  refused: { en: 'REFUSED', ja: 'REFUSED' },
  'not-responsible': {
    en: 'lame (neither authoritative nor recursive)',
    ja: 'ゾーンを受け持たない (lame)',
  },
  'broken-reply': { en: 'broken reply', ja: '応答が不正' },
  'long-chain': { en: 'more CNAMEs one after the other than are followed', ja: 'CNAME の連鎖が長すぎる' },
  'not-a-name': { en: 'not a name that can be asked for', ja: '照会できない名前' },
  'not-recorded': { en: 'not in the recording', ja: '保存したファイルにない' },
  stopped: { en: 'stopped', ja: '中断' },
  'out-of-time': { en: OUT_OF_TIME, ja: '全体の制限時間により打ち切り' },
};

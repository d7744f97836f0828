import type { Localized } from '../message/language.js';
import type { Unreached } from '../probe/contact.js';
import { firstWords, type NatsInfo, natsInfoOf } from '../probe/nats-info.js';
import { serverKey } from '../resolve/answer.js';
import type { Connection } from './node-connections.js';
import { OUT_OF_TIME } from './node-dns.js';

const unreachedWords: Readonly<Record<Unreached, Localized>> = {
  refused: { en: 'connection refused', ja: '接続拒否' },
  'time-out': { en: 'timed out', ja: 'タイムアウト' },
  unreachable: { en: 'not reachable', ja: '到達不能' },
  'not-tried': { en: 'this machine could not try', ja: 'このマシンでは接続を試行できない' },
  stopped: { en: 'stopped', ja: '中断' },
  'out-of-time': { en: OUT_OF_TIME, ja: '名前解決と接続全体の制限時間により打ち切り' },
};

/** What became of a connection: `NATS server 2.10.16`, `connection refused`. */
function outcomeText({ outcome }: Pick<Connection, 'outcome'>): Localized {
  switch (outcome.state) {
    case 'unreached':
      return unreachedWords[outcome.reason];
    case 'connected':
      return { en: 'takes connections', ja: '接続可' };
    case 'silent':
      return { en: 'takes connections, says nothing', ja: '接続可、何も返さない' };
    case 'hung-up':
      return { en: 'takes connections, hangs up without a word', ja: '接続可、何も返さず切断' };
    case 'spoke': {
      const info = natsInfoOf(outcome.said);
      const said = firstWords(outcome.said);
      if (info === null)
        return { en: `no NATS server, says "${said}"`, ja: `NATS サーバではない（応答 "${said}"）` };
      const { en, ja } = serverText(info);
      const needs = [...(info.needsTls ? ['TLS'] : []), ...(info.needsLogin ? ['login'] : [])];
      if (needs.length === 0) return { en, ja };
      return {
        en: `${en}, requires ${needs.join(' and ')}`,
        ja: `${ja}、${needs.map((each) => (each === 'login' ? '認証' : `${each} `)).join('と')}が必要`,
      };
    }
  }
}

const portWords: Readonly<Record<NatsInfo['serves'], Localized>> = {
  clients: { en: '', ja: '' },
  routes: { en: ', its port for other servers of the cluster', ja: ' のサーバ間接続用ポート' },
  gateways: { en: ', its port for gateways', ja: ' のゲートウェイ用ポート' },
  'leaf-nodes': { en: ', its port for leaf nodes', ja: ' のリーフノード用ポート' },
};

/** `NATS server 2.9.10`, and where it is not there for clients, for whom. */
export function serverText({ version, serves }: NatsInfo): Localized {
  const number = version === null ? '' : ` ${version}`;
  const { en, ja } = portWords[serves];
  return { en: `NATS server${number}${en}`, ja: `NATS サーバ${number}${ja}` };
}

/** The same with where it led to, and when, if that was not in this run: `192.168.1.100:23141: timed out`. */
export function connectionText(connection: Connection): Localized {
  const place = serverKey(connection.place);
  const { en, ja } = outcomeText(connection);
  const when = connection.recorded === null ? '' : timeText(connection.recorded);
  return {
    en: `${place}: ${en}${when === '' ? '' : ` (${when})`}`,
    ja: `${place}: ${ja}${when === '' ? '' : `（${when}）`}`,
  };
}

/** `2026-11-21T09:20:00Z` */
export const timeText = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

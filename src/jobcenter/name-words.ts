import type { Localized } from '../message/language.js';
import type { SightReason, SightStatus } from './name-table.js';
import type { NameSource } from './names.js';
import { sourceWords } from './site-names.js';

/** How an answer is judged, for people; empty for what is no fault and no answer. */
export const statusWords: Readonly<Record<SightStatus, Localized>> = {
  right: { en: 'right', ja: '正しい' },
  odd: { en: 'odd', ja: '要確認' },
  wrong: { en: 'wrong', ja: '誤り' },
  missing: { en: 'missing', ja: '応答なし' },
  'cannot-tell': { en: 'cannot tell', ja: '判定不能' },
  silent: { en: '', ja: '' },
};

/** `DNS 192.0.2.53:53`, `hosts` */
export const sourceText = (source: NameSource, server: string | null): Localized => {
  const { en, ja } = sourceWords[source];
  return server === null ? { en, ja } : { en: `${en} ${server}`, ja: `${ja} ${server}` };
};

/** Why an answer is judged so. */
export function reasonText({ code, value }: SightReason): Localized {
  switch (code) {
    case 'other-address':
      return { en: 'not the VIP', ja: 'VIP ではない' };
    case 'more-addresses':
    case 'more-names':
      // Neither a name nor an address holds a blank.
      return { en: `also ${value}`, ja: `${value?.replaceAll(', ', '、')} も返る` };
    case 'loopback':
      return { en: 'loopback', ja: 'ループバック' };
    case 'other-name':
      return { en: 'another name', ja: '別の名前' };
    case 'short-name':
      return { en: 'the short name only', ja: '短い名前だけ' };
    case 'alias':
      return { en: `alias of ${value}`, ja: `${value} の別名` };
    case 'cname':
      return { en: `through CNAME ${value}`, ja: `CNAME ${value} 経由` };
    case 'dangling-cname':
      return { en: `CNAME to ${value}, where there is nothing`, ja: `CNAME の先 ${value} に何もない` };
    case 'cname-loop':
      return { en: `CNAME loop, back to ${value}`, ja: `CNAME が循環（${value} に戻る）` };
    case 'no-name':
      return { en: 'no such name', ja: 'その名前は存在しない' };
    case 'no-type':
      return { en: 'the name has no such record', ja: '該当するレコードがない' };
    case 'no-answer':
      return { en: 'nothing found', ja: '名前解決の結果がない' };
    case 'vip-unknown':
      return { en: 'the VIP is not known', ja: 'VIP が不明' };
    case 'never-asked':
      return {
        en: 'the node never asks it (nsswitch.conf)',
        ja: 'このノードでは参照されない（nsswitch.conf）',
      };
    case 'own-name-first':
      return {
        en: "while the VIP is up, the node's own name comes first (nsswitch.conf)",
        ja: 'VIP が有効な間は自ホスト名が先に返る（nsswitch.conf）',
      };
    case 'not-listed':
      return { en: 'not in it', ja: '記載なし' };
    case 'no-file':
      return { en: 'the file is not in the data', ja: 'ファイルがデータにない' };
    case 'not-collected':
      return { en: 'not collected (.facts/lookup)', ja: '未収集（.facts/lookup）' };
    case 'not-looked-up':
      return { en: 'not looked up', ja: '記録なし' };
    case 'not-asked':
      return { en: 'not asked; --dns does', ja: '未照会（--dns で照会）' };
    case 'no-server':
      return { en: 'no name server that can be asked', ja: '照会できるネームサーバがない' };
    case 'time-out':
      return { en: 'timed out', ja: 'タイムアウト' };
    case 'unreachable':
      return { en: 'not reachable', ja: '到達不能' };
    case 'server-failure':
      return { en: 'server failure (SERVFAIL)', ja: 'サーバの障害 (SERVFAIL)' };
    case 'refused':
      return { en: 'refused (REFUSED)', ja: '拒否 (REFUSED)' };
    case 'not-responsible':
      return { en: 'lame server', ja: 'ゾーンを受け持たないサーバ (lame)' };
    case 'broken-reply':
      return { en: 'broken reply', ja: '応答が不正' };
    case 'long-chain':
      return { en: 'more CNAMEs in a row than are followed', ja: 'CNAME の連鎖が長すぎる' };
    case 'not-a-name':
      return { en: 'not a name that can be asked for', ja: '照会できない名前' };
    case 'not-recorded':
      return { en: 'not in the recording', ja: '保存したファイルにない' };
    case 'stopped':
      return { en: 'stopped', ja: '中断' };
    case 'out-of-time':
      return { en: 'cut off by the time limit of the run', ja: '全体の制限時間により打ち切り' };
  }
}

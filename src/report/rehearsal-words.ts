import type { Outcome } from '../engine/rehearsal.js';
import type { Language } from '../message/language.js';

/** The words of a page that shows rehearsals, whatever the page is made of. */
export interface RehearsalWords {
  readonly move: (cluster: string, service: string, from: string, to: string) => string;
  readonly noSite: string;
  readonly step: Readonly<Record<Outcome, string>>;
  readonly pair: Readonly<Record<Outcome, string>>;
  readonly at: (steps: string) => string;
  readonly more: (count: number) => string;
  readonly summary: (all: number, passes: number, fails: number, open: number) => string;
  readonly none: string;
}

export const rehearsalWords: Readonly<Record<Language, RehearsalWords>> = {
  en: {
    move: (cluster, service, from, to) => `${cluster}: ${service} from ${from} to ${to}`,
    noSite: 'agents without a site',
    step: { passes: 'would pass', fails: 'would fail', 'cannot-tell': 'cannot tell' },
    pair: {
      passes: 'this pair would fail over',
      fails: 'this pair would not fail over',
      'cannot-tell': 'cannot tell whether this pair would fail over',
    },
    at: (steps) => ` (${steps})`,
    more: (count) => `and ${count} more`,
    summary: (all, passes, fails, open) =>
      `${all} failover${all === 1 ? '' : 's'} rehearsed: ${passes} would pass, ${fails} would fail, ${open} cannot tell`,
    none: 'There is no failover to rehearse: no site and no agent has two nodes. Give what you have of both nodes.',
  },
  ja: {
    move: (cluster, service, from, to) => `${cluster}: ${service}（${from} から ${to} へ）`,
    noSite: 'サイトを伴わないエージェント',
    step: { passes: '成功の見込み', fails: '失敗の見込み', 'cannot-tell': '判定不能' },
    pair: {
      passes: 'この組み合わせはフェイルオーバーできる見込みです',
      fails: 'この組み合わせはフェイルオーバーできません',
      'cannot-tell': 'この組み合わせがフェイルオーバーできるかどうかは判定できません',
    },
    at: (steps) => `（${steps}）`,
    more: (count) => `ほか ${count} か所`,
    summary: (all, passes, fails, open) =>
      `フェイルオーバー ${all} 通り: 成功の見込み ${passes}、失敗の見込み ${fails}、判定不能 ${open}`,
    none: '確認できるフェイルオーバーがありません（2 つ以上のノードを持つサイトもエージェントもありません）。両方のノードのデータを指定してください。',
  },
};

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
  readonly heading: string;
  /** The heads of a table of failovers, and those of a table of steps behind its numbers. */
  readonly pairs: readonly string[];
  readonly steps: readonly string[];
  readonly allSteps: string;
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
    heading: 'cjclint: failovers on paper',
    pairs: ['cluster', 'site', 'from', 'to', 'result', 'decided by'],
    steps: ['step', 'result', 'why'],
    allSteps: 'all steps',
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
    heading: 'cjclint: フェイルオーバーの机上確認',
    pairs: ['クラスタ', 'サイト', '移動元', '移動先', '結果', '決め手となった手順'],
    steps: ['手順', '結果', '理由'],
    allSteps: 'すべての手順',
  },
};

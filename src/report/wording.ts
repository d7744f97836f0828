import type { Coverage, Grade, Severity, Verdict } from '../engine/result.js';
import type { Language, Localized } from '../message/language.js';

/** What one missing thing keeps from being checked, on however many nodes. */
export interface OpenQuestion {
  /** The name of the fact or input. */
  readonly need: string;
  /** What would settle it. */
  readonly how: string;
  /** Those that lack it; empty where no node is meant. */
  readonly nodes: readonly string[];
  /** Without their pack. */
  readonly rules: readonly string[];
}

/** The words of the text report in one language. */
export interface Wording {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly see: string;
  readonly fix: string;
  readonly looseFiles: string;
  readonly morePlaces: (count: number) => string;
  /** Where a rule's fact stands, and how well it is founded where that is less than documented. */
  readonly source: (reference: string | null, grade: Grade) => string;
  readonly coverage: (coverage: Coverage, suppressed: number) => string;
  readonly open: (question: OpenQuestion) => string;
  readonly counts: (errors: number, warnings: number, infos: number) => string;
  readonly verdictLine: (verdict: string, counts: string, partly: boolean) => string;
  readonly summary: (counts: { clusters: number; nodes: number; files: number }, findings: string) => string;
  readonly unchecked: (count: number) => string;
  readonly notApplicable: string;
  /** Why one rule could not be checked for one subject. */
  readonly lacks: (node: string | null, missing: readonly string[], supply: string) => string;
  /** Findings that a report of limited size leaves out. */
  readonly notShown: (count: number) => string;
}

/** That something is missing, on nodes where some are meant; facts and files go by their own names. */
export function lacking(needs: readonly string[], nodes: readonly string[]): Localized {
  const things = needs.map(thing);
  const on = nodes.length === 0 ? '' : ` on ${nodes.join(', ')}`;
  const words = [things.map((each) => each.ja).join('、'), 'がありません'];
  if (nodes.length > 0) words.unshift(`${nodes.join('、')} の`);
  return {
    en: `no ${things.map((each) => each.en).join(', ')}${on}`,
    // A blank stands between Japanese and other letters only.
    ja: words.reduce(
      (text, word) => `${text}${/[!-~]$/.test(text) || /^[!-~]/.test(word) ? ' ' : ''}${word}`,
    ),
  };
}

function thing(need: string): Localized {
  if (need === 'node-tree') return { en: 'node tree', ja: 'ノードツリー' };
  if (need === 'net') return { en: 'result of a connection', ja: '接続の結果' };
  if (need === 'dns') return { en: 'answer from every name server', ja: 'すべてのネームサーバの応答' };
  if (need === 'together') return { en: 'snapshots of one time', ja: '同じ時刻に採取したスナップショット' };
  if (need.startsWith(ON_DISK)) {
    const folder = need.slice(ON_DISK.length);
    return {
      en: `node with the disk of ${folder}`,
      ja: `${folder} のディスクをマウントしているノード`,
    };
  }
  if (!need.startsWith(OF_MANIFEST)) return { en: need, ja: need };
  const key = need.slice(OF_MANIFEST.length);
  return { en: `${key} in the manifest`, ja: `マニフェストの ${key}` };
}

const OF_MANIFEST = 'manifest:';
const ON_DISK = 'disk:';

/** More rules than this are counted, not all named. */
const NAMED_RULES = 4;

const english: Wording = {
  severity: { error: 'error', warning: 'warning', info: 'info' },
  verdict: {
    'no-go': 'NO-GO',
    'cannot-tell': 'CANNOT TELL',
    'go-with-warnings': 'GO WITH WARNINGS',
    go: 'GO',
  },
  see: 'see',
  fix: 'fix',
  looseFiles: 'files of no cluster',
  morePlaces: (count) => `and ${plural(count, 'more place')}`,
  source: (reference, grade) => {
    const where = reference?.replace(/^G /, 'guide ').replace(/^N$/, 'option note') ?? '';
    const how = weak(grade, {
      inferred: '(inferred)',
      thirdParty: '(third party)',
      unknown: '(undocumented)',
    });
    return [where, how].filter((part) => part !== '').join(' ');
  },
  coverage: ({ rules, passed, failed, notChecked, notApplicable }, suppressed) =>
    `${plural(rules, 'rule')}: ${failed} failed, ${notChecked} not checked, ${passed} passed, ` +
    `${notApplicable} not applicable${suppressed === 0 ? '' : `; ${plural(suppressed, 'finding')} suppressed`}`,
  open: ({ need, how, nodes, rules }) => {
    const named = rules.slice(0, NAMED_RULES).join(', ') + (rules.length > NAMED_RULES ? ', …' : '');
    return `not checked: ${lacking([need], nodes).en} (${plural(rules.length, 'rule')}: ${named}): ${how}`;
  },
  counts: (errors, warnings, infos) =>
    `${plural(errors, 'error')}, ${plural(warnings, 'warning')}, ${plural(infos, 'info')}`,
  verdictLine: (verdict, counts, partly) =>
    `verdict: ${verdict} (${counts}${partly ? '; as far as checked' : ''})`,
  summary: ({ clusters, nodes, files }, findings) =>
    `${plural(clusters, 'cluster')}, ${plural(nodes, 'node')}, ${plural(files, 'file')}: ${findings}`,
  unchecked: (count) => `${plural(count, 'rule')} not checked`,
  notApplicable: 'not applicable here',
  lacks: (node, missing, supply) =>
    `not checked: ${lacking(missing, node === null ? [] : [node]).en}: ${supply}`,
  notShown: (count) => `${count} more not shown`,
};

const japanese: Wording = {
  severity: { error: 'エラー', warning: '警告', info: '情報' },
  verdict: { 'no-go': 'NO-GO', 'cannot-tell': '判定不能', 'go-with-warnings': 'GO（警告あり）', go: 'GO' },
  see: '関連',
  fix: '対処',
  looseFiles: 'クラスタに属さないファイル',
  morePlaces: (count) => `ほか ${count} か所`,
  source: (reference, grade) => {
    const where = reference?.replace(/^G /, '手引き ').replace(/^N$/, 'オプション資料') ?? '';
    return (
      where + weak(grade, { inferred: '（推定）', thirdParty: '（第三者の資料）', unknown: '（資料なし）' })
    );
  },
  coverage: ({ rules, passed, failed, notChecked, notApplicable }, suppressed) =>
    `ルール ${rules} 件: 不合格 ${failed}、未確認 ${notChecked}、合格 ${passed}、対象外 ${notApplicable}` +
    (suppressed === 0 ? '' : `（抑止した指摘 ${suppressed} 件）`),
  open: ({ need, how, nodes, rules }) => {
    const named = rules.slice(0, NAMED_RULES).join('、') + (rules.length > NAMED_RULES ? '、…' : '');
    return `未確認: ${lacking([need], nodes).ja}（ルール ${rules.length} 件: ${named}）: ${how}`;
  },
  counts: (errors, warnings, infos) => `エラー ${errors} 件、警告 ${warnings} 件、情報 ${infos} 件`,
  verdictLine: (verdict, counts, partly) =>
    `判定: ${verdict}（${counts}${partly ? '、確認できた範囲で' : ''}）`,
  summary: ({ clusters, nodes, files }, findings) =>
    `クラスタ ${clusters} 件、ノード ${nodes} 件、ファイル ${files} 件: ${findings}`,
  unchecked: (count) => `未確認のルール ${count} 件`,
  notApplicable: 'ここでは対象外',
  lacks: (node, missing, supply) => `未確認: ${lacking(missing, node === null ? [] : [node]).ja}: ${supply}`,
  notShown: (count) => `ほか ${count} 件（表示を省略）`,
};

export const wording: Readonly<Record<Language, Wording>> = { en: english, ja: japanese };

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A word for grades below a document that binds; nothing for the others. */
function weak(grade: Grade, words: { inferred: string; thirdParty: string; unknown: string }): string {
  if (grade === 'inferred') return words.inferred;
  if (grade === 'third-party') return words.thirdParty;
  return grade === 'unknown' ? words.unknown : '';
}

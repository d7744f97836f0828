import type { RunResult } from '../engine/result.js';
import type { Language } from '../message/language.js';

/** What was judged, for what to say where nothing was found. */
type Judged = Pick<RunResult, 'clusters' | 'coverage'>;

/** The words of a page that shows causes, whatever the page is made of. */
export interface DiagnosisWords {
  readonly causes: string;
  /** Nothing was found; never that nothing is wrong. */
  readonly noCause: (judged: Judged) => string;
  readonly because: string;
  readonly evidence: string;
  readonly explains: string;
  readonly confirm: string;
  readonly fix: string;
  readonly undo: string;
  readonly understood: string;
  readonly hints: string;
  readonly ask: string;
  readonly saveAs: (place: string) => string;
  readonly onNode: (node: string) => string;
  /** Work that belongs to no node. */
  readonly anywhere: string;
  readonly others: (count: number) => string;
}

export const diagnosisWords: Readonly<Record<Language, DiagnosisWords>> = {
  en: {
    causes: 'Likely causes',
    noCause: ({ clusters, coverage: { notChecked: unchecked } }) =>
      clusters.length === 0
        ? 'Nothing was found that would explain the failure, because nothing could be read.'
        : `Nothing was found that would explain the failure. That does not mean that nothing is wrong: ${unchecked} rule${unchecked === 1 ? '' : 's'} could not be checked, and not every cause can be seen in files.`,
    because: 'why',
    evidence: 'evidence',
    explains: 'explains',
    confirm: 'confirm',
    fix: 'fix',
    undo: 'undo',
    understood: 'Read from what was given',
    hints: 'To think of (what no rule finds)',
    ask: 'To ask for, the most telling first',
    saveAs: (place) => ` (save as ${place})`,
    onNode: (node) => `on ${node}`,
    anywhere: 'on no single node',
    others: (count) => `Also found, hardly a cause by itself (${count})`,
  },
  ja: {
    causes: '考えられる原因',
    noCause: ({ clusters, coverage: { notChecked: unchecked } }) =>
      clusters.length === 0
        ? '障害を説明できる指摘はありません。読み取れた入力がないためです。'
        : `障害を説明できる指摘はありません。ただし、問題がないという意味ではありません（未確認のルール ${unchecked} 件。ファイルに現れない原因もあります）。`,
    because: '理由',
    evidence: '根拠',
    explains: '派生する指摘',
    confirm: '確認',
    fix: '対処',
    undo: '元に戻す',
    understood: '入力から読み取ったこと',
    hints: 'ほかに考えられること（ルールでは検出できないもの）',
    ask: '追加で入手するもの（判断に役立つ順）',
    saveAs: (place) => `（保存先: ${place}）`,
    onNode: (node) => `${node} で`,
    anywhere: 'ノードに共通の作業',
    others: (count) => `その他の指摘（${count} 件。単独で失敗の原因になることはほとんどありません）`,
  },
};

import type { Language } from '../../message/language.js';

/** The exit codes of a checking command, at the end of its help (report.md §2). */
export const exitCodesHelp = (language: Language): string => (language === 'ja' ? japanese : english);

const english = `
Exit codes:
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, unreadable input, invalid manifest, nothing to check
  3  cjclint itself failed
  4  nothing failed, but a rule that must be checked could not be
  130  ended by Ctrl-C before all was known; nothing failed up to then`;

const japanese = `
終了コード:
  0  --fail-on 以上の指摘なし
  1  --fail-on 以上の指摘あり
  2  使い方の誤り、読めない入力、不正なマニフェスト、検査対象なし
  3  cjclint 自体の異常
  4  失敗はないが、必須のルールを確認できなかった
  130  Ctrl-C で中断（そこまでの指摘なし）`;

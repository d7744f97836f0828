import type { Change, ComparedValue, Difference } from '../engine/difference.js';
import type { Finding } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import type { Palette } from './palette.js';
import { wording } from './wording.js';

interface DifferenceWords {
  readonly title: (before: string, after: string) => string;
  readonly none: string;
  readonly nothing: string;
  readonly absent: string;
  readonly present: string;
  readonly breaking: string;
  readonly others: string;
  readonly breaks: string;
  readonly mends: string;
  readonly changedAt: (time: string) => string;
  readonly unexplained: string;
  readonly notCompared: string;
  readonly summary: (changes: number, breaks: number, mends: number) => string;
}

const words: Readonly<Record<Language, DifferenceWords>> = {
  en: {
    title: (before, after) => `from ${before} to ${after}`,
    none: 'Nothing that the rules or the cluster know of has changed, as far as both states tell.',
    nothing: 'Nothing could be compared.',
    absent: '(not there)',
    present: '(there)',
    breaking: 'Changes that break something:',
    others: 'Other changes:',
    breaks: 'breaks',
    mends: 'mends',
    changedAt: (time) => ` (file changed ${time})`,
    unexplained: 'Findings that came or went without a change that explains them:',
    notCompared: 'Not compared:',
    summary: (changes, breaks, mends) => `${changes} changed, ${breaks} broken, ${mends} mended`,
  },
  ja: {
    title: (before, after) => `${before} から ${after} への変更`,
    none: '両方の状態から分かる範囲では、クラスタに関わる変更はありません。',
    nothing: '比較できるものがありませんでした。',
    absent: '（なし）',
    present: '（あり）',
    breaking: '問題を起こした変更:',
    others: 'その他の変更:',
    breaks: '違反発生',
    mends: '違反解消',
    changedAt: (time) => `（ファイルの更新 ${time}）`,
    unexplained: '原因となる変更が見つからない、指摘の増減:',
    notCompared: '比較できなかったもの:',
    summary: (changes, breaks, mends) => `変更 ${changes} 件、違反発生 ${breaks} 件、違反解消 ${mends} 件`,
  },
};

export interface DifferenceTextOptions {
  readonly language: Language;
  readonly palette: Palette;
}

/** A comparison for people: what breaks something first, each change with its two values and what came of it. */
export function* differenceText(difference: Difference, options: DifferenceTextOptions): Generator<string> {
  const { language, palette } = options;
  const said = words[language];
  const { changes, unexplained, notCompared } = difference;
  yield `${palette.heading(escapeControl(said.title(difference.before, difference.after)))}\n`;
  const breaking = changes.filter(({ breaks }) => breaks.length > 0);
  const others = changes.filter(({ breaks }) => breaks.length === 0);
  if (changes.length === 0) yield `\n${difference.compared.length === 0 ? said.nothing : said.none}\n`;
  for (const [title, part] of [
    [said.breaking, breaking],
    [said.others, others],
  ] as const) {
    if (part.length === 0) continue;
    yield `\n${palette.label(title)}\n`;
    for (const change of part) yield changeLines(change, said, options);
  }
  const came = [
    ...outcome(unexplained.breaks, said.breaks, options),
    ...outcome(unexplained.mends, said.mends, options),
  ];
  if (came.length > 0) yield `\n${palette.label(said.unexplained)}\n${came.join('')}`;
  if (notCompared.length > 0) {
    yield `\n${palette.label(said.notCompared)}\n`;
    for (const each of notCompared) yield `  ${escapeControl(each[language])}\n`;
  }
  const count = (of: 'breaks' | 'mends') =>
    new Set([...changes, unexplained].flatMap((each) => each[of].map(({ fingerprint }) => fingerprint))).size;
  yield `\n${said.summary(changes.length, count('breaks'), count('mends'))}\n`;
}

function changeLines(change: Change, said: DifferenceWords, options: DifferenceTextOptions): string {
  const { language, palette } = options;
  const when = change.changedAt === null ? '' : palette.dim(said.changedAt(change.changedAt));
  return [
    `\n  ${escapeControl(change.what[language])}${when}\n`,
    side('-', change.before, said, palette),
    side('+', change.after, said, palette),
    ...outcome(change.breaks, said.breaks, options),
    ...outcome(change.mends, said.mends, options),
  ].join('');
}

function side(sign: string, value: ComparedValue | null, said: DifferenceWords, palette: Palette): string {
  if (value === null) return `  ${sign} ${palette.dim(said.absent)}\n`;
  const text = value.text === '' ? palette.dim(said.present) : escapeControl(value.text);
  if (value.location === null) return `  ${sign} ${text}\n`;
  const { file, line, column } = value.location;
  return `  ${sign} ${text}  ${palette.dim(`${escapeControl(file)}:${line}:${column}`)}\n`;
}

const outcome = (
  findings: readonly Finding[],
  label: string,
  { language, palette }: DifferenceTextOptions,
): string[] =>
  findings.map(({ severity, message, rule }) => {
    const grade = palette.severity[severity](`${wording[language].severity[severity]}:`);
    return `    ${palette.label(`${label}:`)} ${grade} ${escapeControl(message[language])} ${palette.dim(`[${rule}]`)}\n`;
  });

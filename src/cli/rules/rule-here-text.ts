import type { Waiver } from '../../engine/waiver.js';
import type { Language } from '../../message/language.js';
import { wording } from '../../report/wording.js';
import { escapeControl } from '../../text/escape.js';
import { today } from '../options/adoption-options.js';
import type { ConfigLine } from '../settings/config-file.js';
import type { RuleHere } from './rule-here.js';

/** What holds for a rule here, for people: one sentence a line. */
export function ruleHereText(here: RuleHere, language: Language): string {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const baselines = here.baselines.map(({ file, findings }) =>
    say(
      `known: ${findings} finding(s) of it stand in ${file}, left out with --baseline ${file}`,
      `既知: ${file} に指摘 ${findings} 件（--baseline ${file} を指定すると除外）`,
    ),
  );
  return [stateText(here, language), ...here.waivers.map((each) => waiverText(each, language)), ...baselines]
    .map(escapeControl)
    .join('\n');
}

function stateText({ on, always, severity, decidedBy, problems }: RuleHere, language: Language): string {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const word = wording[language].severity[severity];
  if (always)
    return say(
      `on, as ${word}: an input that could not be used is always told, whatever is set`,
      `有効（${word}）: 使えない入力は設定にかかわらず必ず報告される`,
    );
  if (on === null) {
    const problem = problems[0]?.[language] ?? '';
    return say(
      `cannot tell: lint refuses to run with this config file: ${problem}`,
      `不明: この設定ファイルでは lint を実行できない: ${problem}`,
    );
  }
  if (decidedBy === null)
    return say(
      `on, as ${word}: its own severity, for no .cjclint.yaml speaks of it`,
      `有効（${word}）: ルール本来の重大度（.cjclint.yaml に指定なし）`,
    );
  const by = say(
    `"${decidedBy.rule}" in ${placeOf(decidedBy)}`,
    `${placeOf(decidedBy)} の "${decidedBy.rule}" `,
  );
  return on
    ? say(`on, as ${word}: set by ${by}`, `有効（${word}）: ${by}による`)
    : say(`off: by ${by}; --rule runs it all the same`, `無効: ${by}による（--rule で指定すれば実行される）`);
}

function waiverText(waiver: Waiver, language: Language): string {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const { file, line, column } = waiverPlace(waiver);
  const scope = waiverScope(waiver)
    .map(([key, value]) => `${scopeWords[language][key]} ${value}`)
    .join(say(', ', '、'));
  const by = waiver.approver === null ? '' : ` (${waiver.approver})`;
  const until = waiver.expires?.value;
  const end =
    until === undefined
      ? ''
      : isExpired(waiver)
        ? say(`; expired on ${until}`, `。${until} で期限切れ`)
        : say(`; until ${until}`, `。${until} まで`);
  const place = `${file}:${line}:${column}`;
  return say(
    `waived by ${place}${scope === '' ? '' : ` for ${scope}`}: "${waiver.reason}"${by}${end}`,
    `適用除外 ${place}${scope === '' ? '' : `（${scope}）`}: 「${waiver.reason}」${by}${end}`,
  );
}

/** The same for programs. */
export const ruleHereJson = (here: RuleHere, language: Language) => ({
  on: here.on,
  severity: here.severity,
  always: here.always,
  decidedBy: here.decidedBy === null ? null : { ...here.decidedBy.place, rule: here.decidedBy.rule },
  waivers: here.waivers.map((waiver) => ({
    ...waiverPlace(waiver),
    ...Object.fromEntries(SCOPE.map((key) => [key, waiver[key]])),
    reason: waiver.reason,
    approver: waiver.approver,
    expires: waiver.expires?.value ?? null,
    expired: isExpired(waiver),
  })),
  baselines: here.baselines,
  problems: here.problems.map((problem) => problem[language]),
});

const SCOPE = ['cluster', 'node', 'site', 'value'] as const;

const scopeWords: Readonly<Record<Language, Readonly<Record<(typeof SCOPE)[number], string>>>> = {
  en: { cluster: 'cluster', node: 'node', site: 'site', value: 'value' },
  ja: { cluster: 'クラスタ', node: 'ノード', site: 'サイト', value: '値' },
};

const waiverScope = (waiver: Waiver) =>
  SCOPE.flatMap((key) => {
    const value = waiver[key];
    return value === null ? [] : [[key, value] as const];
  });

const isExpired = ({ expires }: Waiver) => expires !== null && expires.value < today();

function waiverPlace({ rule: { at } }: Waiver) {
  const { line, column } = at.file.position(at.range?.start ?? 0);
  return { file: at.file.path, line, column };
}

const placeOf = ({ place }: ConfigLine) => `${place.file}:${place.line}:${place.column}`;

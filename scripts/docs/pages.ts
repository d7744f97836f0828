import type { RuleExample, RuleExamples } from '../../src/cli/rules/rule-examples.js';
import type { Grade, Phase, Severity } from '../../src/engine/result.js';
import type { Evidence, RuleText } from '../../src/engine/rule.js';
import type { Localized } from '../../src/message/language.js';

/** What a page is made from: a rule of a pack or of the engine itself. */
export interface DocumentedRule extends RuleText {
  readonly pack: string;
  readonly name: string;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly phases: readonly Phase[];
  readonly needs: readonly string[];
  readonly examples: RuleExamples;
}

const severities: Readonly<Record<Severity, Localized>> = {
  error: { en: 'error', ja: 'エラー' },
  warning: { en: 'warning', ja: '警告' },
  info: { en: 'info', ja: '情報' },
};

const phases: Readonly<Record<Phase, Localized>> = {
  'create-site': { en: 'creating the site', ja: 'サイト作成' },
  start: { en: 'start', ja: '起動' },
  failover: { en: 'failover', ja: 'フェイルオーバー' },
  agent: { en: 'agent', ja: 'エージェント' },
  operation: { en: 'operation', ja: '運用' },
};

const grades: Readonly<Record<Grade, Localized>> = {
  manual: { en: 'the cluster guide', ja: 'クラスタ機能利用の手引き' },
  faq: { en: 'an NEC support FAQ', ja: 'NECサポートのFAQ' },
  code: { en: 'a standard or published source', ja: '標準規格または公開ソース' },
  inferred: { en: 'follows from the guide by plain reasoning', ja: '手引きからの推論' },
  'third-party': { en: 'a third party’s note', ja: '第三者の資料' },
  unknown: { en: 'not documented', ja: '資料なし' },
};

/** How a page is worded in one language. */
const words = {
  en: {
    heading: 'English',
    severity: 'Severity',
    phase: 'When it bites',
    evidence: 'Rests on',
    needs: 'Needs besides the config files',
    why: 'Why',
    bad: 'Fails',
    good: 'Passes',
    printed: 'In a whole cluster, as cjclint prints it',
    passing: 'In a whole cluster, this passes',
    fix: 'What to do',
    suppress: 'To make an exception, write above the line, with your reason:',
    reason: 'reason',
  },
  ja: {
    heading: '日本語',
    severity: '重大度',
    phase: '影響が出る時点',
    evidence: '根拠',
    needs: '設定ファイル以外に必要なもの',
    why: '理由',
    bad: '指摘される例',
    good: '指摘されない例',
    printed: 'クラスタ全体での例（cjclint の表示）',
    passing: 'クラスタ全体での指摘されない例',
    fix: '対処',
    suppress: '例外とする場合は、該当行の上に理由とともに書いてください。',
    reason: '理由',
  },
} as const;

/** @returns a code block whose fence no line of the text can close. */
function fenced(text: string, language = 'text'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n+$/, '')}\n${fence}`;
}

function facts(rule: DocumentedRule, language: 'en' | 'ja'): string {
  const word = words[language];
  const separator = language === 'en' ? ', ' : '、';
  const reference = rule.evidence.reference === null ? '' : ` (${rule.evidence.reference})`;
  const rows = [[word.severity, severities[rule.severity][language]]];
  if (rule.phases.length > 0)
    rows.push([word.phase, rule.phases.map((phase) => phases[phase][language]).join(separator)]);
  if (rule.pack === 'jobcenter')
    rows.push([word.evidence, grades[rule.evidence.grade][language] + reference]);
  if (rule.needs.length > 0) rows.push([word.needs, rule.needs.map((need) => `\`${need}\``).join(separator)]);
  return rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

function example(
  rule: DocumentedRule,
  shown: RuleExample | undefined,
  label: string,
  language: 'en' | 'ja',
): string[] {
  if (shown === undefined) return [];
  const folder = rule.pack === 'jobcenter' ? rule.name : `${rule.pack}/${rule.name}`;
  const link = `[${shown.case}](../../fixtures/${folder}/${shown.case}/case.yaml)`;
  return [`${label} (${link}):`, fenced(shown.shown[language])];
}

function section(rule: DocumentedRule, language: 'en' | 'ja'): string {
  const word = words[language];
  const comment = `# cjclint-disable-next-line ${rule.name} -- <${word.reason}>`;
  const suppressible = rule.pack !== 'cjclint';
  return [
    `## ${word.heading}`,
    `**${rule.title[language]}**`,
    facts(rule, language),
    `### ${word.why}`,
    rule.why[language],
    `### ${word.bad}`,
    fenced(rule.bad),
    ...example(rule, rule.examples.bad, word.printed, language),
    `### ${word.good}`,
    fenced(rule.good),
    ...example(rule, rule.examples.good, word.passing, language),
    `### ${word.fix}`,
    rule.fix[language],
    ...(suppressible ? [word.suppress, fenced(comment)] : []),
  ].join('\n\n');
}

const made = '<!-- Made by `npm run docs` from the rule itself; do not edit. -->';

/** The page of one rule in both languages. */
export function rulePage(rule: DocumentedRule): string {
  return `${made}\n\n# ${rule.pack}/${rule.name}\n\n${section(rule, 'en')}\n\n${section(rule, 'ja')}\n`;
}

/** The table of all rules, in their own order. */
export function indexPage(rules: readonly DocumentedRule[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = rules.map(
    ({ pack, name, severity, title }) =>
      `| [${pack}/${name}](${name}.md) | ${severity} | ${cell(title.en)} | ${cell(title.ja)} |`,
  );
  return [
    made,
    '',
    '# Rules / ルール一覧',
    '',
    '| rule | severity | what is wrong | 問題 |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

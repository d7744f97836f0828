import type { Command } from 'commander';
import { OWN_PACK } from '../engine/own-rules.js';
import type { Phase } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { wording } from '../report/wording.js';
import { type Context, complain } from './context.js';
import { exit } from './exit-code.js';
import type { CatalogueEntry } from './rules/catalogue.js';
import type { RuleExample, RuleExamples } from './rules/rule-examples.js';
import { type LISTING_FORMATS, listingFormat } from './rules.js';
import { withoutPack } from './settings/rule-filter.js';
import { meantRule, quoted, UsageError } from './usage-error.js';

/** `explain <rule>`: what, why, source, examples, how to fix and suppress, and what holds for it here; offline. */
export function declareExplain(program: Command, context: Context): void {
  const { io, language } = context;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const command = program
    .command('explain')
    .description(
      say('explain a rule, and say whether it is on here', 'ルールの説明と、ここで有効かどうかを表示する'),
    )
    .argument('<rule>', say('the rule, with or without its pack', 'ルール名（パック名は省略可）'))
    .addOption(listingFormat(context));
  command.action(async (name: string) => {
    const [{ catalogue }, { examplesOf }, { ruleHere }, hereWords] = await Promise.all([
      import('./rules/catalogue.js'),
      import('./rules/rule-examples.js'),
      import('./rules/rule-here.js'),
      import('./rules/rule-here-text.js'),
    ]);
    const rule = find(name, catalogue);
    const examples = examplesOf(rule.id);
    const here = await ruleHere(
      rule,
      catalogue.map(({ id }) => id),
      io.cwd,
    );
    const { format } = command.opts<{ format: (typeof LISTING_FORMATS)[number] }>();
    io.out(
      format === 'json'
        ? asJson(rule, examples, hereWords.ruleHereJson(here, language), language)
        : asPage(rule, examples, hereWords.ruleHereText(here, language), language),
    );
    for (const problem of here.problems) complain(context, problem);
    if (here.problems.length > 0) context.end(exit.usage);
  });
}

function find(name: string, catalogue: readonly CatalogueEntry[]): CatalogueEntry {
  const found = catalogue.find(({ id }) => id === name || withoutPack(id) === name);
  if (found !== undefined) return found;
  const known = catalogue.map(({ id }) => (name.includes('/') ? id : withoutPack(id)));
  const near = meantRule(name, known);
  throw new UsageError({
    en: `no rule is called ${quoted(name)}${near.en}`,
    ja: `${quoted(name)} というルールはありません${near.ja}`,
  });
}

/** The comment that suppresses a rule's next finding; null for the engine's own rules, which no comment silences. */
const suppression = (rule: CatalogueEntry, language: Language): string | null =>
  rule.id.startsWith(`${OWN_PACK}/`)
    ? null
    : `# cjclint-disable-next-line ${rule.id} -- ${language === 'ja' ? '<理由>' : '<reason>'}`;

const shownOf = (example: RuleExample | undefined, language: Language): string | null =>
  example === undefined ? null : example.shown[language];

function asJson(rule: CatalogueEntry, examples: RuleExamples, here: object, language: Language): string {
  const { id, severity, evidence, phases, needs, title, why, fix, bad, good } = rule;
  const entry = {
    rule: id,
    severity,
    evidence: evidence.grade,
    reference: evidence.reference,
    phases,
    needs,
    title: title[language],
    why: why[language],
    fix: fix[language],
    bad,
    good,
    badExample: shownOf(examples.bad, language),
    goodExample: shownOf(examples.good, language),
    suppress: suppression(rule, language),
    here,
  };
  return `${JSON.stringify(entry, null, 2)}\n`;
}

const phaseNames: Readonly<Record<Language, Readonly<Record<Phase, string>>>> = {
  en: {
    'create-site': 'creating a site',
    start: 'starting a site',
    failover: 'failover',
    agent: 'agents',
    operation: 'operation',
  },
  ja: {
    'create-site': 'サイトの作成',
    start: 'サイトの起動',
    failover: 'フェイルオーバー',
    agent: 'エージェント',
    operation: '運用中',
  },
};

function asPage(rule: CatalogueEntry, examples: RuleExamples, here: string, language: Language): string {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const words = wording[language];
  const separator = say(', ', '、');
  const facts = [
    [say('severity', '重大度'), words.severity[rule.severity]],
    [say('source', '出典'), words.source(rule.evidence.reference, rule.evidence.grade)],
    [
      say('when it bites', '影響する時点'),
      rule.phases.map((phase) => phaseNames[language][phase]).join(separator),
    ],
    [say('needs', '必要な情報'), rule.needs.join(separator)],
  ] as const;
  const block = (heading: string, body: string) => `\n${heading}\n${indented(body)}\n`;
  const comment = suppression(rule, language);
  const inCluster = (heading: string, example: RuleExample | undefined) =>
    example === undefined ? [] : [block(heading, example.shown[language])];
  return [
    `${rule.id}: ${rule.title[language]}\n\n`,
    ...facts.filter(([, value]) => value !== '').map(([label, value]) => `  ${label}: ${value}\n`),
    block(say('Why', '理由'), rule.why[language]),
    block(say('Fails', '不合格の例'), rule.bad),
    ...inCluster(say('Fails, in a whole cluster', '不合格の例（クラスタ全体）'), examples.bad),
    block(say('Passes', '合格の例'), rule.good),
    ...inCluster(say('Passes, in a whole cluster', '合格の例（クラスタ全体）'), examples.good),
    block(say('How to fix', '対処'), rule.fix[language]),
    ...(comment === null ? [] : [block(say('How to suppress', '抑止の方法'), comment)]),
    block(say('Here', 'ここでの設定'), here),
  ].join('');
}

const indented = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');

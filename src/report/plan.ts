import type { Plan, PlanStep } from '../engine/plan.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import type { Palette } from './palette.js';

interface PlanWords {
  readonly headline: Readonly<Record<Plan['verdict'], (action: string) => string>>;
  readonly seen: string;
  readonly before: string;
  readonly command: string;
  readonly after: string;
}

const words: Readonly<Record<Language, PlanWords>> = {
  en: {
    headline: {
      go: (action) => `GO: ${action}`,
      'go-with-warnings': (action) => `GO WITH WARNINGS: ${action}`,
      'no-go': (action) => `NO-GO: do not ${action} yet`,
      'cannot-tell': (action) => `CANNOT TELL whether to ${action}`,
    },
    seen: 'What listens where, seen from this node:',
    before: 'To do first, in this order:',
    command: 'Then run:',
    after: 'Afterwards:',
  },
  ja: {
    headline: {
      go: (action) => `GO（実施可）: ${action}`,
      'go-with-warnings': (action) => `GO WITH WARNINGS（警告ありで実施可）: ${action}`,
      'no-go': (action) => `NO-GO（実施不可）: ${action}`,
      'cannot-tell': (action) => `CANNOT TELL（判定不能）: ${action}`,
    },
    seen: 'このノードから見た待ち受け:',
    before: '先に行うこと（この順に）:',
    command: '実行するコマンド:',
    after: '実行後に行うこと:',
  },
};

const RULE = '='.repeat(72);

/** The end of a preflight for people: the verdict, and what to do in order. */
export function planLines(plan: Plan, language: Language, palette: Palette): string {
  const { headline, seen, before, command, after } = words[language];
  const lines = [
    RULE,
    palette.verdict[plan.verdict](escapeControl(headline[plan.verdict](plan.action[language]))),
    ...(plan.seen.length === 0 ? [] : ['', palette.heading(seen)]),
    ...plan.seen.map((each) => `  ${escapeControl(each[language])}`),
    ...section(before, plan.before, language, palette),
    ...(plan.command === null ? [] : section(command, [plan.command], language, palette)),
    ...section(after, plan.after, language, palette),
    RULE,
  ];
  return `\n${lines.join('\n')}\n`;
}

function section(
  title: string,
  steps: readonly PlanStep[],
  language: Language,
  palette: Palette,
): readonly string[] {
  if (steps.length === 0) return [];
  return [
    '',
    palette.heading(title),
    ...steps.flatMap((step, place) => {
      const number = steps.length === 1 ? '  ' : `  ${place + 1}. `;
      const node = step.node === null ? '' : `${escapeControl(step.node)}: `;
      const what = escapeControl(step.what[language]);
      if (step.command === null) return [`${number}${node}${what}`];
      // Nothing stands before or behind a command in its line, so that a line can be copied whole.
      return [`${number}${node}${what}`, `${' '.repeat(6)}${escapeControl(step.command)}`];
    }),
  ];
}

import type { EvidencePlace } from '../engine/diagnosis.js';
import type { Outcome, Rehearsal, RehearsedStep } from '../engine/rehearsal.js';
import type { Language } from '../message/language.js';
import { listed } from '../message/listed.js';
import { escapeControl } from '../text/escape.js';
import type { Paint, Palette } from './palette.js';
import { type RehearsalWords, rehearsalWords } from './rehearsal-words.js';
import { type Measure, measureFor } from './width.js';
import { wrap } from './wrap.js';

export interface RehearsalTextOptions {
  readonly language: Language;
  /** Columns that a line may take; fewer than 40 count as 40. */
  readonly width: number;
  readonly palette: Palette;
}

const NARROWEST = 40;
/** Of what speaks for a step, and of what speaks against it. */
const PLACES = { passes: 2, fails: 8, 'cannot-tell': 8 } as const;

/** Failovers for people: each a timeline of its steps, and how it would end. */
export async function* rehearsalText(
  rehearsals: readonly Rehearsal[],
  options: RehearsalTextOptions,
): AsyncGenerator<string> {
  const said = rehearsalWords[options.language];
  const measure = await measureFor(textsOf(rehearsals, options.language));
  for (const rehearsal of rehearsals) yield `${moveLines(rehearsal, said, options, measure).join('\n')}\n\n`;
  const count = (wanted: Outcome) => rehearsals.filter(({ outcome }) => outcome === wanted).length;
  const end =
    rehearsals.length === 0
      ? said.none
      : said.summary(rehearsals.length, count('passes'), count('fails'), count('cannot-tell'));
  yield `${wrap(end, Math.max(NARROWEST, options.width), measure)}\n`;
}

function moveLines(
  { cluster, site, from, to, outcome, steps }: Rehearsal,
  said: RehearsalWords,
  options: RehearsalTextOptions,
  measure: Measure,
): readonly string[] {
  const { palette, width } = options;
  const title = said.move(cluster ?? '', site ?? said.noSite, from, to);
  const numbered = steps.map((step, index) => ({ number: index + 1, step }));
  const decisive = numbered.filter(({ step }) => step.status === outcome).map(({ step }) => step.step);
  const at = outcome === 'passes' ? '' : said.at(listed(decisive)[options.language]);
  const end = wrap(escapeControl(`${said.pair[outcome]}${at}`), roomIn(width, 3), measure).split('\n');
  return [
    ...wrap(escapeControl(title), Math.max(NARROWEST, width), measure).split('\n').map(palette.heading),
    '',
    ...numbered.flatMap(({ number, step }, index) => {
      const isTold = sayTheSame(step, numbered[index + 1]?.step);
      return stepLines(number, isTold ? { ...step, reason: null } : step, said, options, measure);
    }),
    ...end.map((line, index) => `${index === 0 ? '=> ' : '   '}${paintOf(outcome, palette)(line)}`),
  ];
}

/** Steps that are not reached all have one reason, which stands under the last of them. */
const sayTheSame = (step: RehearsedStep, next: RehearsedStep | undefined): boolean =>
  next !== undefined &&
  step.rules.length + next.rules.length === 0 &&
  step.status === next.status &&
  step.reason.en === next.reason.en &&
  step.evidence.length + next.evidence.length === 0;

/** A step whose reason may be left to the next one. */
type ShownStep = Omit<RehearsedStep, 'reason'> & { readonly reason: RehearsedStep['reason'] | null };

function stepLines(
  number: number,
  { step, title, status, reason, evidence }: ShownStep,
  said: RehearsalWords,
  { language, width, palette }: RehearsalTextOptions,
  measure: Measure,
): readonly string[] {
  const bar = palette.dim('   | ');
  const indented = (text: string, indent: number): readonly string[] =>
    wrap(escapeControl(text), roomIn(width, 5 + indent), measure)
      .split('\n')
      .map((line) => `${bar}${' '.repeat(indent)}${line}`);
  const places = evidence.slice(0, PLACES[status]);
  const more = evidence.length - places.length;
  const result = paintOf(status, palette)(said.step[status]);
  return [
    `${String(number).padStart(2)}. ${title[language]} ${palette.dim(`[${step}]`)}: ${result}`,
    ...(reason === null ? [] : indented(reason[language], 0)),
    ...places.flatMap((each) => evidenceLines(each, reason?.[language] ?? '', language, indented)),
    ...(more > 0 && status !== 'passes' ? indented(said.more(more), 2) : []),
  ];
}

/** A place stands first in its line, where terminals and editors find it; what the reason says is not said again. */
function evidenceLines(
  { message, location }: EvidencePlace,
  reason: string,
  language: Language,
  indented: (text: string, indent: number) => readonly string[],
): readonly string[] {
  const text = message[language] === reason ? '' : message[language];
  if (location === null) return text === '' ? [] : indented(text, 2);
  const { file, line, column } = location;
  return indented(`${file}:${line}:${column}${text === '' ? '' : `: ${text}`}`, 2);
}

const roomIn = (width: number, indent: number): number => Math.max(NARROWEST, width) - indent;

/** A step and a failover end in the colours of a verdict. */
const paintOf = (outcome: Outcome, { verdict }: Palette): Paint =>
  outcome === 'passes' ? verdict.go : outcome === 'fails' ? verdict['no-go'] : verdict['cannot-tell'];

function* textsOf(rehearsals: readonly Rehearsal[], language: Language): Generator<string> {
  for (const { steps } of rehearsals)
    for (const { title, reason, evidence } of steps) {
      yield title[language] + reason[language];
      for (const { message, location } of evidence) yield message[language] + (location?.file ?? '');
    }
}

import type { EvidencePlace } from '../engine/diagnosis.js';
import type { Outcome, Rehearsal, RehearsedStep } from '../engine/rehearsal.js';
import type { Language } from '../message/language.js';
import { placeOf } from './markdown.js';
import { bounded, cell, code, folded, MARK, prose, row } from './markdown-text.js';
import { type RehearsalWords, rehearsalWords } from './rehearsal-words.js';
import { wording } from './wording.js';

/** GitHub takes 65,536 characters in a comment; the parts below stay under that together. */
const TABLE_SIZE = 12_000;
const WALKS_SIZE = 48_000;
/** Places of one step that are named. */
const PLACES = 4;

const signs = { passes: '✅', fails: '❌', 'cannot-tell': '❔' } as const satisfies Record<Outcome, string>;

/** Rehearsed failovers as a comment in a ticket: a table of the pairs, then the steps of each. */
export function* rehearsalMarkdown(
  rehearsals: readonly Rehearsal[],
  { language }: { readonly language: Language },
): Generator<string> {
  const words = rehearsalWords[language];
  const common = wording[language];
  const count = (wanted: Outcome) => rehearsals.filter(({ outcome }) => outcome === wanted).length;
  const summary =
    rehearsals.length === 0
      ? words.none
      : words.summary(rehearsals.length, count('passes'), count('fails'), count('cannot-tell'));
  yield `${MARK}\n## ${words.heading}\n\n${summary}\n\n`;
  if (rehearsals.length === 0) return;
  yield `${row(words.pairs)}${row(words.pairs.map(() => '---'))}`;
  yield* bounded(
    rehearsals.map((rehearsal) => pairRow(rehearsal, words)),
    TABLE_SIZE,
  );
  yield '\n';
  // What fails is read first, wherever it stands in the table.
  const order = ['fails', 'cannot-tell', 'passes'] as const;
  const walks = order
    .flatMap((outcome) => rehearsals.filter((each) => each.outcome === outcome))
    .map((rehearsal) => [...walk(rehearsal, words, language)].join(''));
  yield* bounded(walks, WALKS_SIZE, common.notShown);
}

const resultOf = (outcome: Outcome, words: RehearsalWords): string =>
  `${signs[outcome]} ${words.step[outcome]}`;

function pairRow({ cluster, site, from, to, outcome, steps }: Rehearsal, words: RehearsalWords): string {
  const decisive = steps.filter(({ status }) => outcome !== 'passes' && status === outcome);
  return row([
    cell(code(cluster ?? '')),
    site === null ? words.noSite : cell(code(site)),
    cell(code(from)),
    cell(code(to)),
    resultOf(outcome, words),
    decisive.map(({ step }) => code(step)).join(' '),
  ]);
}

function* walk(rehearsal: Rehearsal, words: RehearsalWords, language: Language): Generator<string> {
  const { cluster, site, from, to, outcome, steps } = rehearsal;
  const service = site === null ? words.noSite : code(site);
  yield `### ${words.move(code(cluster ?? ''), service, code(from), code(to))}: ${resultOf(outcome, words)}\n\n`;
  const rows = [
    row(['', ...words.steps]) + row(['--:', ...words.steps.map(() => '---')]),
    ...steps.map((step, index) => stepRow(index + 1, step, words, language)),
  ];
  // Of a failover that passes nobody reads the sixteen steps; they are there for who doubts it.
  if (outcome === 'passes') yield* folded(words.allSteps, rows);
  else yield `${rows.join('')}\n`;
}

function stepRow(number: number, step: RehearsedStep, words: RehearsalWords, language: Language): string {
  const { title, status, reason, evidence } = step;
  const places = status === 'passes' ? [] : evidence.slice(0, PLACES);
  const more = status === 'passes' ? 0 : evidence.length - places.length;
  const told = [
    prose(reason[language]),
    ...places.map((place) => evidenceText(place, reason[language], language)),
    ...(more > 0 ? [words.more(more)] : []),
  ].filter((text) => text !== '');
  const name = `${prose(title[language])} ${code(step.step)}`;
  return row([number, cell(name), resultOf(status, words), cell(told.join('<br>'))]);
}

/** What the reason says is not said again. */
function evidenceText({ message, location }: EvidencePlace, reason: string, language: Language): string {
  const text = message[language] === reason ? '' : prose(message[language]);
  return [location === null ? '' : code(placeOf(location)), text].filter((each) => each !== '').join(' ');
}

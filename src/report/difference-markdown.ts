import type { Change, ComparedValue, Difference } from '../engine/difference.js';
import type { Finding } from '../engine/result.js';
import type { Language } from '../message/language.js';
import {
  countOf,
  type DifferenceWords,
  differenceWords,
  expectedByReason,
  partsOf,
  titleOf,
} from './difference-words.js';
import { placeOf } from './markdown.js';
import { bounded, code, folded, MARK, prose } from './markdown-text.js';
import { wording } from './wording.js';

/** GitHub takes 65,536 characters in a comment; the parts below stay under that together. */
const PART_SIZE = 14_000;
const SMALL_SIZE = 4_000;

/** A comparison as a comment in a ticket or on a merge request: what breaks something first, the rest folded away. */
export function* differenceMarkdown(
  difference: Difference,
  { language }: { readonly language: Language },
): Generator<string> {
  const { changes, unexplained, oneSided, expected, notCompared, compared, alike, nodes } = difference;
  const words = differenceWords(difference, language);
  const { notShown } = wording[language];
  const names = { ...difference, ...coded(difference) };
  yield `${MARK}\n## cjclint: ${titleOf(names, words)}\n\n`;
  yield `${words.summary(changes.length, countOf(difference, 'breaks'), countOf(difference, 'mends'))}\n\n`;
  if (difference.swapped) yield `**${words.swapped}**\n\n`;
  if (changes.length === 0) yield `${compared.length === 0 ? words.nothing : words.none}\n\n`;
  const signs = nodes === null ? [words.before, words.after] : [code(nodes.before), code(nodes.after)];
  for (const part of partsOf(difference, words)) {
    const items = part.changes.map((change) => changeItem(change, signs, words, language));
    if (part.matters) yield* section(part.title, items, PART_SIZE, notShown);
    else yield* folded(`${part.title} (${items.length})`, bounded(items, PART_SIZE, notShown));
  }
  for (const [title, findings] of [
    [words.unexplained, [...unexplained.breaks, ...unexplained.mends]],
    [words.onlyAfter, oneSided.after],
    [words.onlyBefore, oneSided.before],
  ] as const)
    yield* section(
      title,
      findings.map((finding) => `- ${findingText(finding, language)}\n`),
      SMALL_SIZE,
      notShown,
    );
  const reasons = expectedByReason(difference, words, { language, most: Number.POSITIVE_INFINITY });
  const known = reasons.flatMap(({ title, names: shown }) => [
    `- ${title}\n`,
    ...shown.map((name) => `  - ${prose(name)}\n`),
  ]);
  if (known.length > 0) yield* folded(words.expected(expected.length), bounded(known, SMALL_SIZE, notShown));
  const open = notCompared.map((each) => `- ${prose(each[language])}\n`);
  if (open.length > 0)
    yield* folded(`${words.notCompared} (${open.length})`, bounded(open, SMALL_SIZE, notShown));
  if (alike > 0) yield `${words.alike(alike)}\n`;
}

/** The names of the two sides as code, which may hold anything. */
const coded = ({ before, after, nodes }: Difference) => ({
  before: code(before),
  after: code(after),
  nodes: nodes === null ? null : { before: code(nodes.before), after: code(nodes.after) },
});

/** Nothing at all where there is nothing to say. */
function* section(
  title: string,
  items: readonly string[],
  size: number,
  more: (count: number) => string,
): Generator<string> {
  if (items.length === 0) return;
  yield `### ${title}\n\n`;
  yield* bounded(items, size, more);
  yield '\n';
}

function changeItem(
  { what, before, after, breaks, mends, changedAt }: Change,
  [older = '', newer = '']: readonly string[],
  words: DifferenceWords,
  language: Language,
): string {
  const came = (label: string, findings: readonly Finding[]) =>
    findings.map((finding) => `  - ${label}: ${findingText(finding, language)}\n`);
  return [
    `- **${prose(what[language])}**${changedAt === null ? '' : ` (${words.changedAt(changedAt)})`}\n`,
    `  - ${older}: ${valueText(before, words, language)}\n`,
    `  - ${newer}: ${valueText(after, words, language)}\n`,
    ...came(words.breaks, breaks),
    ...came(words.mends, mends),
  ].join('');
}

function valueText(value: ComparedValue | null, words: DifferenceWords, language: Language): string {
  if (value === null) return words.absent;
  const text = value.text[language] === '' ? words.present : code(value.text[language]);
  return value.location === null ? text : `${text} (${code(placeOf(value.location))})`;
}

const findingText = ({ severity, message, rule }: Finding, language: Language): string =>
  `**${wording[language].severity[severity]}** ${prose(message[language])} [${rule}]`;

import type { Change, ComparedValue, Difference } from '../../engine/difference.js';
import type { Finding } from '../../engine/result.js';
import {
  countOf,
  type DifferenceWords,
  differenceWords,
  expectedByReason,
  partsOf,
  titleOf,
} from '../difference-words.js';
import { findingLine, placeOf } from './finding.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

export const differenceHeading = (difference: Difference, { language }: Shown): string =>
  differenceWords(difference, language).heading;

export const differenceCounts = (difference: Difference, { language }: Shown): string =>
  differenceWords(difference, language).summary(
    difference.changes.length,
    countOf(difference, 'breaks'),
    countOf(difference, 'mends'),
  );

/** What changed, what each change brings and takes away, and what could not be compared. */
export function* differenceSection(difference: Difference, shown: Shown): Generator<Markup> {
  const { language } = shown;
  const words = differenceWords(difference, language);
  const { changes, unexplained, oneSided, notCompared, expected, alike } = difference;
  yield html`<section id="changes" aria-labelledby="changes-h"><h2 id="changes-h">${words.heading}${shown.inBrackets(changes.length)}</h2>
<p>${titleOf(difference, words)}</p>
${difference.swapped ? html`<p><strong>${words.swapped}</strong></p>` : null}`;
  if (changes.length === 0) {
    yield html`<p>${difference.compared.length === 0 ? words.nothing : words.none}</p>`;
  }
  let index = 0;
  for (const part of partsOf(difference, words)) {
    yield html`<p class="label">${part.title}${shown.inBrackets(part.changes.length)}</p>
`;
    for (const change of part.changes) {
      index += 1;
      yield changeArticle(change, `change-${index}`, { difference, words, shown });
    }
  }
  for (const [id, title, findings] of [
    ['unexplained', words.unexplained, [...unexplained.breaks, ...unexplained.mends]],
    ['only-after', words.onlyAfter, oneSided.after],
    ['only-before', words.onlyBefore, oneSided.before],
  ] as const) {
    if (findings.length === 0) continue;
    yield html`<section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>
${id === 'unexplained' ? consequences(unexplained.breaks, unexplained.mends, words, shown) : findingList(findings, shown)}</section>
`;
  }
  yield* listed(
    'expected',
    words.expected(expected.length),
    expectedByReason(difference, words, { language, most: Number.POSITIVE_INFINITY }).map(
      ({ title, names }) => `${title}: ${names.join(language === 'ja' ? '、' : ', ')}`,
    ),
  );
  yield* listed(
    'not-compared',
    `${words.notCompared}${shown.inBrackets(notCompared.length)}`,
    notCompared.map((each) => each[language]),
  );
  if (alike > 0)
    yield html`<p>${words.alike(alike).replaceAll('`', '')}</p>
`;
  yield html`</section>
`;
}

/** Nothing at all where there is nothing to say. */
function* listed(id: string, title: string, texts: readonly string[]): Generator<Markup> {
  if (texts.length === 0) return;
  yield html`<section aria-labelledby="${id}"><h3 id="${id}">${title}</h3><ul>
`;
  for (const text of texts)
    yield html`<li>${text}</li>
`;
  yield html`</ul></section>
`;
}

interface Page {
  readonly difference: Difference;
  readonly words: DifferenceWords;
  readonly shown: Shown;
}

function changeArticle(change: Change, id: string, { difference, words: said, shown }: Page): Markup {
  const { words, language } = shown;
  const { breaks, mends, before, after, what, changedAt } = change;
  const { nodes } = difference;
  const about = words.about(change.node, change.site, change.agent);
  const kind = breaks.length > 0 ? 'breaks' : mends.length > 0 ? 'mends' : '';
  return html`<article class="change ${kind}" id="${id}" aria-labelledby="${id}-h"><h3 id="${id}-h">${what[language]}</h3>
${about === '' && change.cluster === null ? null : html`<p class="place">${change.cluster === null ? null : html`${words.cluster} ${change.cluster}`} <span class="about">${about}</span></p>`}
<dl class="sides"><div><dt>${nodes?.before ?? said.before}</dt><dd>${value(before, said, shown)}</dd></div><div><dt>${nodes?.after ?? said.after}</dt><dd>${value(after, said, shown)}</dd></div></dl>
${changedAt === null ? null : html`<p class="place">${said.changedAt(changedAt)}</p>`}${consequences(breaks, mends, said, shown)}</article>
`;
}

function value(of: ComparedValue | null, words: DifferenceWords, { language }: Shown): Markup {
  if (of === null) return html`<em>${words.absent}</em>`;
  const text = of.text[language];
  return html`${text === '' ? html`<em>${words.present}</em>` : html`<code>${text}</code>`}${of.location === null ? null : html`<br><span class="place">${placeOf(of.location)}</span>`}`;
}

function consequences(
  breaks: readonly Finding[],
  mends: readonly Finding[],
  words: DifferenceWords,
  shown: Shown,
): Markup {
  const list = (title: string, findings: readonly Finding[]) =>
    findings.length === 0
      ? null
      : html`<p class="label">${title}${shown.inBrackets(findings.length)}</p>${findingList(findings, shown)}`;
  return html`${list(words.brings, breaks)}${list(words.takesAway, mends)}`;
}

const findingList = (findings: readonly Finding[], shown: Shown): Markup =>
  html`<ul class="findings">
${findings.map((finding) => findingLine(finding, shown))}</ul>`;

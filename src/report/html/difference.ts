import type { Change, ComparedValue, Difference } from '../../engine/difference.js';
import type { Finding } from '../../engine/result.js';
import { findingLine, placeOf } from './finding.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** Each finding that came or went once, however many changes it is laid to. */
export function differenceCounts({ changes, unexplained }: Difference, { words }: Shown): string {
  const count = (of: 'breaks' | 'mends') =>
    new Set([...changes, unexplained].flatMap((each) => each[of].map(({ fingerprint }) => fingerprint))).size;
  return words.difference.counts(changes.length, count('breaks'), count('mends'));
}

/** What changed, what each change brings and takes away, and what could not be compared. */
export function* differenceSection(difference: Difference, shown: Shown): Generator<Markup> {
  const { difference: words } = shown.words;
  const { changes, unexplained, notCompared, before, after } = difference;
  yield html`<section id="changes" aria-labelledby="changes-h"><h2 id="changes-h">${words.heading}${shown.inBrackets(changes.length)}</h2>
<p>${words.states(before, after)}</p>
`;
  if (changes.length === 0) {
    yield html`<p>${difference.compared.length === 0 ? words.nothing : words.none}</p>`;
  }
  for (const [index, change] of changes.entries()) yield changeArticle(change, `change-${index + 1}`, shown);
  if (unexplained.breaks.length + unexplained.mends.length > 0) {
    yield html`<section aria-labelledby="unexplained"><h3 id="unexplained">${words.unexplained}</h3>
${consequences(unexplained.breaks, unexplained.mends, shown)}</section>
`;
  }
  if (notCompared.length > 0) {
    yield html`<section aria-labelledby="not-compared"><h3 id="not-compared">${words.notCompared}${shown.inBrackets(notCompared.length)}</h3><ul>
`;
    for (const each of notCompared)
      yield html`<li>${each[shown.language]}</li>
`;
    yield html`</ul></section>
`;
  }
  yield html`</section>
`;
}

function changeArticle(change: Change, id: string, shown: Shown): Markup {
  const { words, language } = shown;
  const { breaks, mends, before, after, what, changedAt } = change;
  const about = words.about(change.node, change.site, change.agent);
  const kind = breaks.length > 0 ? 'breaks' : mends.length > 0 ? 'mends' : '';
  return html`<article class="change ${kind}" id="${id}" aria-labelledby="${id}-h"><h3 id="${id}-h">${what[language]}</h3>
${about === '' && change.cluster === null ? null : html`<p class="place">${change.cluster === null ? null : html`${words.cluster} ${change.cluster}`} <span class="about">${about}</span></p>`}
<dl class="sides"><div><dt>${words.difference.before}</dt><dd>${value(before, shown)}</dd></div><div><dt>${words.difference.after}</dt><dd>${value(after, shown)}</dd></div></dl>
${changedAt === null ? null : html`<p class="place">${words.difference.changedAt(changedAt)}</p>`}${consequences(breaks, mends, shown)}</article>
`;
}

function value(of: ComparedValue | null, { words }: Shown): Markup {
  if (of === null) return html`<em>${words.difference.absent}</em>`;
  const { text, location } = of;
  const { present } = words.difference;
  return html`${text === '' ? html`<em>${present}</em>` : html`<code>${text}</code>`}${location === null ? null : html`<br><span class="place">${placeOf(location)}</span>`}`;
}

function consequences(breaks: readonly Finding[], mends: readonly Finding[], shown: Shown): Markup {
  const { difference: words } = shown.words;
  const list = (title: string, findings: readonly Finding[]) =>
    findings.length === 0
      ? null
      : html`<p class="label">${title}${shown.inBrackets(findings.length)}</p><ul class="findings">
${findings.map((finding) => findingLine(finding, shown))}</ul>`;
  return html`${list(words.breaks, breaks)}${list(words.mends, mends)}`;
}

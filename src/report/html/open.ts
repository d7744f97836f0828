import type { NotChecked, Suppressed } from '../../engine/result.js';
import { openQuestions } from '../open-questions.js';
import { placeOf, ruleLink, severityBadge } from './finding.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** What was not checked, by what is missing. */
export function* openEntries(entries: readonly NotChecked[], shown: Shown): Generator<Markup> {
  const { open: words } = shown.words;
  yield html`<p>${words.intro}</p><ul class="open">
`;
  for (const { need, how, nodes, rules } of openQuestions(entries, shown.language)) {
    yield html`<li><p><span class="badge open"><span aria-hidden="true">?</span> ${words.missing(need)}</span>${
      nodes.length === 0
        ? null
        : html` ${words.nodes}: ${nodes.map((node, place) => html`${place === 0 ? null : ', '}<code>${node}</code>`)}`
    }</p>
<p><strong>${words.how}:</strong> ${how}</p>
<details><summary>${words.rules(rules.length)}</summary><ul class="columns">${rules.map(
      (rule) => html`<li><code>${rule}</code></li>`,
    )}</ul></details></li>
`;
  }
  yield html`</ul>
`;
}

/** What is known and left out, each with its reason. */
export function* suppressedEntries(entries: readonly Suppressed[], shown: Shown): Generator<Markup> {
  const { suppressed: words } = shown.words;
  yield html`<ul class="suppressed">
`;
  for (const { finding, reason, expires, by } of entries) {
    yield html`<li>${severityBadge(finding.severity, shown)} ${finding.message[shown.language]}${
      finding.location === null ? null : html` <span class="place">${placeOf(finding.location)}</span>`
    } <span class="source">${ruleLink(finding.rule, shown)}</span><br>
<strong>${words.by[by ?? 'comment']}:</strong> ${reason === '' ? words.noReason : reason}${
      expires === null ? null : shown.inBrackets(`${words.until}: ${expires}`)
    }</li>
`;
  }
  yield html`</ul>
`;
}

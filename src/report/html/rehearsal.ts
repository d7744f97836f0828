import type { Outcome, Rehearsal, RehearsedStep } from '../../engine/rehearsal.js';
import { listed } from '../../message/listed.js';
import { ruleLink, ruleName } from './finding.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';
import { evidenceList } from './steps.js';

const signs = { passes: '○', fails: '×', 'cannot-tell': '?' } as const satisfies Record<Outcome, string>;

export const outcomeBadge = (outcome: Outcome, { words }: Shown): Markup =>
  html`<span class="badge ${outcome}"><span aria-hidden="true">${signs[outcome]}</span> ${words.rehearsal.outcome[outcome]}</span>`;

/** How many failovers would end in which way. */
export function rehearsalCounts(rehearsals: readonly Rehearsal[], { words }: Shown): string {
  const count = (outcome: Outcome) => rehearsals.filter((each) => each.outcome === outcome).length;
  return words.rehearsal.counts(rehearsals.length, count('passes'), count('fails'), count('cannot-tell'));
}

/** Every failover step by step, with an overview in front. */
export function* rehearsalSection(rehearsals: readonly Rehearsal[], shown: Shown): Generator<Markup> {
  const { rehearsal: words } = shown.words;
  yield html`<section id="rehearsal" aria-labelledby="rehearsal-h"><h2 id="rehearsal-h">${words.heading}${shown.inBrackets(rehearsals.length)}</h2>
`;
  if (rehearsals.length === 0) yield html`<p>${words.none}</p>`;
  else yield* overview(rehearsals, shown);
  for (const [index, rehearsal] of rehearsals.entries()) {
    // With one or two failovers there is nothing to choose from, so they lie open.
    yield* walk(rehearsal, `move-${index + 1}`, rehearsals.length <= 2, shown);
  }
  yield html`</section>
`;
}

function* overview(rehearsals: readonly Rehearsal[], shown: Shown): Generator<Markup> {
  const { words } = shown;
  const { rehearsal } = words;
  yield html`<div class="scroll" role="group" tabindex="0" aria-labelledby="moves"><table><caption id="moves">${rehearsal.overview}</caption>
<thead><tr><th scope="col">${words.cluster}</th><th scope="col">${rehearsal.site}</th><th scope="col">${rehearsal.from}</th><th scope="col">${rehearsal.to}</th><th scope="col">${rehearsal.outcomeOf}</th></tr></thead><tbody>
`;
  for (const [index, { cluster, site, from, to, outcome, steps }] of rehearsals.entries()) {
    yield html`<tr><td>${cluster}</td><td><a href="#move-${index + 1}">${site ?? rehearsal.noSite}</a></td><td><code>${from}</code></td><td><code>${to}</code></td><td>${outcomeBadge(outcome, shown)}${failing(steps, shown)}</td></tr>
`;
  }
  yield html`</tbody></table></div>
`;
}

/** Where a failover would end, by the numbers of its steps. */
function failing(steps: readonly RehearsedStep[], { language }: Shown): Markup | null {
  const numbered = steps.map((step, place) => ({ step, name: `${place + 1}. ${step.title[language]}` }));
  const failed = numbered.filter(({ step }) => step.status === 'fails').map(({ name }) => name);
  return failed.length === 0 ? null : html` ${listed(failed)[language]}`;
}

function* walk(rehearsal: Rehearsal, id: string, open: boolean, shown: Shown): Generator<Markup> {
  const { rehearsal: words } = shown.words;
  const { site, from, to, outcome, steps } = rehearsal;
  const count = (status: Outcome) => steps.filter((step) => step.status === status).length;
  yield html`<details class="move"${open ? html` open` : null}><summary><h3>${words.move(site ?? words.noSite, from, to)} ${outcomeBadge(outcome, shown)}</h3></summary>
<p id="${id}">${words.steps(count('passes'), count('fails'), count('cannot-tell'))}</p><ol class="timeline">
`;
  for (const [place, step] of steps.entries()) yield stepItem(step, place + 1, shown);
  yield html`</ol></details>
`;
}

function stepItem(
  { step, title, status, reason, rules, evidence }: RehearsedStep,
  number: number,
  shown: Shown,
): Markup {
  const { language } = shown;
  // What passes is only named: to tell of all its rules and places would hide those that matter.
  const named = status === 'passes' ? ruleName : ruleLink;
  return html`<li class="${status}"><p class="step">${outcomeBadge(status, shown)} <strong>${number}. ${title[language]}</strong> <code class="step-name">${step}</code></p>
<p>${reason[language]}</p>${evidenceList(evidence, shown, status !== 'passes')}${
    rules.length === 0
      ? null
      : html`<p class="source">${rules.map((rule, place) => html`${place === 0 ? null : ', '}${named(rule, shown)}`)}</p>`
  }</li>
`;
}

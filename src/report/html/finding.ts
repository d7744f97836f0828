import type { Finding, FramedLocation, Severity } from '../../engine/result.js';
import { codeFrame } from './frame.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';

/** Other places of one finding that are shown with their text; more are named, and more than that counted. */
const FRAMED = 6;
const NAMED = 60;

/** Signs beside the words, so that nothing hangs on colour. */
const signs = { error: '×', warning: '△', info: 'i' } as const satisfies Record<Severity, string>;

export const severityBadge = (severity: Severity, { common }: Shown): Markup =>
  html`<span class="badge ${severity}"><span aria-hidden="true">${signs[severity]}</span> ${common.severity[severity]}</span>`;

/** A finding with its text, its other places, what to do, and the rule behind it. */
export function findingArticle(finding: Finding, id: string, shown: Shown): Markup {
  const { words, language } = shown;
  const { message, help, severity, location } = finding;
  const about = words.about(finding.node, finding.site, finding.agent);
  return html`<article class="finding ${severity}" id="${id}" aria-labelledby="${id}-h">
<h4 id="${id}-h">${severityBadge(severity, shown)} ${message[language]}</h4>
<p class="place">${location === null ? words.noPlace : placeOf(location)}${about === '' ? null : html` <span class="about">${about}</span>`}</p>
${location === null ? null : codeFrame(location)}${relatedList(finding, shown)}${
  help[language] === ''
    ? null
    : html`<p class="fix"><strong>${words.fix}:</strong> ${help[language]}</p>
`
}<p class="source">${ruleLink(finding.rule, shown)}${sourceOf(finding, shown)}</p>
</article>
`;
}

/** A finding in a line, where the whole of it would be too much. */
export function findingLine(finding: Finding, shown: Shown): Markup {
  const { message, location, rule } = finding;
  return html`<li>${severityBadge(finding.severity, shown)} ${message[shown.language]}${
    location === null ? null : html` <span class="place">${placeOf(location)}</span>`
  } <span class="source">${ruleLink(rule, shown)}</span></li>
`;
}

export const placeOf = ({ file, line, column }: FramedLocation): Markup =>
  html`<code class="path">${file}:${line}:${column}</code>`;

/** A rule's name, as a link to what the page says of it at its end. */
export const ruleLink = (rule: string, shown: Shown): Markup => linkTo(shown.entryOf(rule), rule);

/** A rule's name, as a link only where the page speaks of the rule anyway. */
export const ruleName = (rule: string, shown: Shown): Markup => linkTo(shown.knownEntryOf(rule), rule);

function linkTo(entry: number | null, rule: string): Markup {
  return entry === null
    ? html`<code>${rule}</code>`
    : html`<a href="#rule-${entry}"><code>${rule}</code></a>`;
}

function sourceOf({ reference, evidence }: Finding, { common }: Shown): Markup | null {
  const source = common.source(reference, evidence);
  return source === '' ? null : html` · ${source}`;
}

function relatedList({ related }: Finding, { words, language }: Shown): Markup | null {
  if (related.length === 0) return null;
  const items = related
    .slice(0, NAMED)
    .map(
      ({ message, location }, index) =>
        html`<li>${message[language]}: ${placeOf(location)}${index < FRAMED ? codeFrame(location) : null}</li>`,
    );
  const more = related.length > NAMED ? html`<li>${words.notShown(related.length - NAMED)}</li>` : null;
  return html`<p class="label">${words.related}</p><ul class="related">${items}${more}</ul>
`;
}

import { createHash } from 'node:crypto';
import type { Difference } from '../../engine/difference.js';
import type { Plan } from '../../engine/plan.js';
import type { Outcome, Rehearsal } from '../../engine/rehearsal.js';
import type { ClusterResult, RunResult } from '../../engine/result.js';
import { diagnosisWords } from '../diagnosis-words.js';
import { problemsBeyondFindings } from '../problems.js';
import { causeSection, type ShownDiagnosis } from './causes.js';
import { clusterSection, partLinks, verdictBadge } from './cluster.js';
import { differenceCounts, differenceHeading, differenceSection } from './difference.js';
import { html, Markup, nothing } from './markup.js';
import { planSection } from './plan.js';
import { outcomeBadge, rehearsalCounts, rehearsalSection } from './rehearsal.js';
import { type HtmlOptions, Shown } from './shown.js';
import { style } from './style.js';

/** What a page may tell of; each part only where it is there. */
export interface PageContent {
  readonly result?: RunResult;
  readonly plan?: Plan;
  readonly diagnosis?: ShownDiagnosis;
  readonly rehearsals?: readonly Rehearsal[];
  readonly difference?: Difference;
}

/**
 * A page of its own: it loads nothing, runs no script, and says so to the browser (content security policy). In pieces,
 * so that a large one is never in memory whole.
 */
export function* htmlPage(content: PageContent, options: HtmlOptions): Generator<string> {
  for (const { text } of pieces(content, options)) yield text;
}

function* pieces(content: PageContent, options: HtmlOptions): Generator<Markup> {
  const shown = new Shown(options);
  const { words, language } = shown;
  const { result, plan, diagnosis, rehearsals, difference } = content;
  const clusters = result?.clusters ?? [];
  yield html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash()}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${titleOf(content, shown)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#report">${words.skip}</a>
<header><h1>${words.title}</h1>
${summary(content, shown)}</header>
<nav aria-labelledby="contents"><h2 id="contents">${words.contents}</h2><ul>
${contents(content, shown)}</ul></nav>
<main id="report" tabindex="-1">
`;
  if (result !== undefined) yield problemSection(result, shown);
  if (plan !== undefined) yield planSection(plan, shown);
  if (diagnosis !== undefined && result !== undefined) yield* causeSection(diagnosis, result, shown);
  if (rehearsals !== undefined) yield* rehearsalSection(rehearsals, shown);
  if (difference !== undefined) yield* differenceSection(difference, shown);
  if (clusters.length > 1) yield* clusterIndex(clusters, shown);
  for (const [index, cluster] of clusters.entries()) {
    yield* clusterSection(cluster, index + 1, clusters.length > 1, shown);
  }
  yield* ruleSection(shown);
  yield html`</main>
<footer><p>${words.madeBy(options.tool.name, options.tool.version)}</p></footer>
</body>
</html>
`;
}

/** What the policy lets through: this style and nothing else. */
const styleHash = (): Markup => new Markup(createHash('sha256').update(style).digest('base64'));

const worst = (rehearsals: readonly Rehearsal[]): Outcome =>
  (['fails', 'cannot-tell', 'passes'] as const).find((outcome) =>
    rehearsals.some((each) => each.outcome === outcome),
  ) ?? 'cannot-tell';

function titleOf({ result, rehearsals, difference }: PageContent, shown: Shown): string {
  const { words, common } = shown;
  if (difference !== undefined) return `cjclint: ${differenceHeading(difference, shown)}`;
  if (rehearsals !== undefined) {
    return `cjclint: ${words.rehearsal.heading}: ${words.rehearsal.outcome[worst(rehearsals)]}`;
  }
  return result === undefined ? words.title : `cjclint: ${common.verdict[result.verdict]}`;
}

function summary({ result, rehearsals, difference }: PageContent, shown: Shown): Markup {
  const { words, common } = shown;
  const lines: Markup[] = [];
  if (rehearsals !== undefined) {
    const outcome = worst(rehearsals);
    lines.push(html`<p class="lead">${outcomeBadge(outcome, shown)} ${words.rehearsal.meaning[outcome]}</p>
<p>${rehearsalCounts(rehearsals, shown)}</p>`);
  }
  if (difference !== undefined) lines.push(html`<p class="lead">${differenceCounts(difference, shown)}</p>`);
  if (result !== undefined) {
    const { errors, warnings, infos } = result.summary;
    const partly = result.notChecked.length > 0 && result.verdict.startsWith('go');
    lines.push(
      html`<p class="lead"><span class="unseen">${words.verdict}: </span>${verdictBadge(result, shown)} ${words.meaning[result.verdict]}${partly ? html` ${words.asFarAsChecked}` : null}</p>
<p>${common.summary(result.summary, common.counts(errors, warnings, infos))}</p>
<p>${common.coverage(result.coverage, result.suppressed.length)}</p>`,
    );
  }
  return html`${lines}`;
}

function contents({ result, plan, diagnosis, rehearsals, difference }: PageContent, shown: Shown): Markup {
  const { words, common, language } = shown;
  const link = (id: string, text: string) => html`<li><a href="#${id}">${text}</a></li>
`;
  const clusters = result?.clusters ?? [];
  const [only] = clusters;
  return html`${[
    plan === undefined ? null : link('plan', words.plan.heading),
    diagnosis === undefined
      ? null
      : link('causes', `${diagnosisWords[language].causes}${shown.inBrackets(diagnosis.causes.length)}`),
    diagnosis === undefined || diagnosis.ask.length === 0 ? null : link('ask', diagnosisWords[language].ask),
    rehearsals === undefined ? null : link('rehearsal', words.rehearsal.heading),
    difference === undefined ? null : link('changes', differenceHeading(difference, shown)),
    clusters.length > 1 ? link('clusters', `${words.clusters}${shown.inBrackets(clusters.length)}`) : null,
    clusters.length === 1 && only !== undefined
      ? html`<li><a href="#c1">${only.name ?? common.looseFiles}</a><ul>${[...partLinks(only, 1, shown)]}</ul></li>
`
      : null,
  ]}`;
}

function problemSection(result: RunResult, shown: Shown): Markup {
  const { words, language } = shown;
  const problems = [
    ...problemsBeyondFindings(result).map((each) => each[language]),
    ...result.internalErrors,
  ];
  if (problems.length === 0) return nothing;
  return html`<section id="problems" aria-labelledby="problems-h"><h2 id="problems-h">${words.problems}${shown.inBrackets(problems.length)}</h2><ul>
${problems.map((problem) => html`<li>${problem}</li>`)}</ul></section>
`;
}

/** Every cluster with its verdict and counts, the way into a report of many. */
function* clusterIndex(clusters: readonly ClusterResult[], shown: Shown): Generator<Markup> {
  const { words, common } = shown;
  yield html`<section id="clusters" aria-labelledby="clusters-h"><h2 id="clusters-h">${words.clusters}${shown.inBrackets(clusters.length)}</h2>
<div class="scroll" role="group" tabindex="0" aria-labelledby="clusters-h"><table class="index">
<thead><tr><th scope="col">${words.cluster}</th><th scope="col">${words.verdict}</th><th scope="col">${common.severity.error}</th><th scope="col">${common.severity.warning}</th><th scope="col">${common.severity.info}</th><th scope="col">${words.notCheckedCount}</th></tr></thead><tbody>
`;
  for (const [index, cluster] of clusters.entries()) {
    const count = { error: 0, warning: 0, info: 0 };
    for (const { severity } of cluster.findings) count[severity] += 1;
    yield html`<tr><th scope="row"><a href="#c${index + 1}-in">${cluster.name ?? common.looseFiles}</a></th><td>${cluster.name === null ? '–' : verdictBadge(cluster, shown)}</td><td>${count.error}</td><td>${count.warning}</td><td>${count.info}</td><td>${cluster.notChecked.length}</td></tr>
`;
  }
  yield html`</tbody></table></div></section>
`;
}

/** What is wrong, and why it matters, once for every rule that the page names. */
function* ruleSection(shown: Shown): Generator<Markup> {
  const { named, words, language, common } = shown;
  if (named.length === 0) return;
  yield html`<section id="rules" aria-labelledby="rules-h"><h2 id="rules-h">${words.rules}${shown.inBrackets(named.length)}</h2>
<dl class="rules">
`;
  for (const [index, { id, title, why, evidence }] of named.entries()) {
    const source = common.source(evidence.reference, evidence.grade);
    yield html`<div id="rule-${index + 1}"><dt><code>${id}</code></dt><dd>${title[language]}<br>${prose(why[language])}${source === '' ? null : html` <span class="source">${source}</span>`}</dd></div>
`;
  }
  yield html`</dl></section>
`;
}

/** A rule's text, in which backticks set off what is typed. */
const prose = (text: string): Markup =>
  html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;

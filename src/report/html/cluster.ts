import type { ClusterResult, Finding, Severity } from '../../engine/result.js';
import { coverageOf } from '../../engine/verdict.js';
import { findingArticle } from './finding.js';
import { html, type Markup } from './markup.js';
import { matrixTables } from './matrix.js';
import { openEntries, suppressedEntries } from './open.js';
import { pictureFigure } from './picture.js';
import type { Shown } from './shown.js';

/** The worst first; of one severity in the result's own order. */
const order = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

/**
 * Everything about one cluster, or about the files of none.
 * @param number of the cluster in the page, from 1
 * @param folded whether it is one of many, to be opened where somebody wants it
 */
export function* clusterSection(
  cluster: ClusterResult,
  number: number,
  folded: boolean,
  shown: Shown,
): Generator<Markup> {
  const id = `c${number}`;
  const { common } = shown;
  const name = cluster.name ?? common.looseFiles;
  // Files of no cluster have no verdict of their own: nobody can tell from them whether anything fails over.
  const verdict = cluster.name === null ? null : verdictBadge(cluster, shown);
  const heading = html`<h2>${name} ${verdict}</h2>`;
  yield html`<section class="cluster" id="${id}">
`;
  // A link to what is folded away opens it; one to the fold itself would not.
  yield folded ? html`<details><summary>${heading}</summary><div id="${id}-in">` : heading;
  if (folded) yield clusterSummary(cluster, shown);
  yield* parts(cluster, id, shown);
  yield html`${folded ? html`</div></details>` : null}</section>
`;
}

/** What the head of a page with one cluster says; of many, each says it of itself. */
function clusterSummary(cluster: ClusterResult, { words, common }: Shown): Markup {
  const { findings, notChecked, suppressed, statuses, verdict } = cluster;
  const count = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) count[severity] += 1;
  const partly = notChecked.length > 0 && verdict.startsWith('go');
  const counts = common.counts(count.error, count.warning, count.info);
  const coverage = coverageOf([cluster], [...statuses.keys()]);
  return html`<p>${cluster.name === null ? counts : common.verdictLine(common.verdict[verdict], counts, partly)}</p>
<p><strong>${words.coverage}:</strong> ${common.coverage(coverage, suppressed.length)}</p>
`;
}

export const verdictBadge = ({ verdict }: Pick<ClusterResult, 'verdict'>, { common }: Shown): Markup =>
  html`<span class="badge verdict ${verdict}">${common.verdict[verdict]}</span>`;

/** The parts of a single cluster's section that the contents of the page name. */
export function* partLinks(cluster: ClusterResult, number: number, shown: Shown): Generator<Markup> {
  const { words } = shown;
  const link = (part: string, text: string) => html`<li><a href="#c${number}-${part}">${text}</a></li>`;
  if (hasPicture(cluster)) yield link('picture', words.drawing.heading);
  yield link('findings', `${words.findings}${shown.inBrackets(cluster.findings.length)}`);
  if (cluster.notChecked.length > 0) yield link('open', words.open.heading);
  if (cluster.statuses.size > 0) yield link('matrix', words.matrix.heading);
  if (cluster.suppressed.length > 0)
    yield link('suppressed', `${words.suppressed.heading}${shown.inBrackets(cluster.suppressed.length)}`);
}

const hasPicture = ({ picture }: ClusterResult): boolean =>
  picture !== undefined && picture.nodes.length + picture.services.length > 0;

function* parts(cluster: ClusterResult, id: string, shown: Shown): Generator<Markup> {
  const { words } = shown;
  const { findings, notChecked, suppressed, statuses, picture } = cluster;
  const head = (part: string, text: string) =>
    html`<section id="${id}-${part}"><h3>${text}</h3>
`;
  const end = html`</section>
`;
  if (cluster.manifest !== null)
    yield html`<p class="place"><code class="path">${cluster.manifest}</code></p>`;
  if (picture !== undefined && hasPicture(cluster)) {
    yield head('picture', words.drawing.heading);
    yield pictureFigure(cluster, picture, `${id}-drawing`, shown);
    yield end;
  }
  yield head('findings', `${words.findings}${shown.inBrackets(findings.length)}`);
  if (findings.length === 0) yield html`<p>${words.noFindings}</p>`;
  for (const [finding, index] of bySeverity(findings)) {
    yield findingArticle(finding, findingId(id, index), shown);
  }
  yield end;
  if (statuses.size > 0) {
    yield head('open', words.open.heading);
    if (notChecked.length === 0) yield html`<p>${words.open.none}</p>`;
    else yield* openEntries(notChecked, shown);
    yield end;
    yield head('matrix', words.matrix.heading);
    yield html`<p>${words.matrix.legend}</p>`;
    yield* matrixTables(cluster, shown, `${id}-table`, (index) => findingId(id, index));
    yield end;
  }
  if (suppressed.length === 0) return;
  yield head('suppressed', `${words.suppressed.heading}${shown.inBrackets(suppressed.length)}`);
  yield* suppressedEntries(suppressed, shown);
  yield end;
}

const findingId = (cluster: string, index: number): string => `${cluster}-f${index + 1}`;

/** Findings with their index in the result. */
function* bySeverity(findings: readonly Finding[]): Generator<readonly [Finding, number]> {
  for (const severity of order) {
    for (const [index, finding] of findings.entries()) {
      if (finding.severity === severity) yield [finding, index];
    }
  }
}

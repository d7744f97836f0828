import type { Cause, Diagnosis, FixStep, Hint, Request } from '../../engine/diagnosis.js';
import type { RunResult } from '../../engine/result.js';
import { type DiagnosisWords, diagnosisWords } from '../diagnosis-words.js';
import { ruleLink, severityBadge } from './finding.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';
import { commandBlock, evidenceList } from './steps.js';

/** What a diagnosis page tells beside the results. */
export type ShownDiagnosis = Omit<Diagnosis, 'result'>;

/**
 * The likely causes in their order, what else to think of, and what to ask for.
 * @param result what was judged
 */
export function* causeSection(diagnosis: ShownDiagnosis, result: RunResult, shown: Shown): Generator<Markup> {
  const { language } = shown;
  const said = diagnosisWords[language];
  const { understood, causes, hints, ask } = diagnosis;
  yield html`<section id="causes" aria-labelledby="causes-h"><h2 id="causes-h">${said.causes}${shown.inBrackets(causes.length)}</h2>
`;
  if (understood.length > 0) {
    yield html`<p class="label">${said.understood}</p><ul>${understood.map((each) => html`<li>${each[language]}</li>`)}</ul>
`;
  }
  if (causes.length === 0) yield html`<p>${said.noCause(result)}</p>`;
  for (const cause of causes) yield causeArticle(cause, shown);
  if (hints.length > 0) {
    yield html`<h3 id="hints">${said.hints}${shown.inBrackets(hints.length)}</h3><ul>
${hints.map((hint) => hintItem(hint, shown))}</ul>
`;
  }
  if (ask.length > 0) {
    yield html`<h3 id="ask">${said.ask}${shown.inBrackets(ask.length)}</h3><ol class="steps">
`;
    for (const request of ask) yield requestItem(request, shown);
    yield html`</ol>`;
  }
  yield html`</section>
`;
}

function hintItem({ sentence, reference }: Hint, { language, common }: Shown): Markup {
  const source = common.source(reference, 'manual');
  return html`<li>${sentence[language]}${source === '' ? null : html` <span class="source">${source}</span>`}</li>
`;
}

function causeArticle(cause: Cause, shown: Shown): Markup {
  const { language, words } = shown;
  const said = diagnosisWords[language];
  const id = `cause-${cause.rank}`;
  const source = shown.common.source(cause.reference, cause.grade);
  const about = words.about(cause.node, cause.site, cause.agent);
  return html`<article class="cause ${cause.severity}" id="${id}" aria-labelledby="${id}-h">
<h3 id="${id}-h"><span class="rank">${words.cause(cause.rank)}</span> ${severityBadge(cause.severity, shown)} ${cause.sentence[language]}</h3>
<p class="place">${cause.cluster === null ? null : html`${words.cluster} ${cause.cluster}`}${about === '' ? null : html` <span class="about">${about}</span>`}</p>
<p><strong>${said.because}:</strong> ${cause.because[language]}</p>
${cause.evidence.length === 0 ? null : html`<p class="label">${said.evidence}</p>${evidenceList(cause.evidence, shown)}`}${
  cause.confirm === '' ? null : confirmation(cause.confirm, said)
}${
  cause.fix.length === 0
    ? null
    : html`<p class="label">${said.fix}</p><ol class="steps">
${cause.fix.map((step) => fixItem(step, shown))}</ol>`
}${
  cause.consequences.length === 0
    ? null
    : html`<p class="label">${said.explains}</p><ul class="columns">${cause.consequences.map(
        (rule) => html`<li>${ruleLink(rule, shown)}</li>`,
      )}</ul>`
}<p class="source">${ruleLink(cause.rule, shown)}${source === '' ? null : html` · ${source}`}</p>
</article>
`;
}

/** The node stands beside the command, not in it, so that it can be copied whole. */
function confirmation(confirm: string, said: DiagnosisWords): Markup {
  const [, node = null, command = confirm] = /^([^\s:]+): (.+)$/s.exec(confirm) ?? [];
  const where = node === null ? null : html` ${nodeTag(node, said.anywhere)}`;
  return html`<p class="label">${said.confirm}${where}</p>${commandBlock(command)}`;
}

function fixItem({ node, command, effect, undo }: FixStep, { language }: Shown): Markup {
  return html`<li><p>${nodeTag(node, diagnosisWords[language].anywhere)} ${effect[language]}</p>${
    command === null ? null : commandBlock(command)
  }${undo === null ? null : html`<p class="undo">${diagnosisWords[language].undo}: ${undo[language]}</p>`}</li>
`;
}

function requestItem({ node, command, saveAs, why }: Request, { language }: Shown): Markup {
  const said = diagnosisWords[language];
  return html`<li><p>${nodeTag(node, said.anywhere)} ${why[language]}</p>${commandBlock(command)}<p>${said.saveAs(saveAs)}</p></li>
`;
}

/** Where something is done. */
const nodeTag = (node: string | null, anywhere: string): Markup =>
  html`<span class="where">${node === null ? anywhere : html`<code>${node}</code>`}</span>`;

import type { Plan, PlanStep } from '../../engine/plan.js';
import { html, type Markup } from './markup.js';
import type { Shown } from './shown.js';
import { commandBlock } from './steps.js';

/** What to do after a check before an action. */
export function planSection(plan: Plan, shown: Shown): Markup {
  const { plan: words } = shown.words;
  const steps = (title: string, list: readonly PlanStep[]) =>
    list.length === 0
      ? null
      : html`<h3>${title}</h3><ol class="steps">
${list.map((step) => stepItem(step, shown))}</ol>`;
  return html`<section id="plan" aria-labelledby="plan-h"><h2 id="plan-h">${words.heading}</h2>
<p><strong>${shown.common.verdict[plan.verdict]}</strong>: ${plan.action[shown.language]}</p>
${
  plan.seen.length === 0
    ? null
    : html`<h3>${words.seen}</h3><ul>
${plan.seen.map(
  (each) => html`<li>${each[shown.language]}</li>
`,
)}</ul>`
}
${steps(words.before, plan.before)}${steps(words.command, plan.command === null ? [] : [plan.command])}${steps(words.after, plan.after)}</section>
`;
}

const stepItem = ({ node, command, what }: PlanStep, { language }: Shown): Markup =>
  html`<li><p>${node === null ? null : html`<span class="where"><code>${node}</code></span> `}${what[language]}</p>${
    command === null ? null : commandBlock(command)
  }</li>
`;

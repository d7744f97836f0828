import type { Plan, PlanStep } from '../engine/plan.js';
import type { ClusterResult, Finding } from '../engine/result.js';
import type { Localized } from '../message/language.js';
import { connectionText } from './connection-words.js';
import type { Cluster } from './model.js';
import { afterSteps, commandOf } from './plan-commands.js';
import { remedies } from './remedies/before-action.js';
import { fixOf } from './remedies/fix.js';
import { type Preflight, preflightOf, stages } from './stage.js';

/** What to do in order, from what the checks found; null in lint. */
export function planOf(
  cluster: Cluster,
  result: ClusterResult,
  isBlocking: (rule: string) => boolean,
): Plan | null {
  const preflight = preflightOf(cluster, ...stages);
  if (preflight === null) return null;
  const allowed = result.verdict === 'go' || result.verdict === 'go-with-warnings';
  return {
    verdict: result.verdict,
    action: actionOf(preflight),
    seen: preflight.here.connections.all.map(connectionText),
    before: distinct([
      ...inOrder(result.findings).flatMap((finding) => stepsFor(finding, cluster, preflight)),
      ...(result.verdict === 'cannot-tell' || result.verdict === 'no-go'
        ? unsettled(result, isBlocking)
        : []),
    ]),
    command: allowed ? commandOf(cluster, preflight) : null,
    after: allowed ? afterSteps(cluster, preflight) : [],
    remark: null,
  };
}

function actionOf({ stage, site, here }: Preflight): Localized {
  const name = site.name.value;
  const node = here.name.value;
  switch (stage) {
    case 'create-site':
      return { en: `create the site ${name} on ${node}`, ja: `${node} でのサイト ${name} の作成` };
    case 'start':
      return { en: `start the site ${name} on ${node}`, ja: `${node} でのサイト ${name} の起動` };
    case 'failover':
      return {
        en: `fail the site ${name} over to ${node}`,
        ja: `サイト ${name} の ${node} へのフェイルオーバー`,
      };
    case 'create-agent':
      return {
        en: `create the agent of ${name} on ${node}`,
        ja: `${node} での ${name} のエージェントの作成`,
      };
  }
}

const severityOrder = ['error', 'warning', 'info'] as const;

/** Errors before warnings; of each, in the order in which the work is done. Infos ask for nothing before the action. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const names = Object.keys(remedies);
  const place = (finding: Finding) => {
    const at = names.indexOf(nameOf(finding.rule));
    return at < 0 ? names.length : at;
  };
  return findings
    .filter((finding) => finding.severity !== 'info')
    .toSorted(
      (a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity) || place(a) - place(b),
    );
}

const nameOf = (rule: string) => rule.slice(rule.indexOf('/') + 1);

function stepsFor(finding: Finding, cluster: Cluster, preflight: Preflight): readonly PlanStep[] {
  const steps = remedies[nameOf(finding.rule)]?.(preflight, cluster) ?? [];
  return steps.length > 0
    ? steps
    : fixOf([finding], cluster).map(({ node, command, effect }) => ({ node, command, what: effect }));
}

/** What would settle the questions that keep the verdict open. */
const unsettled = (result: ClusterResult, isBlocking: (rule: string) => boolean): PlanStep[] =>
  result.notChecked
    .filter(({ rule }) => isBlocking(rule))
    // The words of what is missing name their nodes themselves.
    .map(({ cause }) => ({ node: null, command: null, what: cause.supply }));

function distinct(steps: readonly PlanStep[]): PlanStep[] {
  const seen = new Map<string, PlanStep>();
  for (const step of steps) {
    const key = JSON.stringify([step.node, step.command ?? step.what.en]);
    if (!seen.has(key)) seen.set(key, step);
  }
  return [...seen.values()];
}

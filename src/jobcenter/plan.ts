import type { Plan, PlanStep } from '../engine/plan.js';
import type { ClusterResult, Finding, Gap } from '../engine/result.js';
import type { Localized } from '../message/language.js';
import { connectionText } from './connection-words.js';
import type { Cluster } from './model.js';
import { afterSteps, commandOf } from './plan-commands.js';
import { LINK_FOLDER } from './platform.js';
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
      ...notInstalled(preflight),
      ...inOrder(result.findings).flatMap((finding) => stepsFor(finding, cluster, preflight)),
      ...(result.verdict === 'cannot-tell' || result.verdict === 'no-go'
        ? unsettled(result, isBlocking, preflight)
        : []),
    ]),
    command: allowed ? commandOf(cluster, preflight) : null,
    after: allowed ? afterSteps(cluster, preflight) : [],
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

/** Where there is nothing of the product, that is what to say, not that each of its commands gave no answer. */
function notInstalled(preflight: Preflight): readonly PlanStep[] {
  if (isInstalled(preflight)) return [];
  const node = preflight.here.name.value;
  return [
    {
      node: null,
      command: null,
      what: {
        en: `JobCenter is not installed on ${node} (there is no ${PRODUCT_FOLDER}): install it first, or run preflight on a node of the cluster`,
        ja: `${node} には JobCenter がインストールされていません（${PRODUCT_FOLDER} がありません）。先にインストールするか、クラスタのノード上で preflight を実行してください`,
      },
    },
  ];
}

const PRODUCT_FOLDER = '/usr/lib/nqs';

function isInstalled({ here: { tree, facts } }: Preflight): boolean {
  return (
    tree.entry(PRODUCT_FOLDER) !== undefined ||
    facts.cjcls.state === 'known' ||
    facts['jcagctrl-list'].state === 'known'
  );
}

/** Whether only an installed product has what is needed. */
const isOfProduct = (need: string): boolean =>
  /^(cjcls|cjcls-a|jcagctrl-list|nmapmgr(\..*)?)$/.test(need) ||
  need.startsWith(`${PRODUCT_FOLDER}/`) ||
  need.startsWith(`${LINK_FOLDER}/`);

/** What would settle the questions that keep the verdict open, each thing once. */
function unsettled(
  result: ClusterResult,
  isBlocking: (rule: string) => boolean,
  preflight: Preflight,
): PlanStep[] {
  const { here } = preflight;
  const installed = isInstalled(preflight);
  const saidOnce = ({ node, need }: Gap) => !installed && node === here.name.value && isOfProduct(need);
  return result.notChecked
    .filter(({ rule }) => isBlocking(rule))
    .flatMap(({ cause }) => cause.gaps.filter((gap) => !saidOnce(gap)))
    .map(({ node, how }) => ({ node, command: null, what: how }));
}

function distinct(steps: readonly PlanStep[]): PlanStep[] {
  const seen = new Map<string, PlanStep>();
  for (const step of steps) {
    const key = JSON.stringify([step.node, step.command ?? step.what.en]);
    if (!seen.has(key)) seen.set(key, step);
  }
  return [...seen.values()];
}

import type { FixStep } from '../../engine/diagnosis.js';
import type { Finding } from '../../engine/result.js';
import type { Cluster } from '../model.js';
import { remedies as beforeAction } from './before-action.js';
import { confRemedies } from './conf-edits.js';
import { instanceRemedies } from './instance.js';
import { nameRemedies } from './name-lines.js';
import { nodeRemedies } from './node-edits.js';
import { runningRemedies } from './running.js';
import type { Remedy } from './step.js';
import { twiceRemedies } from './twice.js';
import { windowsRemedies } from './windows.js';

const remedies: Readonly<Record<string, Remedy>> = {
  ...confRemedies,
  ...nodeRemedies,
  ...nameRemedies,
  ...runningRemedies,
  ...instanceRemedies,
  ...twiceRemedies,
};

/** Rules with a remedy, for the test that they exist. */
export const mendedRules: readonly string[] = [...Object.keys(remedies), ...Object.keys(windowsRemedies)];

/**
 * What mends findings of one rule, in order and each step once; where no command can be given, what the rule's own help
 * says. No command deletes a file of JobCenter or runs by itself.
 */
export function fixOf(findings: readonly Finding[], cluster: Cluster): readonly FixStep[] {
  const steps = findings.flatMap((finding) => {
    const name = finding.rule.slice(finding.rule.indexOf('/') + 1);
    const site = cluster.sites.find((each) => each.name.value === finding.site) ?? null;
    const nodes = cluster.nodes.filter((node) =>
      finding.node === null
        ? (site?.nodes.includes(node) ?? true) && node.hasData
        : node.name.value === finding.node,
    );
    const known = cluster.platform === 'windows' ? windowsRemedies : remedies;
    const remedy = Object.hasOwn(known, name) ? known[name] : undefined;
    const made = remedy?.({ finding, cluster, nodes, site }) ?? dueStepsOf(name, finding, cluster);
    return made.length > 0 ? made : [{ node: finding.node, command: null, effect: finding.help, undo: null }];
  });
  const seen = new Set<string>();
  return steps.filter((each) => {
    const key = JSON.stringify([each.node, each.command ?? each.effect.en]);
    return seen.has(key) ? false : seen.add(key);
  });
}

/** What a start needs that was due when the failover got stuck. */
function dueStepsOf(name: string, { node, site }: Finding, cluster: Cluster): readonly FixStep[] {
  // They are commands of Linux, where preflight runs.
  if (cluster.platform === 'windows') return [];
  const due = cluster.halted.find((each) => each.here.name.value === node && each.site.name.value === site);
  if (due === undefined || !Object.hasOwn(beforeAction, name)) return [];
  const steps = beforeAction[name]?.(due, cluster) ?? [];
  return steps.map((each) => ({ node: each.node, command: each.command, effect: each.what, undo: null }));
}

import type { Phase, Severity } from '../engine/result.js';
import type { Cluster, ClusterNode, Site } from './model.js';

/** What preflight is asked to check before. */
export const stages = ['create-site', 'start', 'failover', 'create-agent'] as const;
export type Stage = (typeof stages)[number];

const phaseOf: Readonly<Record<Stage, Phase>> = {
  'create-site': 'create-site',
  start: 'start',
  failover: 'failover',
  'create-agent': 'agent',
};

/** Whether a rule that was not checked leaves a stage open: the error rules that bite in its phase (report.md §1). */
export const isBlocking = (
  rule: { readonly severity: Severity; readonly phases: readonly Phase[] },
  stage: Stage,
): boolean => rule.severity === 'error' && rule.phases.includes(phaseOf[stage]);

/** What preflight is about: the site of its arguments, on the node that it runs on. */
export interface Preflight {
  readonly stage: Stage;
  readonly here: ClusterNode;
  readonly site: Site;
}

/** @returns null in lint, and for stages other than those given */
export function preflightOf(cluster: Cluster, ...wanted: readonly Stage[]): Preflight | null {
  const { stage, here, asked } = cluster;
  if (stage === null || here === null || asked === null || !wanted.includes(stage)) return null;
  return { stage, here, site: asked };
}

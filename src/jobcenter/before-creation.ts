import type { Rule } from '../engine/rule.js';
import type { Cluster } from './model.js';

/** Rules of failover that judge what cjcmksite makes, or what is set only after it (G 2.3.3.1.3). */
const ofCreatedSites: ReadonlySet<string> = new Set([
  'db-path-match',
  'ipaddress-is-vip',
  'machine-id-match',
  'shared-copy-match',
  'vip-link-name',
]);

/**
 * The rule as preflight runs it before cjcmksite: of a site that is not there yet, the rules about its start and its
 * files say nothing. What is to be done after the creation is the plan's.
 */
export function beforeCreation(rule: Rule<Cluster>): Rule<Cluster> {
  const { phases, name } = rule;
  if (phases.includes('create-site') || (phases.includes('failover') && !ofCreatedSites.has(name)))
    return rule;
  return {
    ...rule,
    subjects: (cluster) => {
      const subjects = rule.subjects(cluster);
      if (cluster.stage !== 'create-site' || cluster.asked === null) return subjects;
      const { value: planned } = cluster.asked.name;
      return [...subjects].filter(({ site }) => site !== planned);
    },
  };
}

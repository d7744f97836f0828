import type { Rule } from '../engine/rule.js';
import type { Cluster } from './model.js';

/**
 * Rules about what a site has only once cjcmksite made it, or what is set only after that (G 2.3.3.1.3): before the
 * creation they say nothing of the new site. What is to be done afterwards is the plan's.
 */
const onlyOfCreatedSites: ReadonlySet<string> = new Set([
  'db-layout',
  'db-mode',
  'db-path-match',
  'ipaddress-is-vip',
  'ipaddress-required',
  'machine-id-match',
  'nats-url-matches-ipaddress',
  'nats-url-required',
  'selinux-label',
  'vip-link-dangling',
  'vip-link-missing',
  'vip-link-name',
  'vip-link-target',
]);

/** The rule as preflight runs it before cjcmksite: without the site that is to be created. */
export function beforeCreation(rule: Rule<Cluster>): Rule<Cluster> {
  if (!onlyOfCreatedSites.has(rule.name)) return rule;
  return {
    ...rule,
    subjects: (cluster) => {
      const created = cluster.stage === 'create-site' ? cluster.asked?.name.value : undefined;
      return [...rule.subjects(cluster)].filter(({ site }) => created === undefined || site !== created);
    },
  };
}

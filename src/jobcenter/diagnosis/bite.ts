import type { Phase } from '../../engine/result.js';
import { STEPS, type StepName } from '../failover-steps.js';

/**
 * What a finding of less than error can do to a failover: `breaks` it by itself, `may` break it or make it differ, or
 * is `tidiness` that hardly anyone notices.
 */
type Force = 'breaks' | 'may' | 'tidiness';

/** Where and how a rule's finding bites. */
export interface Bite {
  readonly step: StepName;
  readonly force: Force;
}

const at = (step: StepName, force: Force, ...rules: readonly string[]): [string, Bite][] =>
  rules.map((rule) => [rule, { step, force }]);

/** By rule, without its pack. */
const bites: ReadonlyMap<string, Bite> = new Map([
  ...at('stop-site', 'breaks', 'site-running-once'),
  ...at('processes-gone', 'breaks', 'instance-active-once'),
  ...at('release-disk', 'breaks', 'disk-holders', 'disk-mounted-once'),
  ...at('move-vip', 'breaks', 'vip-up-once', 'vip-is-node-address', 'vip-distinct', 'vip-active'),
  ...at('mount-disk', 'breaks', 'db-path-on-shared-disk', 'mount-active'),
  ...at(
    'database',
    'breaks',
    'db-path-match',
    'db-path-absolute',
    'db-path-overlap',
    'db-mode',
    'selinux-label',
  ),
  ...at('database', 'breaks', 'site-registered', 'db-path-empty', 'site-exists'),
  ...at('database', 'may', 'selinux-rule', 'db-layout', 'shared-copy-match'),
  ...at('database', 'tidiness', 'umask-755'),
  ...at('link', 'breaks', 'vip-link-name', 'vip-link-missing', 'vip-link-target', 'vip-link-dangling'),
  ...at('link', 'tidiness', 'vip-link-stale'),
  ...at(
    'resolve-name',
    'breaks',
    'vip-forward-lookup',
    'vip-reverse-lookup',
    'vip-lookup-consistent',
    'vip-loopback',
  ),
  ...at(
    'resolve-name',
    'breaks',
    'site-name-alias',
    'site-name-valid',
    'site-name-not-host',
    'resolv-def-entry',
  ),
  ...at('resolve-name', 'may', 'resolv-def-syntax', 'resolv-def-match', 'resolv-def-conflict', 'hosts-match'),
  ...at('resolve-name', 'may', 'hosts-syntax'),
  ...at('resolve-name', 'tidiness', 'site-name-fqdn', 'vip-dual-stack'),
  ...at('common-settings', 'breaks', 'maintenance-mode', 'local-daemon-mode'),
  ...at('common-settings', 'may', 'common-conf-match', 'settings-not-applied', 'parameter-placement'),
  ...at('common-settings', 'tidiness', 'local-daemon-match', 'parameter-conflict'),
  ...at(
    'site-settings',
    'breaks',
    'daemon-conf-syntax',
    'site-conf-syntax',
    'full-width-character',
    'text-encoding',
  ),
  ...at(
    'site-settings',
    'breaks',
    'ipaddress-required',
    'ipaddress-valid',
    'ipaddress-is-vip',
    'site-conf-values',
  ),
  ...at('site-settings', 'breaks', 'nats-url-required', 'nats-url-valid', 'nats-url-matches-ipaddress'),
  ...at('site-settings', 'breaks', 'machine-id-unique', 'machine-id-match', 'machine-id-valid'),
  ...at(
    'site-settings',
    'may',
    'duplicate-parameter',
    'parameter-case',
    'space-around-equals',
    'line-endings',
  ),
  ...at('site-settings', 'may', 'machine-id-unique-in-network', 'trailing-comment', 'unknown-parameter'),
  ...at('site-settings', 'tidiness', 'ipaddress-count', 'ipcheck-off', 'listen-port-valid'),
  ...at('addresses-free', 'breaks', 'ipaddress-distinct', 'nats-url-distinct', 'nats-port-free'),
  ...at('addresses-free', 'breaks', 'local-site-stopped'),
  ...at('start-site', 'breaks', 'cjcpw-arguments'),
  ...at('start-site', 'may', 'license-match', 'release-match', 'node-facts-match'),
  ...at('start-site', 'tidiness', 'license-manager-present', 'several-sites-one-node', 'node-missing'),
  ...at('processes-up', 'breaks', 'processes-complete', 'nats-reachable'),
  ...at('processes-up', 'may', 'nqs-site-env', 'nats-url-env'),
  ...at('agents-reconnect', 'breaks', 'agent-endpoint', 'endpoint-reachable', 'agent-settings-match'),
  ...at('agents-reconnect', 'breaks', 'instance-missing', 'instance-id-match', 'instance-id-unique'),
  ...at('agents-reconnect', 'breaks', 'spool-match', 'spool-on-shared-disk', 'spool-overlap', 'spool-mode'),
  ...at('agents-reconnect', 'breaks', 'agent-yaml-syntax'),
  ...at('agents-reconnect', 'may', 'instance-id-valid', 'private-key-mode', 'agent-yaml-keys'),
  ...at('job-users', 'breaks', 'job-user-match'),
  ...at('job-users', 'may', 'job-user-id-match'),
  ...at('restart-jobs', 'may', 'on-startup-action'),
]);

/** For a rule that is not in the table yet. */
const byPhase: Readonly<Record<Phase, StepName>> = {
  'create-site': 'database',
  start: 'site-settings',
  failover: 'move-vip',
  agent: 'agents-reconnect',
  operation: 'processes-up',
};

/** @param rule without its pack */
export const biteOf = (rule: string, phases: readonly Phase[]): Bite =>
  bites.get(rule) ?? { step: byPhase[phases[0] ?? 'operation'], force: 'may' };

/** From 0, what breaks first. */
export const orderOf = ({ step }: Bite): number => STEPS.indexOf(step);

/** Rules of the table, for the test that they exist. */
export const judgedRules: readonly string[] = [...bites.keys()];

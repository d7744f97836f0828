import type { Finding, FramedLocation } from '../../engine/result.js';
import { toAscii } from '../../text/full-width.js';
import { nearest } from '../../text/nearest.js';

/**
 * What two findings must have in common for one to follow from the other; `sites`: nothing, `key`: the setting, wherever
 * it stands. In all others the sites and agents that they name must not differ either.
 */
type Within = 'sites' | 'cluster' | 'node' | 'site' | 'file' | 'key';

interface Consequence {
  readonly root: string;
  readonly of: readonly string[];
  readonly within: Within;
  /** Messages of the consequence that follow; left out: all. */
  readonly only?: ReadonlySet<string>;
}

const follows = (
  root: string | readonly string[],
  of: readonly string[],
  within: Within,
  only?: readonly string[],
): Consequence[] =>
  (typeof root === 'string' ? [root] : root).map((each) => ({
    root: each,
    of,
    within,
    ...(only === undefined ? {} : { only: new Set(only) }),
  }));

/** How a text is written comes before what it says. */
const WRITING = [
  'text-encoding',
  'full-width-character',
  'daemon-conf-syntax',
  'site-conf-syntax',
  'resolv-def-syntax',
  'hosts-syntax',
  'agent-yaml-syntax',
  'duplicate-parameter',
  'parameter-case',
  'parameter-placement',
  'space-around-equals',
  'trailing-comment',
  'line-endings',
] as const;

const LOOK_UPS = ['vip-forward-lookup', 'vip-reverse-lookup', 'vip-lookup-consistent'] as const;
const NAME_FILES = ['hosts-match', 'resolv-def-match', 'resolv-def-conflict', 'resolv-def-entry'] as const;
const SETTINGS_OF_ADDRESS = ['ipaddress-required', 'ipaddress-valid', 'ipaddress-is-vip'] as const;

/**
 * Which rule's finding explains which others, first reasons first. The rules themselves leave out what another one
 * says better of the same text; this is about what follows elsewhere.
 */
const table: readonly Consequence[] = [
  // How a file is written
  ...follows(['text-encoding', 'agent-yaml-syntax'], ['agent-yaml-keys', 'on-startup-action'], 'file'),
  ...follows(
    ['full-width-character', 'daemon-conf-syntax', 'text-encoding'],
    [
      'ipaddress-required',
      'ipaddress-valid',
      'nats-url-required',
      'nats-url-valid',
      'unknown-parameter',
      'local-daemon-mode',
      'common-conf-match',
      'nats-url-matches-ipaddress',
      'nats-url-env',
    ],
    'file',
  ),
  ...follows(
    ['full-width-character', 'resolv-def-syntax', 'hosts-syntax', 'text-encoding'],
    [...LOOK_UPS, ...NAME_FILES, 'agent-endpoint'],
    'file',
  ),
  ...follows('parameter-placement', ['ipaddress-required', 'nats-url-required', 'local-daemon-mode'], 'key'),
  ...follows('parameter-placement', ['common-conf-match', 'parameter-conflict'], 'file'),
  ...follows('unknown-parameter', ['ipaddress-required', 'nats-url-required', 'local-daemon-mode'], 'file'),
  ...follows(
    'duplicate-parameter',
    ['common-conf-match', 'ipaddress-is-vip', 'nats-url-matches-ipaddress'],
    'file',
  ),
  ...follows([...WRITING], ['common-conf-match', 'local-daemon-match'], 'file'),
  // Two nodes at once
  ...follows(
    'site-running-once',
    ['vip-up-once', 'disk-mounted-once', 'instance-active-once', 'disk-holders'],
    'sites',
  ),
  ...follows('disk-mounted-once', ['disk-holders'], 'cluster'),
  // What was not let go does not come, and what was let go before is gone where it was left
  ...follows('disk-holders', ['mount-active', 'vip-active'], 'cluster'),
  ...follows('db-path-on-shared-disk', ['mount-active'], 'site'),
  // Names
  ...follows('vip-loopback', [...LOOK_UPS, ...NAME_FILES], 'cluster'),
  ...follows('vip-loopback', ['agent-endpoint', 'nats-url-matches-ipaddress'], 'cluster', [
    'elsewhere',
    'unresolved',
    'loopback',
    'nameOfElsewhere',
    'noAddress',
  ]),
  ...follows('resolv-def-syntax', [...LOOK_UPS, ...NAME_FILES], 'node'),
  ...follows('hosts-syntax', [...LOOK_UPS, ...NAME_FILES], 'node'),
  ...follows('vip-forward-lookup', ['vip-lookup-consistent', 'vip-reverse-lookup', ...NAME_FILES], 'node'),
  ...follows('vip-reverse-lookup', ['vip-lookup-consistent', 'hosts-match', 'resolv-def-match'], 'node'),
  ...follows(
    ['vip-forward-lookup', 'vip-lookup-consistent'],
    ['agent-endpoint', 'nats-url-matches-ipaddress'],
    'cluster',
    ['elsewhere', 'unresolved', 'nameOfElsewhere', 'noAddress'],
  ),
  ...follows('vip-lookup-consistent', [...NAME_FILES], 'cluster'),
  ...follows('site-name-alias', ['vip-reverse-lookup', 'hosts-match', 'resolv-def-match'], 'node'),
  ...follows(
    ['site-name-valid', 'site-name-not-host'],
    [...LOOK_UPS, 'site-name-fqdn', 'nqs-site-env', 'site-name-alias', 'vip-is-node-address', 'nats-url-env'],
    'site',
  ),
  // Addresses
  ...follows(
    'vip-distinct',
    [
      'ipaddress-distinct',
      'nats-url-distinct',
      'vip-up-once',
      'vip-link-name',
      'vip-link-target',
      'vip-forward-lookup',
      'vip-reverse-lookup',
      'ipaddress-is-vip',
      'db-path-match',
    ],
    'sites',
  ),
  ...follows('vip-is-node-address', ['vip-up-once', 'ipaddress-is-vip', 'ipaddress-distinct'], 'sites'),
  ...follows([...SETTINGS_OF_ADDRESS], ['nats-url-matches-ipaddress', 'ipaddress-distinct'], 'site'),
  ...follows(
    [...SETTINGS_OF_ADDRESS, 'nats-url-required', 'nats-url-valid'],
    ['nats-url-env', 'processes-complete'],
    'site',
  ),
  ...follows('nats-url-valid', ['nats-url-matches-ipaddress', 'nats-url-distinct'], 'file'),
  ...follows(
    ['nats-url-distinct', 'nats-url-matches-ipaddress', 'nats-url-required'],
    ['nats-url-env'],
    'cluster',
  ),
  // The common file
  ...follows('local-daemon-mode', ['local-daemon-match', 'common-conf-match'], 'node'),
  ...follows('maintenance-mode', ['processes-complete', 'common-conf-match'], 'node'),
  // Database and link
  ...follows(
    'db-path-match',
    ['vip-link-dangling', 'vip-link-missing', 'cjcpw-arguments', 'db-path-on-shared-disk', 'db-layout'],
    'site',
  ),
  ...follows(
    'vip-link-target',
    ['db-path-match', 'cjcpw-arguments', 'vip-link-dangling', 'vip-link-missing', 'nqs-site-env'],
    'cluster',
  ),
  ...follows(
    'vip-link-name',
    ['vip-link-missing', 'vip-link-stale', 'vip-link-dangling', 'vip-link-target', 'nqs-site-env'],
    'node',
  ),
  ...follows('vip-link-missing', ['nqs-site-env', 'vip-link-stale'], 'node'),
  ...follows('db-path-overlap', ['nats-url-distinct', 'ipaddress-distinct', 'spool-overlap'], 'sites'),
  ...follows('selinux-rule', ['selinux-label'], 'node'),
  ...follows('db-layout', ['vip-link-dangling'], 'node'),
  // IDs
  ...follows('machine-id-unique', ['machine-id-match', 'machine-id-unique-in-network'], 'sites'),
  // Agents
  ...follows('instance-id-match', ['instance-active-once', 'instance-id-valid'], 'cluster'),
  ...follows('instance-missing', ['instance-id-match'], 'node'),
  ...follows('spool-match', ['spool-on-shared-disk', 'spool-mode', 'spool-overlap'], 'cluster'),
  ...follows('release-match', ['license-manager-present'], 'node'),
  // Running
  ...follows('cjcpw-arguments', ['processes-complete'], 'node'),
];

/** By the rule of what follows, so that only possible reasons are looked at. */
const reasons: ReadonlyMap<string, readonly Consequence[]> = (() => {
  const map = new Map<string, Consequence[]>();
  for (const each of table) {
    for (const rule of each.of) map.set(rule, [...(map.get(rule) ?? []), each]);
  }
  return map;
})();

/** A finding's rule without its pack. */
export const ruleOf = ({ rule }: Pick<Finding, 'rule'>): string => rule.slice(rule.indexOf('/') + 1);

/**
 * The finding that another one follows from; undefined where it stands for itself.
 * @param byRule the findings of the same cluster, by rule without its pack
 */
export function reasonFor(
  finding: Finding,
  byRule: ReadonlyMap<string, readonly Finding[]>,
): Finding | undefined {
  for (const { root, only, within } of reasons.get(ruleOf(finding)) ?? []) {
    if (only !== undefined && !only.has(finding.messageKey)) continue;
    const found = byRule.get(root)?.find((each) => each !== finding && share(each, finding, within));
    if (found !== undefined) return found;
  }
  return undefined;
}

function share(root: Finding, other: Finding, within: Within): boolean {
  if (within === 'sites') return true;
  if (within === 'key') return isAboutKeyOf(root, other);
  if (!alike(root.site, other.site) || !alike(root.agent, other.agent)) return false;
  switch (within) {
    case 'cluster':
      return true;
    case 'node':
      // A finding about several nodes names none of them; its places do.
      return alike(root.node, other.node);
    case 'site':
      // Without a site it is the node's local one.
      return root.site !== null && other.site !== null
        ? root.site === other.site
        : root.node !== null && root.node === other.node;
    case 'file': {
      const files = new Set(placesOf(root).map((place) => place.file));
      return placesOf(other).some((place) => files.has(place.file)) && isAboutKeyOf(root, other);
    }
  }
}

/** The key that a finding misses: only what stands for that key explains it. */
const MISSED: Readonly<Record<string, string>> = {
  'ipaddress-required': 'ipaddress',
  'nats-url-required': 'nats_url',
  'local-daemon-mode': 'local_daemon',
};

/** Whether a line at fault can be the one that another finding misses; true where no key is missed. */
function isAboutKeyOf({ location }: Finding, other: Finding): boolean {
  const key = MISSED[ruleOf(other)];
  if (key === undefined || location === null || location.excerpt.length === 0) return true;
  const line = toAscii(location.excerpt[location.line - location.firstLine] ?? '');
  const [written = ''] = line.split(/[=:\s]/, 1).filter((word) => word !== '');
  return nearest(written.replace(/^[#\ufeff]+/, ''), [key]) !== undefined;
}

const alike = (a: string | null, b: string | null) => a === null || b === null || a === b;

const placesOf = ({ location, related }: Finding): FramedLocation[] => [
  ...(location === null ? [] : [location]),
  ...related.map((each) => each.location),
];

/** Rules of the table, for the test that they exist. */
export const relatedRules: readonly string[] = [...new Set(table.flatMap((each) => [each.root, ...each.of]))];

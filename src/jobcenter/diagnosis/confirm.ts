import { textUnder } from '../../engine/place.js';
import type { Finding } from '../../engine/result.js';
import { commandOf, factCommand, isFact } from '../commands.js';
import type { Cluster, ClusterNode, Site } from '../model.js';
import { LINK_FOLDER } from '../platform.js';
import { windowsLine } from '../windows-commands.js';
import { ruleOf } from './consequences.js';
import type { NodePlaces } from './node-places.js';

/** A command that shows on the node what a finding says; none of them changes anything. */
type Look = (finding: Finding, site: Site | null) => string | null;

const forward: Look = (_, site) =>
  site?.named === true ? commandOf(['getent', 'ahosts'], site.name.value) : null;
const reverse: Look = (_, site) =>
  site?.vip == null ? null : commandOf(['getent', 'hosts'], site.vip.value);
const links: Look = () => `ls -l ${LINK_FOLDER}`;
const instances: Look = () => '/usr/bin/jcagctrl list';
const account: Look = ({ location }) => {
  const [name = ''] = textUnder(location).split(':');
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/.test(name) ? commandOf(['id'], name) : null;
};
const row: Look = ({ location }) => {
  const line = location?.excerpt[location.line - location.firstLine] ?? '';
  const path = line.split('\t')[4] ?? '';
  return path.startsWith('/') ? commandOf(['stat', '-c', '%a %U %G %n'], path) : null;
};

const sums: Look = ({ location }) => {
  const line = location?.excerpt[location.line - location.firstLine] ?? '';
  const path = /^[0-9a-f]+[ *]+(\/.*)$/i.exec(line)?.[1];
  return path === undefined ? null : commandOf(['sha256sum'], path);
};
/** Also of a file that is not there, which is what it shows then. */
const common: Look = () => 'cat /usr/lib/nqs/rc/daemon.conf';

/** Where the file or fact under a finding is not the best place to look. */
const looks: Readonly<Record<string, Look>> = {
  'vip-forward-lookup': forward,
  'vip-lookup-consistent': forward,
  'vip-loopback': forward,
  'site-name-alias': forward,
  'hosts-match': forward,
  'resolv-def-match': forward,
  'vip-reverse-lookup': reverse,
  'vip-link-name': links,
  'vip-link-missing': links,
  'vip-link-target': links,
  'vip-link-stale': links,
  'vip-link-dangling': links,
  'db-mode': row,
  'spool-mode': row,
  'private-key-mode': row,
  'instance-missing': instances,
  'instance-id-match': instances,
  'job-user-match': account,
  'job-user-id-match': account,
  'nqs-site-env': () => 'echo "$NQS_SITE"',
  'nats-url-env': () => 'echo "$NATS_URL"',
  'umask-755': () => 'umask',
  'vip-active': () => 'ip -o addr show',
  'mount-active': () => 'cat /proc/mounts',
  'nats-port-free': () => 'ss -ltnp',
  'license-match': sums,
  'local-daemon-mode': common,
};

/** As the machine itself resolves, hosts included; nslookup would ask DNS alone. */
const windowsForward: Look = (_, site) =>
  site?.named === true ? windowsLine(['ping', '-n', '1'], site.name.value) : null;
const windowsReverse: Look = (_, site) =>
  site?.vip == null ? null : windowsLine(['ping', '-a', '-n', '1'], site.vip.value);
const clusterResources: Look = () => 'Get-ClusterResource';

/** The same on Windows, as lines of PowerShell (G 4.3.2.3). */
const windowsLooks: Readonly<Record<string, Look>> = {
  'vip-forward-lookup': windowsForward,
  'vip-lookup-consistent': windowsForward,
  'vip-loopback': windowsForward,
  'site-name-alias': windowsForward,
  'hosts-match': windowsForward,
  'vip-reverse-lookup': windowsReverse,
  'site-registered': () => 'cjcls',
  'site-running-once': () => 'cjcls',
  'instance-missing': () => 'jcagctrl list',
  'instance-id-match': () => 'jcagctrl list',
  'nqs-site-env': () => '$env:NQS_SITE',
  'nats-url-env': () => '$env:NATS_URL',
  'vip-active': () => 'ipconfig',
  'vip-up-once': () => 'ipconfig',
  'mount-active': clusterResources,
  'disk-mounted-once': clusterResources,
  'nats-port-free': () => 'netstat -ano',
};

/** What cannot be seen in a plain print. */
const INVISIBLE: ReadonlySet<string> = new Set([
  'full-width-character',
  'text-encoding',
  'line-endings',
  'space-around-equals',
]);

/**
 * The next command that confirms a finding, with its node in front: made for its rule, else what shows the file or fact
 * under it, else what yields the rule's facts, else the rule's page.
 * @param preferred a node to look on where several would do
 */
export function confirmOf(
  finding: Finding,
  cluster: Cluster,
  places: NodePlaces,
  needs: readonly string[],
  preferred: ReadonlySet<string>,
): string {
  const rule = ruleOf(finding);
  const site = cluster.sites.find((each) => each.name.value === finding.site) ?? null;
  const place = places.of(finding.location);
  const node =
    cluster.nodes.find((each) => each.name.value === finding.node) ??
    place?.node ??
    keeperOf(site, cluster, preferred);
  const tables = cluster.platform === 'windows' ? windowsLooks : looks;
  const made = (Object.hasOwn(tables, rule) ? tables[rule]?.(finding, site) : null) ?? null;
  const shown = made ?? (place === null ? null : commandFor(place.path, rule, cluster, node));
  const told = shown ?? needs.map((need) => factCommand(need, cluster, node)).find((each) => each !== null);
  if (told == null) return commandOf(['cjclint', 'explain'], rule) ?? '';
  return node === null ? told : `${node.name.value}: ${told}`;
}

function keeperOf(site: Site | null, cluster: Cluster, preferred: ReadonlySet<string>): ClusterNode | null {
  const nodes = (site?.nodes ?? cluster.nodes).filter(({ hasData }) => hasData);
  return nodes.find(({ name }) => preferred.has(name.value)) ?? nodes[0] ?? null;
}

const FACTS = '/.facts/';

function commandFor(path: string, rule: string, cluster: Cluster, node: ClusterNode | null): string | null {
  if (path.startsWith(FACTS)) {
    const name = path.slice(FACTS.length);
    return isFact(name) || name.startsWith('nmapmgr.') ? factCommand(name, cluster, node) : null;
  }
  if (cluster.platform === 'windows') return windowsLine(['type'], windowsPath(path));
  return commandOf(INVISIBLE.has(rule) ? ['cat', '-A'] : ['cat'], path);
}

const windowsPath = (path: string) => path.replace(/^\/([A-Za-z])(?=\/)/, '$1:').replaceAll('/', '\\');

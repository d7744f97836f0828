import { baseName } from '../source/tree-path.js';
import { type Sourced, SourceFile } from '../text/source-file.js';
import { type AgentSource, agentFilePath } from './agent.js';
import { addressOfLinkName } from './link-name.js';
import { machineIdOf } from './machine-id.js';
import type { ClusterNode, Site } from './model.js';
import { deciding, nameKey, reverseAnswers } from './names.js';
import type { BuiltNode } from './node.js';
import { comparableParts, type Places } from './platform.js';
import type { SiteSource } from './site.js';

/** A site as one node knows it. */
interface Trace {
  readonly name: Sourced<string> | null;
  readonly database: Sourced<string>;
  readonly vip: Sourced<string> | null;
  /** Whether the site runs on that node, which then knows best. */
  readonly running: boolean;
}

/**
 * The cluster sites that the nodes' `cjcls` and links tell of. Where any node has `cjcls`, only the sites that one
 * lists count: a link alone may be left over from a failed site (its own rule says so).
 */
export function inferSites(nodes: readonly BuiltNode[], places: Places): SiteSource[] {
  const managers = nodes.filter((node) => !node.hasData || hasManager(node));
  const traces = nodes.flatMap(tracesOf);
  const listed = traces.filter((trace) => trace.name !== null);
  const bySite = new Map<string, Trace[]>();
  for (const trace of listed.length > 0 ? listed : traces) {
    // By name, so that nodes which know one site under two paths are seen to disagree.
    const key =
      trace.name === null
        ? comparableParts(places.platform, withoutFolder(trace.database.value, places)).join('/')
        : nameKey(trace.name.value);
    bySite.set(key, [...(bySite.get(key) ?? []), trace]);
  }
  return [...bySite.values()].flatMap((found) => {
    const first = found.find((trace) => trace.running) ?? found[0];
    if (first === undefined) return [];
    const vip = found.find((trace) => trace.vip !== null)?.vip ?? null;
    const name = found.find((trace) => trace.name !== null)?.name ?? nameOf(vip, managers);
    return [
      {
        name: name ?? vip ?? first.database,
        named: name !== null,
        machineId: name === null ? null : machineIdOf(name.value, managers),
        database: { value: withoutFolder(first.database.value, places), at: first.database.at },
        vip: null,
        nodes: managers,
      },
    ];
  });
}

/** Whether a node has a JobCenter MG, as far as its files and facts tell; a node with only an AG has none. */
export function hasManager(node: ClusterNode): boolean {
  return (
    node.commonConf !== null ||
    node.localConf !== null ||
    node.facts.cjcls.state === 'known' ||
    node.tree.resolve('/usr/lib/nqs').state === 'found' ||
    node.tree.resolve('/usr/spool/nqs').state === 'found'
  );
}

function tracesOf(node: BuiltNode): Trace[] {
  const listed = (node.facts.cjcls.state === 'known' ? node.facts.cjcls.value : []).map((row) => ({
    name: row.name,
    database: row.database,
    vip: row.link === null ? null : vipOfLink(baseName(row.link.value), row.link),
    running: row.pid !== null,
  }));
  const linked = node.links.flatMap((link) => {
    const vip = vipOfLink(link.name, { value: link.name, at: link.at });
    return vip === null || link.target === null
      ? []
      : [{ name: null, database: { value: link.target, at: link.at }, vip, running: false }];
  });
  return [...listed, ...linked];
}

function vipOfLink(name: string, link: Sourced<string>): Sourced<string> | null {
  const address = addressOfLinkName(name);
  return address === null ? null : { value: address.text, at: link.at };
}

/** A link may lead to the database or to the folder in it. */
const withoutFolder = (database: string, places: Places): string =>
  database.replace(places.platform === 'linux' ? /(?<=.)\/nqs\/?$/ : /(?<=.)\\etc\\?$/i, '');

/** The name that a node's own sources give for a VIP. */
function nameOf(vip: Sourced<string> | null, nodes: readonly BuiltNode[]): Sourced<string> | null {
  if (vip === null) return null;
  for (const node of nodes) {
    const name = deciding(reverseAnswers(node, vip.value))?.answers[0];
    if (name !== undefined) return name;
  }
  return null;
}

/** The agents that `jcagctrl list` tells of: one per instance name, on every node that has the command. */
export function inferAgents(
  nodes: readonly BuiltNode[],
  sites: readonly Site[],
  places: Places,
): AgentSource[] {
  const holders = nodes.filter((node) => node.facts['jcagctrl-list'].state === 'known');
  const names = new Map<string, Sourced<string>>();
  for (const node of holders) {
    for (const row of rowsOf(node)) if (!names.has(row.name.value)) names.set(row.name.value, row.name);
  }
  const spools = new Map(
    nodes.flatMap((node) => spoolsOf(node, places)).map((spool) => [spool.value, spool]),
  );
  const [spool] = names.size === 1 && spools.size === 1 ? [...spools.values()] : [];
  return [...names.values()].map((name) => ({
    name,
    site: sites.length === 1 ? (sites[0] ?? null) : null,
    instance: name,
    instanceId: null,
    endpoint: null,
    spool: spool ?? null,
    privateKey: null,
    users: null,
    nodes: holders,
    perNode: holders.flatMap((node) => {
      const row = rowsOf(node).find((each) => each.name.value === name.value);
      if (row === undefined) return [];
      const settings = { name: null, instance: null, endpoint: null, spool: null, privateKey: null };
      return [{ node: node.name, settings: { ...settings, instanceId: row.id } }];
    }),
  }));
}

const rowsOf = (node: BuiltNode) =>
  node.facts['jcagctrl-list'].state === 'known' ? node.facts['jcagctrl-list'].value : [];

/** The spool directories that an agent's settings file in a tree shows. */
function spoolsOf(node: BuiltNode, places: Places): Sourced<string>[] {
  const ending = agentFilePath('linux', '/').slice(1);
  return node.found['jcexecutor_agent.yaml'].flatMap((path) => {
    if (!path.endsWith(`/${ending}`)) return [];
    const folder = path.slice(0, -ending.length - 1);
    const value =
      places.platform === 'windows' ? folder.replace(/^\/([A-Za-z])/, '$1:').replaceAll('/', '\\') : folder;
    return [{ value, at: { file: SourceFile.withoutText(node.own.display(path)), range: null } }];
  });
}

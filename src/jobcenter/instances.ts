import type { SourceFile } from '../text/source-file.js';
import type { ListedInstance } from './facts/types.js';
import type { Agent, Cluster, ClusterNode } from './model.js';
import { preflightOf } from './stage.js';

/** An agent's instance in a node's `jcagctrl list`. */
export type InstanceOnNode =
  | { readonly state: 'listed'; readonly row: ListedInstance }
  /** The node's list does not have it. */
  | { readonly state: 'absent'; readonly list: SourceFile; readonly others: readonly ListedInstance[] }
  /** `node` is null where the manifest would settle it. */
  | { readonly state: 'unknown'; readonly node: string | null; readonly need: string };

/**
 * Finds an agent's instance on a node: by the instance name that the manifest gives. Where it gives none, the only
 * instance that no other agent claims is meant, else the one named like the agent.
 */
export function instanceOn(cluster: Cluster, agent: Agent, node: ClusterNode): InstanceOnNode {
  const fact = node.facts['jcagctrl-list'];
  if (fact.state === 'missing') return { state: 'unknown', node: node.name.value, need: 'jcagctrl-list' };
  const rows = fact.value;
  const { instance, name } = agent.on(node);
  const named = (wanted: string) => rows.find((row) => row.name.value === wanted);
  const absent: InstanceOnNode = { state: 'absent', list: fact.file, others: rows };
  if (instance !== null) {
    const row = named(instance.value);
    return row === undefined ? absent : { state: 'listed', row };
  }
  const others = cluster.agents.filter((other) => other !== agent && other.nodes.includes(node));
  const claimed = new Set(others.map((other) => other.on(node).instance?.value));
  const free = rows.filter((row) => !claimed.has(row.name.value));
  const [only, second] = free;
  if (only === undefined) return absent;
  const row = named(name.value) ?? (second === undefined && !claimed.has(undefined) ? only : undefined);
  return row === undefined
    ? { state: 'unknown', node: null, need: 'manifest:agents[].instance' }
    : { state: 'listed', row };
}

/**
 * Whether preflight finds an agent's instance not made yet on any node: agents come last in the order of work (G 2.3),
 * so that before a site's creation and first start, and before `jcagctrl create`, that is no fault.
 */
export function isUnmade(cluster: Cluster, agent: Agent): boolean {
  if (preflightOf(cluster, 'create-site', 'start', 'create-agent') === null) return false;
  return agent.nodes.every((node) => instanceOn(cluster, agent, node).state !== 'listed');
}

/** The options of `jcagctrl create` for an agent's instance on a node (G 2.3.5); null where a needed one is not known. */
export function createOptions(
  agent: Agent,
  node: ClusterNode,
): readonly (readonly [string, string])[] | null {
  const { name, endpoint, instance, instanceId, privateKey, spool } = agent.on(node);
  if (endpoint === null || instance === null || privateKey === null || spool === null) return null;
  return [
    ['--agent-name', name.value],
    ['--endpoint', endpoint.value],
    ...(instanceId === null ? [] : [['--instance-id', instanceId.value] as const]),
    ['--instance-name', instance.value],
    ['--private-key', privateKey.value],
    ['--spool-dir', spool.value],
  ];
}

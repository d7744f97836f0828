import type { Subject } from '../engine/rule.js';
import type { Agent, Cluster, ClusterNode, Site } from './model.js';
import { isManagerNode } from './rule.js';

/** Nodes that stand in for each other: those of a site, or of an agent. */
export interface NodeGroup {
  readonly nodes: readonly ClusterNode[];
  readonly sites: readonly Site[];
  readonly agents: readonly Agent[];
}

/**
 * The nodes of every site and agent, each set once, so that one difference is found once. A set within another is left
 * out: its nodes are compared there.
 */
export function nodeGroups(cluster: Cluster): Subject<NodeGroup>[] {
  const groups: { nodes: readonly ClusterNode[]; sites: Site[]; agents: Agent[] }[] = [];
  const groupOf = (nodes: readonly ClusterNode[]) => {
    const known = groups.find(
      (group) => group.nodes.length === nodes.length && nodes.every((node) => group.nodes.includes(node)),
    );
    if (known !== undefined) return known;
    const made = { nodes, sites: [], agents: [] };
    groups.push(made);
    return made;
  };
  for (const site of cluster.sites) groupOf(site.nodes).sites.push(site);
  for (const agent of cluster.agents) groupOf(agent.nodes).agents.push(agent);
  return groups
    .filter(
      (group) =>
        !groups.some(
          (other) =>
            other.nodes.length > group.nodes.length &&
            group.nodes.every((node) => other.nodes.includes(node)),
        ),
    )
    .map((group) => {
      const [site, secondSite] = group.sites;
      const [agent, secondAgent] = group.agents;
      return {
        it: group,
        site: secondSite === undefined ? site?.name.value : undefined,
        agent: site === undefined && secondAgent === undefined ? agent?.name.value : undefined,
      };
    });
}

/** What a node is there for; a node with an agent has packages that one without it need not have. */
export function purposeOf(cluster: Cluster, node: ClusterNode): string {
  const hasAgent = cluster.agents.some((agent) => agent.nodes.includes(node));
  return `${isManagerNode(cluster, node) ? 'MG' : ''}${hasAgent ? 'AG' : ''}`;
}

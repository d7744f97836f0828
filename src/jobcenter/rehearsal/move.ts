import type { Agent, Cluster, ClusterNode, Site } from '../model.js';

/** A failover to walk through: what runs on one node is to run on another. */
export interface Move {
  readonly cluster: Cluster;
  /** Null where agents move that move with no site of the cluster. */
  readonly site: Site | null;
  readonly from: ClusterNode;
  readonly to: ClusterNode;
  /** The agents that the site answers, wherever they run; without a site those that move. */
  readonly agents: readonly Agent[];
  /** Those of them that move as well: they may run on both nodes. */
  readonly moving: readonly Agent[];
}

/** Which moves are wanted, by names; left out: all. */
export interface Wanted {
  readonly site?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Every move of a cluster: each site between each ordered pair of its nodes; then, for each pair, the agents that move
 * without a site, because their manager is elsewhere.
 */
export function* movesOf(cluster: Cluster, wanted: Wanted = {}): Generator<Move> {
  for (const site of cluster.sites) {
    if (wanted.site !== undefined && wanted.site !== site.name.value) continue;
    const agents = cluster.agents.filter((agent) => agent.site === site);
    for (const { from, to } of pairs(site.nodes, wanted)) {
      yield { cluster, site, from, to, agents, moving: agents.filter(({ nodes }) => both(nodes, from, to)) };
    }
  }
  if (wanted.site !== undefined) return;
  for (const from of cluster.nodes) {
    if (wanted.from !== undefined && from.name.value !== wanted.from) continue;
    const alone = new Map<ClusterNode, Agent[]>();
    for (const agent of cluster.agents.filter(({ nodes }) => nodes.includes(from))) {
      for (const { to } of pairs(agent.nodes, { ...wanted, from: from.name.value })) {
        if (!both(agent.site?.nodes ?? [], from, to)) alone.set(to, [...(alone.get(to) ?? []), agent]);
      }
    }
    for (const [to, moving] of alone) yield { cluster, site: null, from, to, agents: moving, moving };
  }
}

const both = (nodes: readonly ClusterNode[], from: ClusterNode, to: ClusterNode): boolean =>
  nodes.includes(from) && nodes.includes(to);

function* pairs(
  nodes: readonly ClusterNode[],
  wanted: Wanted,
): Generator<{ from: ClusterNode; to: ClusterNode }> {
  for (const from of nodes) {
    if (wanted.from !== undefined && from.name.value !== wanted.from) continue;
    for (const to of nodes) {
      if (to === from || (wanted.to !== undefined && to.name.value !== wanted.to)) continue;
      yield { from, to };
    }
  }
}

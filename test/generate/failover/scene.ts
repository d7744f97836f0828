import type { Cluster } from '../cluster.js';
import type { NodePlan, Plan } from '../plan.js';

/** How far a failover came before its snapshots were taken. */
export type Scene =
  /** VIP and disk went over; the site does not start there. */
  | 'moved'
  /** VIP and disk went over, the site runs there. */
  | 'runs-there'
  /** Tried without success; the cluster software went back, and the site runs where it did before. */
  | 'went-back'
  /** The site was stopped; its disk and VIP never left. */
  | 'stuck';

/** The nodes of the first site's failover. */
export interface Move {
  readonly from: NodePlan;
  readonly to: NodePlan;
  readonly scene: Scene;
}

/** Plans the first site, and the agents that run beside it, where the failover left them. */
export function stage(cluster: Cluster, { from, to, scene }: Move): void {
  const site = cluster.site();
  const place = scene === 'moved' || scene === 'runs-there' ? to : from;
  site.vipOn = [place.name];
  site.runningOn = scene === 'moved' || scene === 'stuck' ? [] : [place.name];
  cluster.disk(site.disk).mountedOn = [place.name];
  for (const agent of cluster.plan.agents) {
    if (!agent.nodes.includes(to.name)) continue;
    const active = scene === 'runs-there' || scene === 'moved' ? to : from;
    agent.activeOn = [active.name];
    cluster.disk(agent.disk).mountedOn = [active.name];
  }
}

/** Whether nodes' trees alone tell where everything belongs: what stands on some nodes only looks like a fault. */
export function tellsItself({ nodes, sites, agents }: Plan): boolean {
  const managers = nodes.filter((node) => node.manager).length;
  const others = nodes.length - managers;
  return (
    sites.every((site) => site.nodes.length === managers) &&
    agents.every((agent) => agent.nodes.length === (others || managers))
  );
}

/** Whether agents run on the nodes of the sites. */
export const besideSites = ({ nodes }: Plan): boolean => nodes.every((node) => node.manager);

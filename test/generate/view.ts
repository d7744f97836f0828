import type { DiskPlan, NodePlan, Plan, SitePlan } from './plan.js';

/** A node of a plan, with what concerns it. */
export interface View {
  readonly plan: Plan;
  readonly node: NodePlan;
  readonly index: number;
  /** The sites and agents of this node. */
  readonly sites: readonly SitePlan[];
  readonly agents: Plan['agents'];
}

export const diskOf = (plan: Plan, path: string | null): DiskPlan | undefined =>
  plan.disks.find((disk) => disk.path === path);

/** Whether a node sees what lies on a disk; without a disk it is on the node's own file system. */
export const sees = ({ plan, node }: View, disk: string | null): boolean =>
  disk === null || (diskOf(plan, disk)?.mountedOn.includes(node.name) ?? false);

/** Text of whole lines. */
export const lines = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');

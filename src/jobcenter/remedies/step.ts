import type { FixStep } from '../../engine/diagnosis.js';
import type { Finding } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import type { Cluster, ClusterNode, Site } from '../model.js';

/** A finding, with what of the cluster it is about. */
export interface Fault {
  readonly finding: Finding;
  readonly cluster: Cluster;
  /** The nodes to work on: the finding's own, else all that have the site. */
  readonly nodes: readonly ClusterNode[];
  readonly site: Site | null;
}

/** What mends a finding, in order; nothing where only words can tell. */
export type Remedy = (fault: Fault) => readonly FixStep[];

/** A step with a command; nothing where the command could not be written safely. */
export function step(
  node: ClusterNode | null,
  command: string | null,
  effect: Localized,
  undo: string | Localized | null = null,
): readonly FixStep[] {
  if (command === null) return [];
  return [
    {
      node: node?.name.value ?? null,
      command,
      effect,
      undo: typeof undo === 'string' ? { en: undo, ja: undo } : undo,
    },
  ];
}

/** A step that has to be told in words. */
export const words = (node: ClusterNode | null, en: string, ja: string): FixStep => ({
  node: node?.name.value ?? null,
  command: null,
  effect: { en, ja },
  undo: null,
});

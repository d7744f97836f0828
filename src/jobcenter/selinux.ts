import type { SelinuxLabel } from '../source/facts/types.js';
import type { ClusterNode } from './model.js';
import { samePath } from './platform.js';

/** The type that a database's directories and files need (G 2.3.3.1.2). */
export const DATABASE_LABEL = 'jobcenter_exec_t';

/** What a node says of a path's label, or of the label that its rules give it; null where it does not. */
export function labelOf(
  node: ClusterNode,
  fact: 'selinux-labels' | 'selinux-rule',
  path: string,
): SelinuxLabel | null {
  const rows = node.facts[fact];
  if (rows.state !== 'known') return null;
  return rows.value.find((row) => samePath('linux', row.path, path)) ?? null;
}

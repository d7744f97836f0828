import type { SelinuxLabel } from '../source/facts/types.js';
import { normalizeTreePath } from '../source/tree-path.js';
import { shellWord } from '../text/shell-word.js';
import type { ClusterNode } from './model.js';
import { isWithin, samePath } from './platform.js';

/** The type that a database's directories and files need (G 2.3.3.1.2). */
export const DATABASE_LABEL = 'jobcenter_exec_t';

/** Which files need the label, as semanage takes it: a regular expression (G 2.3.3.1.2). */
export const labelPattern = (database: string): string =>
  `${normalizeTreePath(database).replace(/[.^$*+?()[\]{}|\\]/g, '\\$&')}(/.*)?`;

/** The command that gives a node the rule for a database's label, to copy. */
export const addLabelRule = (database: string): string =>
  `semanage fcontext -a -t ${DATABASE_LABEL} ${doubleQuoted(labelPattern(database))}`;

/** As the guide writes it; a text that double quotes do not hold safely gets single ones. */
const doubleQuoted = (text: string) =>
  /^[A-Za-z0-9_@%+=:,./()*?-]+$/.test(text) ? `"${text}"` : shellWord(text);

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

/** What in a database a node says to have another label than it needs (G 2.3.3.1.2: directories and files); else null. */
export function strayLabelIn(node: ClusterNode, database: string): SelinuxLabel | null {
  const rows = node.facts['selinux-labels'];
  if (rows.state !== 'known') return null;
  return (
    rows.value.find((row) => row.type !== DATABASE_LABEL && isWithin('linux', row.path, database)) ?? null
  );
}

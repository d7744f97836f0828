import type { Origin } from '../text/source-file.js';
import type { ClusterNode } from './model.js';
import { statRowOf } from './stat-rows.js';

/** What databases and spool directories need (G 2.5.2). */
export const DIRECTORY_MODE = 0o755;

/** `750`, without setuid, setgid and sticky bits. */
export const octal = (mode: number): string => (mode & 0o777).toString(8).padStart(3, '0');

/** A directory as `stat` shows it, judged against 755. */
export interface JudgedMode {
  readonly path: string;
  readonly mode: string;
  /** The bits of 755 it lacks, as chmod writes them: `g+rx,o+rx`. Empty: none. */
  readonly lacks: string;
  /** The bits beyond 755: `g+w`. Empty: none. */
  readonly beyond: string;
  /** The mode's digits. */
  readonly at: Origin;
}

/** @returns null where `stat` does not tell. */
export function judgedMode(node: ClusterNode, path: string): JudgedMode | null {
  const row = statRowOf(node, path);
  if (row === null) return null;
  return {
    path,
    mode: octal(row.mode),
    lacks: symbolic(DIRECTORY_MODE & ~row.mode),
    beyond: symbolic(row.mode & 0o777 & ~DIRECTORY_MODE),
    at: row.modeAt,
  };
}

/** Mode bits as chmod adds them: 0o055 → `g+rx,o+rx`. */
export function symbolic(bits: number): string {
  const classes = [
    ['u', 6],
    ['g', 3],
    ['o', 0],
  ] as const;
  return classes
    .map(([who, shift]) => {
      const own = (bits >> shift) & 7;
      const letters = `${own & 4 ? 'r' : ''}${own & 2 ? 'w' : ''}${own & 1 ? 'x' : ''}`;
      return letters === '' ? '' : `${who}+${letters}`;
    })
    .filter((part) => part !== '')
    .join(',');
}

import type { SourceFile } from '../text/source-file.js';
import type { Draft } from './own-findings.js';
import type { MissingInput } from './result.js';

/** One cluster (or the loose files of a run) as the engine sees it: a model to check and what to say about it. */
export interface Target<Model> {
  readonly model: Model;
  /** Null for files that belong to no cluster. */
  readonly name: string | null;
  readonly manifest: string | null;
  readonly nodes: readonly string[];
  readonly sites: readonly string[];
  readonly agents: readonly string[];
  /** Files whose comments may suppress findings; of equal copies the first. */
  readonly commented: readonly SourceFile[];
  /** What reading the inputs already found: unreadable files, facts not understood, limits. */
  readonly findings: readonly Draft[];
  /** The number of files read. */
  readonly files: number;
  /** Says what would settle a need; `node` null where several or none lack it. */
  supply(node: string | null, needs: readonly string[]): MissingInput;
}

import type { FilePlace } from '../text/source-file.js';
import type { TreePath } from './tree-path.js';

export type EntryKind = 'file' | 'directory' | 'link' | 'other';

/** One thing that stands in a layer: a file, a folder, a link (data, never followed by the layer). */
export interface LayerEntry {
  readonly kind: EntryKind;
  /** Where a link leads, as written. */
  readonly target?: string;
}

export type UnreadableReason =
  | 'permission'
  | 'directory'
  | 'not-a-file'
  | 'too-large'
  | 'damaged'
  | 'dangling-link'
  | 'link-loop'
  | 'binary'
  | 'failed';

export type ReadBytes =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'unreadable'; readonly reason: UnreadableReason };

/**
 * Files by their own absolute paths, from one source: a folder, an archive, the live machine.
 * Paths are literal: no link is followed, so nothing outside of the source can be reached.
 */
export interface Layer {
  /** What stands at exactly this path; undefined when nothing does. */
  entry(path: TreePath): LayerEntry | undefined;
  /** Names in a folder, sorted; empty when it is no folder or cannot be listed. */
  names(path: TreePath): readonly string[];
  /** Whether nobody knows what stands at this path, since a folder on the way to it could not be listed. */
  hidden(path: TreePath): boolean;
  read(path: TreePath): ReadBytes;
  /** How people are shown a path of this layer, relative to the working directory. */
  display(path: TreePath): string;
  /** Where what stands at this path could be changed, or why not. */
  place(path: TreePath): FilePlace;
  /** Folders that could not be listed, and limits reached, as far as they were met. */
  readonly problems: readonly LayerProblem[];
}

export interface LayerProblem {
  readonly path: string;
  readonly kind: 'unreadable-folder' | 'entries' | 'depth' | EntryOddity;
  /** How many folders or entries have it, where they are told together; `path` is the first. Left out: one. */
  readonly count?: number;
}

/** What an entry of an archive can be that no honest tree needs. */
export type EntryOddity = 'climbing-name' | 'absolute-name' | 'device' | 'duplicate';

import type { FilePlace } from '../../text/source-file.js';
import type { Layer, LayerEntry, LayerProblem, ReadBytes } from '../layer.js';
import { partsOf, type TreePath } from '../tree-path.js';
import type { ArchiveIndex, FileItem, FolderItem, Item } from './archive-index.js';

/** An archive's tree as a layer, from its top folder on, if it has one. */
export class ArchiveLayer implements Layer {
  readonly problems: readonly LayerProblem[];
  /** The name of the one folder that everything lies in and that is no part of the tree; null when there is none. */
  readonly topFolder: string | null;
  readonly #index: ArchiveIndex;
  readonly #top: FolderItem;
  readonly #prefix: string;

  /** @param label how people are shown the archive itself */
  constructor(index: ArchiveIndex, label: string, topFolder: string | null) {
    const top = topFolder === null ? undefined : index.root.items.get(topFolder);
    this.#index = index;
    this.#top = top?.kind === 'directory' ? top : index.root;
    this.topFolder = topFolder;
    this.#prefix = topFolder === null ? label : `${label}!/${topFolder}`;
    this.problems = index.problems((name) => `${label}!${name.startsWith('/') ? '' : '/'}${name}`);
  }

  entry(path: TreePath): LayerEntry | undefined {
    const item = this.#find(path);
    if (item === undefined) return undefined;
    if (item.kind === 'link') return { kind: 'link', target: item.target };
    return { kind: item.kind === 'hard-link' ? 'file' : item.kind };
  }

  names(path: TreePath): readonly string[] {
    const item = this.#find(path);
    return item?.kind === 'directory' ? [...item.items.keys()].sort() : [];
  }

  /** An archive is used only when all of it was read. */
  hidden(): boolean {
    return false;
  }

  read(path: TreePath): ReadBytes {
    const item = this.#find(path);
    if (item === undefined || item.kind === 'link') return { state: 'unreadable', reason: 'failed' };
    if (item.kind === 'directory') return { state: 'unreadable', reason: 'directory' };
    if (item.kind === 'other') return { state: 'unreadable', reason: 'not-a-file' };
    const file = item.kind === 'file' ? item : this.#linked(item.target);
    if (file === null) return { state: 'unreadable', reason: 'dangling-link' };
    if (file.content === 'too-large') return { state: 'unreadable', reason: 'too-large' };
    if (file.content === 'not-kept') return { state: 'unreadable', reason: 'failed' };
    return { state: 'read', bytes: file.content };
  }

  display(path: TreePath): string {
    if (path === '/') return this.#prefix;
    return this.topFolder === null ? `${this.#prefix}!${path}` : `${this.#prefix}${path}`;
  }

  place(): FilePlace {
    return { state: 'read-only', why: 'archive' };
  }

  #find(path: TreePath): Item | undefined {
    return itemAt(this.#top, partsOf(path));
  }

  /** The file behind a hard link; hard links to hard links are followed as far as links may be. */
  #linked(target: readonly string[]): FileItem | null {
    let parts = target;
    for (let links = 0; links < this.#index.limits.links; links += 1) {
      const item = itemAt(this.#index.root, parts);
      if (item?.kind === 'file') return item;
      if (item?.kind !== 'hard-link') return null;
      parts = item.target;
    }
    return null;
  }
}

function itemAt(top: FolderItem, parts: readonly string[]): Item | undefined {
  let item: Item | undefined = top;
  for (const part of parts) {
    item = item?.kind === 'directory' ? item.items.get(part) : undefined;
    if (item === undefined) return undefined;
  }
  return item;
}

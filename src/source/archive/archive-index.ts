import type { EntryKind, EntryOddity, LayerProblem } from '../layer.js';
import type { Limits } from '../limits.js';
import { type EntryPath, entryPath } from './entry-name.js';
import { LimitReached } from './problem.js';

/** What an archive says of one entry. */
export interface RawEntry {
  /** As the archive calls it. */
  readonly name: string;
  readonly kind: EntryKind | 'hard-link';
  /** Where a link leads, as written; of a hard link the name of another entry. */
  readonly target?: string;
  /** Unpacked bytes. */
  readonly size: number;
}

/** The content of a file: kept, or why not. */
export type Content = Uint8Array | 'not-kept' | 'too-large';

export type Item =
  | { readonly kind: 'directory'; readonly items: Map<string, Item> }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'other' }
  | { readonly kind: 'hard-link'; readonly target: readonly string[] }
  | { readonly kind: 'file'; readonly size: number; content: Content };

export type FileItem = Extract<Item, { kind: 'file' }>;
export type FolderItem = Extract<Item, { kind: 'directory' }>;

/** A wanted file's link, whose target may be a file that nobody knew to be wanted. */
export interface WantedLink {
  readonly folder: readonly string[];
  readonly item: Extract<Item, { kind: 'link' | 'hard-link' }>;
}

/** What came of an entry. */
export interface Added {
  /** Null for anything but a file. */
  readonly file: FileItem | null;
  /** The file when its content is wanted, to be handed to `keep`. */
  readonly wanted: FileItem | null;
}

const nothing: Added = { file: null, wanted: null };

/** What a product looks for in an archive. */
export interface Wanted {
  /** Whether the content of a file is needed; the path is absolute and begins with the archive's top. */
  wants(path: string): boolean;
  /** The name of the file that marks the top of a cluster's folder. */
  readonly manifest: string;
}

/** Long names are as good as many entries to fill a memory. */
const NAME_LENGTH = 256;
/** The kept files of an archive are a few hundred small ones. */
const KEPT_FILES_OF_LARGEST_SIZE = 8;

/** The entries of an archive as a tree, and the content of the wanted files. */
export class ArchiveIndex {
  readonly root: FolderItem = { kind: 'directory', items: new Map() };
  readonly wantedLinks: WantedLink[] = [];
  readonly #oddities = new Map<EntryOddity, { path: string; count: number }>();
  #entries = 0;
  #nameLength = 0;
  #kept = 0;

  constructor(
    readonly wanted: Wanted,
    readonly limits: Limits,
  ) {}

  /**
   * Puts an entry in its place; of two of one name the last counts.
   * @throws {LimitReached}
   */
  add(entry: RawEntry): Added {
    const path = entryPath(entry.name);
    this.#countEntry(entry.name.length);
    if (path.oddity !== null) this.#odd(path.oddity, entry.name);
    const name = path.parts.at(-1);
    if (name === undefined) return nothing;
    const folder = this.#folder(path.parts);
    const item = this.#item(entry);
    const before = folder.items.get(name);
    if (before?.kind === 'directory' && item.kind === 'directory') return nothing;
    if (before !== undefined) this.#odd('duplicate', entry.name);
    if (item.kind === 'other') this.#odd('device', entry.name);
    folder.items.set(name, item);
    const wanted = this.#wanted(item, path);
    if (item.kind !== 'file') return nothing;
    return { file: item, wanted: wanted ? this.#room(item) : null };
  }

  /** Takes a file's content. The buffer is copied when it is a view of a larger one. */
  keep(file: FileItem, content: Uint8Array): void {
    file.content = content.byteLength === content.buffer.byteLength ? content : Uint8Array.from(content);
  }

  /** @returns the file when its content may be kept. @throws {LimitReached} */
  #room(file: FileItem): FileItem | null {
    if (file.size > this.limits.fileBytes) {
      file.content = 'too-large';
      return null;
    }
    const limit = this.limits.fileBytes * KEPT_FILES_OF_LARGEST_SIZE;
    this.#kept += file.size;
    if (this.#kept > limit) throw new LimitReached('keptBytes', limit);
    return file;
  }

  /** Asks for the content of a file that turned out to be wanted. @throws {LimitReached} */
  alsoWanted(file: FileItem): FileItem | null {
    return file.content === 'not-kept' ? this.#room(file) : null;
  }

  /** What is wrong with entries, one problem a kind. @param display how people are shown an entry */
  problems(display: (name: string) => string): LayerProblem[] {
    return [...this.#oddities].map(([kind, { path, count }]) => ({ kind, path: display(path), count }));
  }

  #wanted(item: Item, { parts }: EntryPath): boolean {
    if (item.kind === 'directory' || item.kind === 'other') return false;
    if (!this.wanted.wants(`/${parts.join('/')}`)) return false;
    if (item.kind !== 'file') this.wantedLinks.push({ folder: parts.slice(0, -1), item });
    return true;
  }

  #item({ kind, target = '', size }: RawEntry): Item {
    switch (kind) {
      case 'directory':
        return { kind, items: new Map() };
      case 'file':
        return { kind, size, content: 'not-kept' };
      case 'link':
        this.#countName(target.length);
        return { kind, target };
      case 'hard-link':
        this.#countName(target.length);
        return { kind, target: entryPath(target).parts };
      case 'other':
        return { kind };
    }
  }

  /** The folder that an entry lies in; folders on the way need no entry of their own. */
  #folder(parts: readonly string[]): FolderItem {
    if (parts.length > this.limits.depth) throw new LimitReached('depth', this.limits.depth);
    let folder = this.root;
    for (let at = 0; at < parts.length - 1; at += 1) {
      const name = parts[at] ?? '';
      let next = folder.items.get(name);
      if (next?.kind !== 'directory') {
        if (next !== undefined) this.#odd('duplicate', parts.slice(0, at + 1).join('/'));
        this.#countEntry(0);
        next = { kind: 'directory', items: new Map() };
        folder.items.set(name, next);
      }
      folder = next;
    }
    return folder;
  }

  #countEntry(nameLength: number): void {
    this.#entries += 1;
    if (this.#entries > this.limits.entries) throw new LimitReached('entries', this.limits.entries);
    this.#countName(nameLength);
  }

  #countName(length: number): void {
    this.#nameLength += length;
    const limit = this.limits.entries * NAME_LENGTH;
    if (this.#nameLength > limit) throw new LimitReached('nameBytes', limit);
  }

  #odd(kind: EntryOddity, path: string): void {
    const known = this.#oddities.get(kind);
    if (known === undefined) this.#oddities.set(kind, { path, count: 1 });
    else known.count += 1;
  }
}

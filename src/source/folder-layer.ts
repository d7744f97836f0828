import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
} from 'node:fs';
import type { FilePlace } from '../text/source-file.js';
import type { EntryKind, Layer, LayerEntry, LayerProblem, ReadBytes, UnreadableReason } from './layer.js';
import type { Limits } from './limits.js';
import { inFolder, type PendingChanges } from './pending-changes.js';
import { baseName, parentOf, type TreePath } from './tree-path.js';

export interface FolderOptions {
  /** Changes that are read as if they were written. */
  readonly pending?: PendingChanges;
  /** Whether the folder lies where nothing may be changed. */
  readonly outside?: boolean;
}

const noEntries: ReadonlyMap<string, EntryKind> = new Map();

/** A folder on disk as a layer. Folders are listed once, when first asked for; links are never followed. */
export class FolderLayer implements Layer {
  readonly problems: LayerProblem[] = [];
  readonly #root: string;
  readonly #label: string;
  readonly #limits: Limits;
  readonly #pending: PendingChanges | undefined;
  readonly #outside: boolean;
  #realRoot: string | undefined;
  readonly #listings = new Map<TreePath, ReadonlyMap<string, EntryKind>>();
  readonly #refused = new Set<TreePath>();
  #entries = 0;

  /**
   * @param root the folder, as the file system knows it
   * @param label how people are shown it; empty for the working directory itself
   */
  constructor(root: string, label: string, limits: Limits, { pending, outside }: FolderOptions = {}) {
    this.#root = root;
    this.#label = label;
    this.#limits = limits;
    this.#pending = pending;
    this.#outside = outside ?? false;
  }

  entry(path: TreePath): LayerEntry | undefined {
    if (path === '/') return { kind: 'directory' };
    const kind = this.#listing(parentOf(path)).get(baseName(path));
    if (kind === undefined) return undefined;
    return kind === 'link' ? { kind, target: this.#target(path) } : { kind };
  }

  names(path: TreePath): readonly string[] {
    return [...this.#listing(path).keys()];
  }

  hidden(path: TreePath): boolean {
    if (path === '/') return false;
    const folder = parentOf(path);
    this.#listing(folder);
    return this.#refused.has(folder) || this.hidden(folder);
  }

  read(path: TreePath): ReadBytes {
    const changed = this.#pending?.contentOf(this.#canonical(path));
    if (changed !== undefined) return { state: 'read', bytes: changed };
    let file: number;
    try {
      file = openSync(this.#real(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    } catch (error) {
      return { state: 'unreadable', reason: reasonOf(error) };
    }
    try {
      const status = fstatSync(file);
      if (status.isDirectory()) return { state: 'unreadable', reason: 'directory' };
      if (!status.isFile()) return { state: 'unreadable', reason: 'not-a-file' };
      if (status.size > this.#limits.fileBytes) return { state: 'unreadable', reason: 'too-large' };
      return readAll(file, status.size, this.#limits.fileBytes);
    } catch (error) {
      return { state: 'unreadable', reason: reasonOf(error) };
    } finally {
      closeSync(file);
    }
  }

  display(path: TreePath): string {
    if (path === '/') return this.#label === '' ? '.' : this.#label;
    return this.#label === '' ? path.slice(1) : `${this.#label}${path}`;
  }

  place(path: TreePath): FilePlace {
    if (this.#outside) return { state: 'read-only', why: 'outside' };
    return { state: 'on-disk', root: this.#root, path };
  }

  /** A path as changes name it, however the folder itself was reached. */
  #canonical(path: TreePath): string {
    this.#realRoot ??= realpathOf(this.#root);
    return inFolder(this.#realRoot, path);
  }

  #real(path: TreePath): string {
    return path === '/' ? this.#root : this.#root + path;
  }

  #target(path: TreePath): string {
    try {
      const written = this.#pending?.writtenPath(this.#canonical(path));
      return readlinkSync(written ?? this.#real(path));
    } catch {
      return '';
    }
  }

  #listing(path: TreePath): ReadonlyMap<string, EntryKind> {
    const known = this.#listings.get(path);
    if (known !== undefined) return known;
    const listing = this.#mayHold(path) ? this.#list(path) : noEntries;
    this.#listings.set(path, listing);
    return listing;
  }

  /** Lists a folder only when its parent says that it is one: a link to a folder is not entered. */
  #mayHold(path: TreePath): boolean {
    return path === '/' || this.#listing(parentOf(path)).get(baseName(path)) === 'directory';
  }

  #list(path: TreePath): ReadonlyMap<string, EntryKind> {
    if (this.#entries >= this.#limits.entries) return this.#refuse(path, 'entries');
    if (path.length > 1 && path.split('/').length - 1 > this.#limits.depth)
      return this.#refuse(path, 'depth');
    try {
      const entries = readdirSync(this.#real(path), { withFileTypes: true });
      const renamed = this.#pending?.namesIn(this.#canonical(path));
      this.#entries += entries.length;
      const kinds = entries.map((entry): [string, EntryKind] => [
        renamed?.get(entry.name) ?? entry.name,
        entry.isFile()
          ? 'file'
          : entry.isDirectory()
            ? 'directory'
            : entry.isSymbolicLink()
              ? 'link'
              : 'other',
      ]);
      return new Map(kinds.sort(([a], [b]) => (a < b ? -1 : 1)));
    } catch {
      return this.#refuse(path, 'unreadable-folder');
    }
  }

  #refuse(path: TreePath, kind: LayerProblem['kind']): ReadonlyMap<string, EntryKind> {
    this.#refused.add(path);
    const known = kind === 'entries' ? this.problems.findIndex((each) => each.kind === kind) : -1;
    const first = this.problems[known];
    // Past that limit every further folder is refused: they are counted.
    if (first === undefined) this.problems.push({ path: this.display(path), kind });
    else this.problems[known] = { ...first, count: (first.count ?? 1) + 1 };
    return noEntries;
  }
}

function realpathOf(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    return root;
  }
}

/** Reads a file that may be shorter or longer than it said, but never past the limit. */
function readAll(file: number, expected: number, limit: number): ReadBytes {
  let buffer = Buffer.allocUnsafe(Math.max(expected, 1) + 1);
  let length = 0;
  for (;;) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    length += count;
    if (length > limit) return { state: 'unreadable', reason: 'too-large' };
    if (count === 0) return { state: 'read', bytes: buffer.subarray(0, length) };
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]);
    else if (length === expected) return { state: 'read', bytes: buffer.subarray(0, length) };
  }
}

function reasonOf(error: unknown): UnreadableReason {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'permission';
  if (code === 'EISDIR') return 'directory';
  if (code === 'ELOOP') return 'link-loop';
  return 'failed';
}

import { baseName, joinPath, parentOf, type TreePath } from './tree-path.js';

/** The absolute path of a place in a folder. */
export const inFolder = (root: string, path: TreePath): string =>
  path === '/' ? root : root === '/' ? path : root + path;

/**
 * Changes that are not written yet. Folders that are read with them look as if they were, so that what comes of a
 * change can be checked before anything is written. Paths are absolute, no link on the way.
 */
export class PendingChanges {
  readonly #contents = new Map<string, Uint8Array>();
  /** The names on the disk of what is renamed, by folder and new name. */
  readonly #names = new Map<string, Map<string, string>>();

  /** The content a file is to get; undefined where it stays as it is. */
  contentOf(path: string): Uint8Array | undefined {
    return this.#contents.get(path);
  }

  /** New names of a folder's entries by their names on the disk. */
  namesIn(folder: string): ReadonlyMap<string, string> | undefined {
    const names = this.#names.get(folder);
    return names === undefined ? undefined : new Map([...names].map(([to, from]) => [from, to]));
  }

  /** Where something stands on the disk until it is renamed; undefined where it is not. */
  writtenPath(path: string): string | undefined {
    const name = this.#names.get(parentOf(path))?.get(baseName(path));
    return name === undefined ? undefined : joinPath(parentOf(path), name);
  }

  change(path: string, content: Uint8Array): void {
    this.#contents.set(path, content);
  }

  rename(path: string, name: string): void {
    const folder = parentOf(path);
    const names = this.#names.get(folder) ?? new Map<string, string>();
    const written = names.get(baseName(path)) ?? baseName(path);
    names.delete(baseName(path));
    if (written !== name) names.set(name, written);
    this.#names.set(folder, names);
  }

  /** Every file that gets another content. */
  get contents(): ReadonlyMap<string, Uint8Array> {
    return this.#contents;
  }

  /** Every entry that is renamed: from the path on the disk to the new one. */
  *renames(): Generator<{ readonly from: string; readonly to: string }> {
    for (const [folder, names] of this.#names)
      for (const [to, from] of names) yield { from: joinPath(folder, from), to: joinPath(folder, to) };
  }
}

import type { Layer, LayerEntry, LayerProblem, ReadBytes } from '../source/layer.js';
import { baseName, joinPath, parentOf, partsOf, type TreePath } from '../source/tree-path.js';
import { rewrite } from '../text/rewrite.js';
import type { FilePlace } from '../text/source-file.js';
import type { Redactor } from './redactor.js';

/** What a product's files need beyond what every file gets. */
export interface KnownFiles {
  /** Names of which one stands at the top of every tree of a node. */
  readonly tops: ReadonlySet<string>;
  /** Names of folders that are a tree themselves. */
  readonly trees: ReadonlySet<string>;
  /** Names of folders whose entries somebody thought up. */
  readonly owners: ReadonlySet<string>;
  /** Takes out of a file's text what is private by its place in it. @param path as it is */
  prepare(path: TreePath, text: string): string;
  /** What of such a text people wrote in their own words, in its order. @param path as it is */
  free(path: TreePath, text: string): readonly FreeSpan[];
}

/** A part of a text: UTF-16, end exclusive. */
export interface FreeSpan {
  readonly from: number;
  readonly to: number;
  /** Words of all kinds, or a path of this machine. */
  readonly is: 'words' | 'path';
}

/** Folders above trees are nested no deeper. */
const MOST_ABOVE = 16;

/** A layer as it is shown to others: its names, contents and links redacted; paths to it are redacted ones. */
export class RedactedLayer implements Layer {
  readonly #layer: Layer;
  readonly #redactor: Redactor;
  readonly #files: KnownFiles;
  readonly #shown: (display: string) => string;
  /** Names of a folder's entries as they are, by redacted name; by the folder as it is. */
  readonly #entries = new Map<TreePath, ReadonlyMap<string, string>>();

  /** @param shown what people are shown where a path is no path of a tree; default: as a user's own path */
  constructor(
    layer: Layer,
    redactor: Redactor,
    files: KnownFiles,
    shown: (display: string) => string = (display) => redactor.label(display),
  ) {
    this.#layer = layer;
    this.#redactor = redactor;
    this.#files = files;
    this.#shown = shown;
  }

  entry(path: TreePath): LayerEntry | undefined {
    const entry = this.#layer.entry(this.#original(path));
    return entry?.target === undefined ? entry : { ...entry, target: this.#redactor.path(entry.target) };
  }

  names(path: TreePath): readonly string[] {
    return [...this.#listing(this.#original(path)).keys()];
  }

  hidden(path: TreePath): boolean {
    return this.#layer.hidden(this.#original(path));
  }

  read(path: TreePath): ReadBytes {
    const original = this.#original(path);
    const read = this.#layer.read(original);
    if (read.state === 'unreadable') return read;
    const bytes = rewrite(read.bytes, (text, broken) =>
      this.#text(original, this.#files.prepare(original, text), broken),
    );
    return { state: 'read', bytes };
  }

  #text(path: TreePath, text: string, broken: boolean): string {
    let out = '';
    let done = 0;
    for (const { from, to, is } of this.#files.free(path, text)) {
      const own = text.slice(from, to);
      out += this.#redactor.text(text.slice(done, from));
      out += is === 'path' ? this.#redactor.label(own) : this.#redactor.words(own, broken);
      done = to;
    }
    return out + this.#redactor.text(text.slice(done));
  }

  display(path: TreePath): string {
    const original = this.#original(path);
    const shown = this.#layer.display(original);
    if (shown.endsWith(original)) return this.#redactor.label(shown.slice(0, -original.length)) + path;
    // The working directory itself goes without a name.
    return shown === original.slice(1) ? path.slice(1) : this.#shown(shown);
  }

  /** What is shown is not what stands there. */
  place(): FilePlace {
    return { state: 'read-only', why: 'outside' };
  }

  get problems(): readonly LayerProblem[] {
    return this.#layer.problems.map((problem) => ({ ...problem, path: this.#redactor.label(problem.path) }));
  }

  #original(path: TreePath): TreePath {
    let original: TreePath = '/';
    for (const part of partsOf(path))
      original = joinPath(original, this.#listing(original).get(part) ?? part);
    return original;
  }

  #listing(folder: TreePath): ReadonlyMap<string, string> {
    let listing = this.#entries.get(folder);
    if (listing === undefined) {
      const names = this.#layer.names(folder);
      const other = this.#isAbove(folder)
        ? (name: string) => (name.startsWith('.') ? name : this.#redactor.label(name))
        : this.#files.owners.has(baseName(folder))
          ? (name: string) => this.#redactor.label(name)
          : (name: string) => this.#redactor.pathPart(name, baseName(folder));
      listing = new Map(names.map((name) => [other(name), name]));
      this.#entries.set(folder, listing);
    }
    return listing;
  }

  /** Whether a folder lies above trees of nodes: somebody else named what is in it. */
  #isAbove(folder: TreePath): boolean {
    if (partsOf(folder).length > MOST_ABOVE || this.#files.trees.has(baseName(folder))) return false;
    if (this.#layer.names(folder).some((name) => this.#files.tops.has(name))) return false;
    return folder === '/' || this.#isAbove(parentOf(folder));
  }
}

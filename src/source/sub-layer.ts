import type { FilePlace } from '../text/source-file.js';
import type { Layer, LayerEntry, LayerProblem, ReadBytes } from './layer.js';
import type { TreePath } from './tree-path.js';

/** A folder of a layer as a layer of its own, such as one node's tree in a repository. */
export class SubLayer implements Layer {
  readonly #layer: Layer;
  readonly #folder: TreePath;

  /** @param folder a literal path of a folder, no link on the way */
  constructor(layer: Layer, folder: TreePath) {
    this.#layer = layer;
    this.#folder = folder;
  }

  entry(path: TreePath): LayerEntry | undefined {
    return this.#layer.entry(this.#outer(path));
  }

  names(path: TreePath): readonly string[] {
    return this.#layer.names(this.#outer(path));
  }

  hidden(path: TreePath): boolean {
    return this.#layer.hidden(this.#outer(path));
  }

  read(path: TreePath): ReadBytes {
    return this.#layer.read(this.#outer(path));
  }

  display(path: TreePath): string {
    return this.#layer.display(this.#outer(path));
  }

  place(path: TreePath): FilePlace {
    return this.#layer.place(this.#outer(path));
  }

  /** The whole layer's: it is for its owner to say them, once. */
  get problems(): readonly LayerProblem[] {
    return [];
  }

  #outer(path: TreePath): TreePath {
    if (this.#folder === '/') return path;
    return path === '/' ? this.#folder : this.#folder + path;
  }
}

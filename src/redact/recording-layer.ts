import type { Layer, LayerEntry, LayerProblem, ReadBytes } from '../source/layer.js';
import type { TreePath } from '../source/tree-path.js';
import { decode } from '../text/decode.js';
import type { FilePlace } from '../text/source-file.js';

/** A layer that shows every text which is read of it to a listener. */
export class RecordingLayer implements Layer {
  readonly #layer: Layer;
  readonly #heard: (path: TreePath, text: string) => void;

  constructor(layer: Layer, heard: (path: TreePath, text: string) => void) {
    this.#layer = layer;
    this.#heard = heard;
  }

  entry(path: TreePath): LayerEntry | undefined {
    return this.#layer.entry(path);
  }

  names(path: TreePath): readonly string[] {
    return this.#layer.names(path);
  }

  hidden(path: TreePath): boolean {
    return this.#layer.hidden(path);
  }

  read(path: TreePath): ReadBytes {
    const read = this.#layer.read(path);
    if (read.state === 'read') {
      const decoded = decode(read.bytes);
      if (!('binary' in decoded)) this.#heard(path, decoded.text);
    }
    return read;
  }

  display(path: TreePath): string {
    return this.#layer.display(path);
  }

  place(path: TreePath): FilePlace {
    return this.#layer.place(path);
  }

  get problems(): readonly LayerProblem[] {
    return this.#layer.problems;
  }
}

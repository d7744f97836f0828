import type { Layer } from '../source/layer.js';
import type { Limits } from '../source/limits.js';
import { NodeTree } from '../source/node-tree.js';
import type { SourceFile } from '../text/source-file.js';
import type { DifferingCopies } from './model.js';
import type { BuiltNode } from './node.js';
import { type Platform, treePath } from './platform.js';
import type { Reading } from './reading.js';

/** One file of the shared disk as it was found: `shared/`'s copy, or those of the nodes that had it mounted. */
export interface SharedFile {
  readonly file: SourceFile;
  /** The node whose tree holds it; null for `shared/`. */
  readonly node: BuiltNode | null;
}

/** Reads files of the shared disk, tells equal copies from different ones and remembers the latter. */
export class SharedFiles {
  readonly differing: DifferingCopies[] = [];
  readonly #shared: NodeTree | null;
  readonly #held = new Set<SourceFile>();
  /** By path and nodes: pairs of nodes that share nothing may mount a disk of their own in one place. */
  readonly #asked = new Map<string, readonly SharedFile[]>();

  constructor(
    shared: Layer | null,
    limits: Limits,
    private readonly platform: Platform,
    private readonly reading: Reading,
  ) {
    const options = { ignoreCase: platform === 'windows', limits, cache: reading.cache };
    this.#shared = shared === null ? null : new NodeTree([shared], options);
  }

  /**
   * The copies of a file that differ, one of each content; `shared/`'s alone where it holds the file.
   * Equal copies are the first one's `copies`.
   */
  read(path: string, nodes: readonly BuiltNode[]): readonly SharedFile[] {
    const key = treePath(this.platform, path);
    const question = [key, ...nodes.map((node) => node.name.value)].join('\n');
    const asked = this.#asked.get(question);
    if (asked !== undefined) return asked;
    const copies: SharedFile[] = [];
    if (this.#shared !== null) {
      const file = this.reading.file(this.#shared, key, null);
      if (file !== null) copies.push({ file, node: null });
    }
    for (const node of nodes) {
      const file = this.reading.file(node.own, key, node.name.value);
      if (file !== null && !copies.some((copy) => copy.file === file)) copies.push({ file, node });
    }
    for (const copy of copies) this.#held.add(copy.file);
    const distinct = this.#distinct(path, nodes, copies);
    const [first] = distinct;
    const result = first?.node === null ? [first] : distinct;
    this.#asked.set(question, result);
    return result;
  }

  /** Whether a file was already read as (a copy of) one of the shared disk. */
  holds(file: SourceFile): boolean {
    return this.#held.has(file);
  }

  #distinct(path: string, nodes: readonly BuiltNode[], copies: readonly SharedFile[]): SharedFile[] {
    const groups: SharedFile[][] = [];
    for (const copy of copies) {
      const group = groups.find(([first]) => first?.file.text === copy.file.text);
      if (group === undefined) groups.push([copy]);
      else {
        const known = group[0]?.file.copies;
        if (known?.includes(copy.file) === false) known.push(copy.file);
        group.push(copy);
      }
    }
    if (groups.length > 1) {
      this.differing.push({ path, nodes, groups });
    }
    return groups.flatMap(([first]) => (first === undefined ? [] : [first]));
  }
}

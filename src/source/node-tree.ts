import { decode } from '../text/decode.js';
import { SourceFile } from '../text/source-file.js';
import type { Layer, LayerEntry, UnreadableReason } from './layer.js';
import type { Limits } from './limits.js';
import { isPlaceholder } from './placeholder.js';
import { baseName, joinPath, normalizeTreePath, parentOf, partsOf, type TreePath } from './tree-path.js';

/** Where a path leads when every link on the way is followed inside the tree. */
export type Resolved =
  | { readonly state: 'found'; readonly path: TreePath; readonly entry: LayerEntry; readonly layer: Layer }
  /** Nothing stands at the path itself. */
  | { readonly state: 'missing'; readonly path: TreePath }
  /** A link on the way leads to a place where nothing stands. */
  | { readonly state: 'dangling'; readonly path: TreePath; readonly link: TreePath }
  | { readonly state: 'loop'; readonly path: TreePath };

export type ReadText =
  | { readonly state: 'read'; readonly file: SourceFile; readonly path: TreePath }
  | { readonly state: 'missing' }
  | { readonly state: 'unreadable'; readonly file: SourceFile; readonly reason: UnreadableReason };

/**
 * A node's files as the node sees them: one or more layers, of which the first that holds a path gives it
 * (`shared/` lies over the node's own). Links are data and are resolved inside the tree only.
 */
export class NodeTree {
  readonly layers: readonly Layer[];
  /** Windows does not tell letter case apart. */
  readonly #ignoreCase: boolean;
  readonly #limits: Limits;
  readonly #read: FileCache;
  readonly #resolved = new Map<TreePath, Resolved>();

  constructor(layers: readonly Layer[], options: { ignoreCase: boolean; limits: Limits; cache: FileCache }) {
    this.layers = layers;
    this.#ignoreCase = options.ignoreCase;
    this.#limits = options.limits;
    this.#read = options.cache;
  }

  /** What stands at a path, links on the way to it followed, the last part not. */
  entry(path: TreePath): { path: TreePath; entry: LayerEntry; layer: Layer } | undefined {
    const wanted = normalizeTreePath(path);
    if (wanted === '/') return this.#at('/');
    const folder = this.resolve(parentOf(wanted));
    return folder.state === 'found' ? this.#at(joinPath(folder.path, baseName(wanted))) : undefined;
  }

  /** Follows every link of a path, inside the tree. */
  resolve(path: TreePath): Resolved {
    // Rules ask for the same few paths again and again.
    let resolved = this.#resolved.get(path);
    if (resolved === undefined) {
      resolved = this.#follow(path);
      this.#resolved.set(path, resolved);
    }
    return resolved;
  }

  #follow(path: TreePath): Resolved {
    const pending = partsOf(normalizeTreePath(path)).reverse();
    let place = this.#at('/');
    let links = 0;
    let lastLink: TreePath | null = null;
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      if (part === '..') {
        place = this.#at(parentOf(place?.path ?? '/'));
        continue;
      }
      const here = joinPath(place?.path ?? '/', part);
      const next = this.#at(here);
      if (next === undefined) {
        return lastLink === null
          ? { state: 'missing', path: here }
          : { state: 'dangling', path: here, link: lastLink };
      }
      if (next.entry.kind !== 'link') {
        place = next;
        continue;
      }
      links += 1;
      if (links > this.#limits.links) return { state: 'loop', path: next.path };
      lastLink = next.path;
      const target = this.#targetParts(next.entry.target ?? '');
      if (target.absolute) place = this.#at('/');
      pending.push(...target.parts.reverse());
    }
    return place === undefined ? { state: 'missing', path: '/' } : { state: 'found', ...place };
  }

  /**
   * Where a path leads with every link on the way followed, as far as the tree holds them: behind what is not in the
   * tree the path goes on as written. For comparing paths, not for reading.
   */
  follow(path: TreePath): TreePath {
    const pending = partsOf(normalizeTreePath(path)).reverse();
    let here: TreePath = '/';
    let links = 0;
    for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
      if (part === '..') {
        here = parentOf(here);
        continue;
      }
      const next = this.#at(joinPath(here, part));
      if (next?.entry.kind !== 'link' || links >= this.#limits.links) {
        here = next?.path ?? joinPath(here, part);
        continue;
      }
      links += 1;
      const target = this.#targetParts(next.entry.target ?? '');
      if (target.absolute) here = '/';
      pending.push(...target.parts.reverse());
    }
    return here;
  }

  /** Names in a folder over all layers, sorted; links on the way are followed. */
  names(path: TreePath): string[] {
    const folder = this.resolve(path);
    if (folder.state !== 'found') return [];
    const [first, ...others] = this.layers.map((layer) => layer.names(folder.path));
    if (others.every((names) => names.length === 0)) return [...(first ?? [])];
    return [...new Set([...(first ?? []), ...others.flat()])].sort();
  }

  /** Whether something may stand at a path that no layer could see. */
  hidden(path: TreePath): boolean {
    return this.layers.some((layer) => layer.hidden(normalizeTreePath(path)));
  }

  /** Whether no file and no link stands in the tree that tells anything; folders alone tell nothing. */
  get empty(): boolean {
    for (const { path } of this.walk()) if (!isPlaceholder(baseName(path))) return false;
    return true;
  }

  /** Every file and link, folders before what is in them; linked folders are not entered. */
  *walk(from: TreePath = '/'): Generator<{ path: TreePath; entry: LayerEntry; layer: Layer }> {
    const pending = [normalizeTreePath(from)];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      for (const name of new Set(this.layers.flatMap((layer) => layer.names(folder ?? '/')))) {
        const place = this.#at(joinPath(folder, name));
        if (place === undefined) continue;
        if (place.entry.kind === 'directory') pending.push(place.path);
        else yield place;
      }
    }
  }

  /** Reads and decodes a file, links followed; each file of a layer is read once. */
  read(path: TreePath): ReadText {
    const place = this.resolve(path);
    switch (place.state) {
      case 'missing':
        return { state: 'missing' };
      case 'dangling':
        // A link further up that leads nowhere is an empty mount point, not a fault of the file.
        return this.entry(path)?.entry.kind === 'link'
          ? this.#unreadable(path, 'dangling-link')
          : { state: 'missing' };
      case 'loop':
        return this.#unreadable(path, 'link-loop');
      case 'found':
        if (place.entry.kind === 'directory') return this.#unreadable(path, 'directory');
        if (place.entry.kind === 'other') return this.#unreadable(path, 'not-a-file');
        return this.#read.text(place.layer, place.path);
    }
  }

  /** How people are shown a path: in the layer that holds it, else in the node's own. */
  display(path: TreePath): string {
    const place = this.entry(path);
    const layer = place?.layer ?? this.layers.at(-1);
    return layer?.display(place?.path ?? normalizeTreePath(path)) ?? path;
  }

  #unreadable(path: TreePath, reason: UnreadableReason): ReadText {
    return { state: 'unreadable', file: SourceFile.withoutText(this.display(path)), reason };
  }

  #at(path: TreePath): { path: TreePath; entry: LayerEntry; layer: Layer } | undefined {
    for (const layer of this.layers) {
      const entry = layer.entry(path);
      if (entry !== undefined) return { path, entry, layer };
    }
    if (!this.#ignoreCase || path === '/') return undefined;
    return this.#atAnyCase(path);
  }

  #atAnyCase(path: TreePath): { path: TreePath; entry: LayerEntry; layer: Layer } | undefined {
    const wanted = baseName(path).toLowerCase();
    const folder = parentOf(path);
    for (const layer of this.layers) {
      const name = layer.names(folder).find((candidate) => candidate.toLowerCase() === wanted);
      if (name === undefined) continue;
      const found = joinPath(folder, name);
      const entry = layer.entry(found);
      if (entry !== undefined) return { path: found, entry, layer };
    }
    return undefined;
  }

  #targetParts(target: string): { absolute: boolean; parts: string[] } {
    const path = this.#ignoreCase ? target.replace(/^([A-Za-z]):/, '/$1').replaceAll('\\', '/') : target;
    return {
      absolute: path.startsWith('/'),
      parts: path.split('/').filter((part) => part !== '' && part !== '.'),
    };
  }
}

/** Decoded files of a run's trees, so that each is read once. */
export class FileCache {
  readonly #files = new Map<Layer, Map<TreePath, ReadText>>();
  /** The number of files read. */
  count = 0;

  /** @param path a literal path of the layer: no link is followed. */
  text(layer: Layer, path: TreePath): ReadText {
    let files = this.#files.get(layer);
    if (files === undefined) {
      files = new Map();
      this.#files.set(layer, files);
    }
    let read = files.get(path);
    if (read === undefined) {
      read = this.#load(layer, path);
      files.set(path, read);
    }
    return read;
  }

  #load(layer: Layer, path: TreePath): ReadText {
    this.count += 1;
    const bytes = layer.read(path);
    const display = layer.display(path);
    if (bytes.state === 'unreadable') {
      return { state: 'unreadable', file: SourceFile.withoutText(display), reason: bytes.reason };
    }
    const decoded = decode(bytes.bytes);
    if ('binary' in decoded)
      return { state: 'unreadable', file: SourceFile.withoutText(display), reason: 'binary' };
    return { state: 'read', file: new SourceFile(display, decoded, layer.place(path)), path };
  }
}

import { FolderLayer, type FolderOptions } from './folder-layer.js';
import type { Layer, LayerProblem } from './layer.js';
import type { Limits } from './limits.js';
import { SubLayer } from './sub-layer.js';
import { joinPath, type TreePath } from './tree-path.js';

/** What a product's files are called, so that they can be found without knowing the product. */
export interface FileNames {
  readonly manifest: string;
  /** Whether a file of this name is one the product's rules can check by itself. */
  isKnown(name: string): boolean;
}

/** A folder with a manifest, and the files below it as a layer. */
export interface FoundManifest {
  readonly kind: 'manifest';
  readonly layer: Layer;
  /** The absolute path of the folder; inside an archive a path that no file has. */
  readonly folder: string;
}

/** A config file that lies in no manifest's folder, or in one that may not declare it. */
export interface FoundFile {
  readonly kind: 'file';
  readonly layer: Layer;
  readonly path: TreePath;
  /** The nearest manifest's folder above within the walk; null when there is none. */
  readonly below: FoundManifest | null;
}

/** A folder that could not be listed, or a limit that was reached, met on the way. */
export interface FoundProblem {
  readonly kind: 'problem';
  readonly problem: LayerProblem;
}

const neverEntered = new Set(['.git', 'node_modules']);

/**
 * Walks a folder: manifests as they are met, config files, in the order of their names. Hidden folders are entered
 * but `.git`; links to folders are not. A manifest's folder gets a layer of its own, so that what was read of it can
 * be forgotten when its cluster is done.
 * @param root absolute path @param label how people are shown the root; empty for the working directory
 * @param wrap put around the folder; default none
 */
export function* discover(
  root: string,
  label: string,
  names: FileNames,
  limits: Limits,
  options: FolderOptions = {},
  wrap?: (layer: Layer) => Layer,
): Generator<FoundManifest | FoundFile | FoundProblem> {
  const own = new FolderLayer(root, label, limits, options);
  const layer = wrap?.(own) ?? own;
  const inner =
    wrap === undefined
      ? // The layer that listed the folders above would keep everything below in memory.
        (path: string, shown: string) => new FolderLayer(path, shown, limits, options)
      : // Names in a wrapped layer are not those on disk.
        (path: string) => new SubLayer(layer, path.slice(root.length));
  yield* visit({ layer, root, label }, '/', null, names, inner);
  for (const problem of layer.problems) yield { kind: 'problem', problem };
}

/** Walks an archive, which is in memory, in the same way. Its own problems are for its opener to say. */
export function* discoverInside(
  layer: Layer,
  root: string,
  names: FileNames,
): Generator<FoundManifest | FoundFile> {
  const inner = (_path: string, _shown: string, folder: TreePath) => new SubLayer(layer, folder);
  for (const found of visit({ layer, root, label: layer.display('/') }, '/', null, names, inner)) {
    if (found.kind !== 'problem') yield found;
  }
}

interface Start {
  readonly layer: Layer;
  readonly root: string;
  readonly label: string;
}

function* visit(
  { layer, root, label }: Start,
  folder: TreePath,
  below: FoundManifest | null,
  names: FileNames,
  inner: (path: string, shown: string, folder: TreePath) => Layer,
): Generator<FoundManifest | FoundFile | FoundProblem> {
  const entries = layer.names(folder);
  if (entries.includes(names.manifest) && !(folder === '/' && below !== null)) {
    const path = folder === '/' ? root : root + folder;
    const shown = folder === '/' ? label : layer.display(folder);
    const own = folder === '/' ? layer : inner(path, shown, folder);
    const manifest: FoundManifest = { kind: 'manifest', layer: own, folder: path };
    yield manifest;
    yield* visit({ layer: own, root: path, label: shown }, '/', manifest, names, inner);
    if (own !== layer) for (const problem of own.problems) yield { kind: 'problem', problem };
    return;
  }
  for (const name of entries) {
    const path = joinPath(folder, name);
    const entry = layer.entry(path);
    if (entry?.kind === 'directory') {
      if (!neverEntered.has(name)) yield* visit({ layer, root, label }, path, below, names, inner);
    } else if (entry !== undefined && names.isKnown(name)) {
      yield { kind: 'file', layer, path, below };
    }
  }
}

import { FolderLayer } from './folder-layer.js';
import type { LayerProblem } from './layer.js';
import type { Limits } from './limits.js';
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
  readonly layer: FolderLayer;
  /** The absolute path of the folder. */
  readonly folder: string;
}

/** A config file that lies in no manifest's folder, or in one that may not declare it. */
export interface FoundFile {
  readonly kind: 'file';
  readonly layer: FolderLayer;
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
 */
export function* discover(
  root: string,
  label: string,
  names: FileNames,
  limits: Limits,
): Generator<FoundManifest | FoundFile | FoundProblem> {
  const layer = new FolderLayer(root, label, limits);
  yield* visit(layer, '/', root, label, null, names, limits);
  for (const problem of layer.problems) yield { kind: 'problem', problem };
}

function* visit(
  layer: FolderLayer,
  folder: TreePath,
  root: string,
  label: string,
  below: FoundManifest | null,
  names: FileNames,
  limits: Limits,
): Generator<FoundManifest | FoundFile | FoundProblem> {
  const entries = layer.names(folder);
  if (entries.includes(names.manifest) && !(folder === '/' && below !== null)) {
    const path = folder === '/' ? root : root + folder;
    const shown = folder === '/' ? label : layer.display(folder);
    // The layer that listed the folders above would keep everything below in memory.
    const own = folder === '/' ? layer : new FolderLayer(path, shown, limits);
    const manifest: FoundManifest = { kind: 'manifest', layer: own, folder: path };
    yield manifest;
    yield* visit(own, '/', path, shown, manifest, names, limits);
    if (own !== layer) for (const problem of own.problems) yield { kind: 'problem', problem };
    return;
  }
  for (const name of entries) {
    const path = joinPath(folder, name);
    const entry = layer.entry(path);
    if (entry?.kind === 'directory') {
      if (!neverEntered.has(name)) yield* visit(layer, path, root, label, below, names, limits);
    } else if (entry !== undefined && names.isKnown(name)) {
      yield { kind: 'file', layer, path, below };
    }
  }
}

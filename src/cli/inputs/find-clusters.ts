import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Draft } from '../../engine/own-findings.js';
import { archiveFinding, wantedOfArchive } from '../../jobcenter/archives.js';
import { type LoadContext, type LoadedCluster, loadCluster, MANIFEST } from '../../jobcenter/load.js';
import type { LooseFile } from '../../jobcenter/loose.js';
import type { NetworkRegister } from '../../jobcenter/network.js';
import { layerFinding } from '../../jobcenter/reading.js';
import { knownFileOf } from '../../jobcenter/tree-scan.js';
import type { Localized } from '../../message/language.js';
import { archiveStem, formatOfName } from '../../source/archive/format.js';
import {
  discover,
  discoverInside,
  type FileNames,
  type FoundFile,
  type FoundManifest,
} from '../../source/discover.js';
import { FolderLayer, type FolderOptions } from '../../source/folder-layer.js';
import type { Layer } from '../../source/layer.js';
import type { Limits } from '../../source/limits.js';
import type { PendingChanges } from '../../source/pending-changes.js';
import { type Disguise, undisguised } from './disguise.js';
import { openTree, refuseInArchive } from './open-tree.js';
import { statusOf } from './path-status.js';

export interface FindOptions {
  /** Absolute; locations are relative to it. */
  readonly cwd: string;
  readonly limits: Limits;
  /** Whether a manifest may name trees outside of its folder. */
  readonly allowOutside: boolean;
  readonly networkRegister: NetworkRegister;
  /** Files and archives that are of no interest, by absolute path; default none. */
  readonly leaveOut?: (absolute: string) => boolean;
  /** Changes that count as written; default none. */
  readonly pending?: PendingChanges;
  /** Default: everything as it is. */
  readonly disguise?: Disguise;
}

/** A cluster that a manifest describes; each comes once, however many paths lead to it. */
export interface FoundCluster {
  readonly kind: 'cluster';
  /** The manifest's folder, absolute; inside an archive a path that no file has. */
  readonly folder: string;
  readonly loaded: LoadedCluster;
  /** Absolute paths of all trees that the manifest declares, inside of its folder and elsewhere. */
  readonly trees: readonly string[];
  readonly inArchive: boolean;
}

/** What stands under the paths that a command was given. */
export type Found =
  | FoundCluster
  /** A config file that no manifest above it declares, with its absolute path; one elsewhere may. */
  | { readonly kind: 'file'; readonly file: LooseFile; readonly absolute: string }
  /** What is wrong with an input that belongs to no cluster. */
  | { readonly kind: 'unread'; readonly finding: Draft }
  /** A path with nothing in it. */
  | { readonly kind: 'problem'; readonly problem: Localized };

type Finding<T = void> = AsyncGenerator<Found, T>;

const names: FileNames = { manifest: MANIFEST, isKnown: (name) => knownFileOf(name) !== undefined };

/** Walks files, folders and archives, and loads each cluster when it is met. Never throws for what is in them. */
export async function* findClusters(paths: readonly string[], options: FindOptions): Finding {
  const search = new Search(options);
  for (const path of paths) yield* search.path(path);
}

class Search {
  readonly #options: FindOptions;
  /** Manifests' folders that were loaded, with the paths their clusters declare. */
  readonly #done = new Map<string, readonly string[]>();
  /** Declared trees that lie elsewhere, by the manifest's folder. */
  readonly #elsewhere = new Map<string, string[]>();
  /** Folders that could not be listed and that a cluster tells of, as people are shown them. */
  readonly #told = new Set<string>();
  readonly #pending: FolderOptions;
  readonly #disguise: Disguise;

  constructor(options: FindOptions) {
    this.#options = options;
    this.#disguise = options.disguise ?? undisguised;
    this.#pending = options.pending === undefined ? {} : { pending: options.pending };
  }

  async *path(path: string): Finding {
    const absolute = resolve(this.#options.cwd, path);
    const status = statusOf(absolute);
    if (status === undefined) {
      yield {
        kind: 'problem',
        problem: {
          en: `"${this.#disguise.shown(path)}": no such file or folder`,
          ja: `"${this.#disguise.shown(path)}": ファイルもフォルダもありません`,
        },
      };
    } else if (status.isDirectory()) yield* this.#folder(absolute, path);
    else yield* this.#file(absolute, path);
  }

  async *#folder(absolute: string, path: string): Finding {
    let found = false;
    const { limits } = this.#options;
    const label = this.#label(absolute);
    // What is shown as it is needs nothing around it, so that each cluster is forgotten when it is done.
    const wrap = this.#disguise === undisguised ? undefined : this.#disguise.wrap;
    for (const each of discover(absolute, label, names, limits, this.#pending, wrap)) {
      found = true;
      if (each.kind === 'manifest') yield* this.#manifest(each);
      else if (each.kind === 'file') yield* this.#configFile(each, absolute);
      else if (!this.#told.has(each.problem.path))
        yield { kind: 'unread', finding: layerFinding(each.problem) };
    }
    if (!found) yield* this.#otherwise(absolute, path);
  }

  /** What is no input by itself may be a part of a cluster: its hosts, a fact. */
  async *#otherwise(absolute: string, path: string): Finding {
    if (!(yield* this.#declaredAbove(absolute))) yield nothingIn(this.#disguise.shown(path));
  }

  async *#file(absolute: string, path: string): Finding {
    const folder = dirname(absolute);
    const layer = this.#layer(folder);
    if (basename(absolute) === MANIFEST) yield* this.#manifest({ kind: 'manifest', layer, folder });
    else if (names.isKnown(basename(absolute))) {
      yield* this.#configFile({ kind: 'file', layer, path: `/${basename(absolute)}`, below: null }, folder);
    } else if (formatOfName(absolute) !== undefined) yield* this.#archive(absolute, path);
    else yield* this.#otherwise(absolute, path);
  }

  /** An archive is what it holds: clusters with their manifests, or a node's tree with config files. */
  async *#archive(absolute: string, path: string): Finding {
    if (yield* this.#declaredAbove(absolute)) return;
    if (this.#options.leaveOut?.(absolute) === true) return;
    const { openArchive } = await import('../../source/archive/open.js');
    const { limits } = this.#options;
    const shown = this.#disguise.shown(this.#label(absolute));
    const opened = await openArchive(absolute, shown, limits, wantedOfArchive);
    if (opened.state === 'problem') {
      yield { kind: 'unread', finding: archiveFinding(opened.problem, null, null) };
      return;
    }
    const layer = this.#disguise.wrap(opened.layer);
    let found = layer.problems.length > 0;
    for (const problem of layer.problems) yield { kind: 'unread', finding: layerFinding(problem) };
    const root = `${absolute}!/${opened.layer.topFolder ?? archiveStem(basename(absolute))}`;
    for (const each of discoverInside(layer, root, names)) {
      found = true;
      if (each.kind === 'manifest') yield* this.#manifest(each, refuseInArchive);
      else if (each.below === null || !this.#declares(each.below.folder, join(each.below.folder, each.path)))
        yield { kind: 'file', file: each, absolute: join(root, each.path) };
    }
    if (!found) yield nothingIn(this.#disguise.shown(path));
  }

  #label(absolute: string): string {
    return relative(this.#options.cwd, absolute).split(sep).join('/');
  }

  #layer(folder: string): Layer {
    return this.#disguise.wrap(
      new FolderLayer(folder, this.#label(folder), this.#options.limits, this.#pending),
    );
  }

  async *#manifest({ layer, folder }: FoundManifest, open?: LoadContext['open']): Finding {
    if (this.#done.has(folder)) return;
    const loaded = await this.#load(layer, folder, open);
    this.#done.set(folder, loaded.claimed);
    yield this.#cluster(folder, loaded, open !== undefined);
  }

  #cluster(folder: string, loaded: LoadedCluster, inArchive: boolean): FoundCluster {
    const inside = loaded.claimed.map((path) => join(folder, path));
    const trees = [...inside, ...(this.#elsewhere.get(folder) ?? [])];
    return { kind: 'cluster', folder, loaded, trees, inArchive };
  }

  async #load(layer: Layer, folder: string, open: LoadContext['open'] = this.#open): Promise<LoadedCluster> {
    const { limits, networkRegister } = this.#options;
    const shown = (path: string) => this.#disguise.shown(path);
    const loaded = await loadCluster(layer, folder, { limits, networkRegister, open, shown });
    for (const { path } of layer.problems) this.#told.add(path);
    return loaded;
  }

  readonly #open: LoadContext['open'] = async (path, from) => {
    this.#elsewhere.set(from, [...(this.#elsewhere.get(from) ?? []), resolve(from, path.value)]);
    const { allowOutside, limits } = this.#options;
    const { real, shown, wrap } = this.#disguise;
    const label = (place: string) => shown(this.#label(place));
    const opened = await openTree(real(path.value), real(from), { label, shown, allowOutside, limits });
    return opened.state === 'opened' ? { ...opened, layer: wrap(opened.layer) } : opened;
  };

  /** A config file of the walk: by itself, unless a manifest above declares it. */
  async *#configFile(file: FoundFile, root: string): Finding {
    const absolute = join(file.below?.folder ?? root, file.path);
    const declared =
      file.below === null
        ? yield* this.#declaredAbove(absolute)
        : this.#declares(file.below.folder, absolute);
    if (declared || this.#options.leaveOut?.(absolute) === true) return;
    yield { kind: 'file', file: { layer: file.layer, path: file.path }, absolute };
  }

  #declares(folder: string, absolute: string): boolean {
    const written = `/${relative(folder, absolute).split(sep).join('/')}`;
    const claims = this.#done.get(folder) ?? [];
    return [written, this.#disguise.shown(written)].some((inside) =>
      claims.some((claimed) => inside === claimed || inside.startsWith(`${claimed}/`)),
    );
  }

  /** Whether the nearest manifest above a file declares it; that manifest's cluster is then found with it. */
  async *#declaredAbove(absolute: string): Finding<boolean> {
    for (let folder = dirname(absolute); ; folder = dirname(folder)) {
      if (this.#done.has(folder)) return this.#declares(folder, absolute);
      if (existsSync(join(folder, MANIFEST))) {
        const loaded = await this.#load(this.#layer(folder), folder);
        this.#done.set(folder, loaded.claimed);
        const declared = this.#declares(folder, absolute);
        if (declared) yield this.#cluster(folder, loaded, false);
        else this.#done.delete(folder);
        return declared;
      }
      if (dirname(folder) === folder) return false;
    }
  }
}

const nothingIn = (path: string): Found => ({
  kind: 'problem',
  problem: {
    en: `"${path}": nothing to check here: no ${MANIFEST}, daemon.conf, site.conf, resolv.def or jcexecutor_agent.yaml`,
    ja: `"${path}": 検査対象がありません（${MANIFEST}、daemon.conf、site.conf、resolv.def、jcexecutor_agent.yaml のいずれもない）`,
  },
});

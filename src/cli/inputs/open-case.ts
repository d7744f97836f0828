import { basename, relative, resolve, sep } from 'node:path';
import type { Draft } from '../../engine/own-findings.js';
import type { Target } from '../../engine/target.js';
import { archiveFinding } from '../../jobcenter/archives.js';
import { isSameHost } from '../../jobcenter/host-name.js';
import { type GivenTrees, type LoadedCluster, loadCluster, MANIFEST } from '../../jobcenter/load.js';
import type { Manifest } from '../../jobcenter/manifest.js';
import type { Cluster } from '../../jobcenter/model.js';
import { NetworkRegister } from '../../jobcenter/network.js';
import { layerFinding } from '../../jobcenter/reading.js';
import type { Localized } from '../../message/language.js';
import { formatOfName } from '../../source/archive/format.js';
import { FolderLayer } from '../../source/folder-layer.js';
import type { Layer } from '../../source/layer.js';
import { defaultLimits, type Limits } from '../../source/limits.js';
import { SubLayer } from '../../source/sub-layer.js';
import { didYouMean, quoted } from '../usage-error.js';
import type { Disguise } from './disguise.js';
import { inferredCluster } from './inferred-cluster.js';
import { openTree, refuseInArchive } from './open-tree.js';
import { statusOf } from './path-status.js';
import { type Snapshot, snapshotIn } from './snapshots.js';

export interface CaseOptions extends Partial<Disguise> {
  /** Absolute; paths are relative to it, and locations are shown relative to it. */
  readonly cwd: string;
  /** The manifest or its folder; the snapshots stand for the trees of its nodes. */
  readonly manifest?: string | undefined;
  /** Default: `defaultLimits`. */
  readonly limits?: Limits;
  /** Whether a manifest may name trees outside of its folder; default false. */
  readonly allowOutside?: boolean;
}

type Unusable = Extract<LoadedCluster, { readonly state: 'unusable' }>;

/** The clusters that a user's files tell of. */
export interface OpenedCase {
  readonly targets: readonly Target<Cluster>[];
  /** Clusters whose manifest cannot be used. */
  readonly unusable: readonly Unusable[];
  /** Inputs that could not be used and that no finding tells of, one sentence each (exit 2). */
  readonly problems: readonly Localized[];
}

/** Folders in folders that are searched for node trees: `case/nodes/jcmanager01`. */
const DEPTH = 3;
/** Entries of one folder that are looked at; nobody keeps more nodes in one. */
const MOST_ENTRIES = 1000;

/**
 * Opens snapshots, node trees, folders that hold several of them, and clusters with a manifest. All trees that no
 * manifest declares make one cluster, which is inferred. What cannot be used is told, and the rest still opened.
 */
export async function openCase(paths: readonly string[], options: CaseOptions): Promise<OpenedCase> {
  const opening = new Opening(options);
  for (const path of paths) await opening.path(path);
  return opening.finish();
}

/** A folder or archive, and what it takes to go on from there. */
interface Place {
  readonly layer: Layer;
  /** As people are shown it. */
  readonly shown: string;
  /** Its folder on disk; null inside an archive. */
  readonly folder: string | null;
}

class Opening {
  readonly #options: CaseOptions;
  readonly #limits: Limits;
  readonly #register = new NetworkRegister();
  readonly #targets: Target<Cluster>[] = [];
  readonly #unusable: Unusable[] = [];
  readonly #problems: Localized[] = [];
  readonly #snapshots: Snapshot[] = [];
  readonly #drafts: Draft[] = [];
  readonly #layers: Layer[] = [];
  #shared: Layer | null = null;
  /** What the trees of no manifest are called together, where one folder holds them. */
  #name: string | null = null;

  constructor(options: CaseOptions) {
    this.#options = options;
    this.#limits = options.limits ?? defaultLimits;
  }

  async path(path: string): Promise<void> {
    const absolute = resolve(this.#options.cwd, path);
    const status = statusOf(absolute);
    if (status === undefined) {
      this.#problem(path, 'no such file or folder', 'ファイルもフォルダもありません');
      return;
    }
    const isManifest = basename(absolute) === MANIFEST && status.isFile();
    const place = status.isDirectory()
      ? this.#onDisk(absolute)
      : isManifest
        ? this.#onDisk(resolve(absolute, '..'))
        : await this.#archive(absolute);
    if (place === null) return;
    if (!(await this.#look(place, DEPTH))) {
      this.#problem(
        path,
        `no node tree, no snapshot and no ${MANIFEST} in it`,
        `ノードツリーもスナップショットも ${MANIFEST} もありません`,
      );
    }
  }

  async finish(): Promise<OpenedCase> {
    if (this.#options.manifest !== undefined) await this.#overManifest(this.#options.manifest);
    else if (this.#snapshots.length > 0) {
      const { target, left } = inferredCluster(this.#snapshots, {
        name: this.#name,
        shared: this.#shared,
        limits: this.#limits,
        networkRegister: this.#register,
      });
      for (const { path, en, ja } of left) this.#problem(path, en, ja);
      this.#targets.push(target);
    }
    const unlisted = this.#layers.flatMap(({ problems }) => problems.map((each) => layerFinding(each)));
    const drafts = [...this.#drafts, ...unlisted.filter((draft) => !this.#told(draft))];
    const [first, ...others] = this.#targets;
    if (first === undefined) this.#problems.push(...drafts.map(({ message }) => message));
    const told = drafts.map((draft) => ({ ...draft, cluster: first?.name ?? null }));
    return {
      targets: first === undefined ? [] : [{ ...first, findings: [...first.findings, ...told] }, ...others],
      unusable: this.#unusable,
      problems: this.#problems,
    };
  }

  /** Whether a manifest's cluster tells of it already. */
  #told({ rule, location }: Draft): boolean {
    const findings = [...this.#targets, ...this.#unusable].flatMap((each) => each.findings);
    return findings.some((each) => each.rule === rule && each.location?.file === location?.file);
  }

  #problem(path: string, en: string, ja: string): void {
    const shown = quoted(this.#shown(path));
    this.#problems.push({ en: `${shown}: ${en}`, ja: `${shown}: ${ja}` });
  }

  #shown(path: string): string {
    return this.#options.shown?.(path) ?? path;
  }

  #real(path: string): string {
    return this.#options.real?.(path) ?? path;
  }

  #label(absolute: string): string {
    return relative(this.#options.cwd, absolute).split(sep).join('/');
  }

  #wrapped(layer: Layer): Layer {
    const wrapped = this.#options.wrap?.(layer) ?? layer;
    this.#layers.push(wrapped);
    return wrapped;
  }

  #onDisk(folder: string): Place {
    const layer = this.#wrapped(new FolderLayer(folder, this.#label(folder), this.#limits));
    return { layer, shown: layer.display('/'), folder };
  }

  async #archive(absolute: string): Promise<Place | null> {
    const opened = await openTree(this.#real(absolute), this.#options.cwd, {
      label: (place) => this.#shown(this.#label(place)),
      allowOutside: true,
      limits: this.#limits,
    });
    if (opened.state === 'damaged') this.#drafts.push(archiveFinding(opened.problem, null, null));
    else if (opened.state !== 'opened') this.#problems.push(opened.message);
    if (opened.state !== 'opened') return null;
    const layer = this.#wrapped(opened.layer);
    return { layer, shown: layer.display('/').replace(/!\/.*$/, ''), folder: null };
  }

  /** @returns whether anything was there, be it unusable */
  async #look(place: Place, depth: number): Promise<boolean> {
    if (place.layer.entry(`/${MANIFEST}`)?.kind === 'file') {
      if (this.#options.manifest === undefined) await this.#manifest(place);
      else return this.#inside(place, depth);
      return true;
    }
    const snapshot = snapshotIn(place.layer, place.shown);
    if (snapshot !== null) {
      this.#add(snapshot);
      return true;
    }
    const before = this.#snapshots.length;
    const found = await this.#inside(place, depth);
    if (this.#snapshots.length > before && depth === DEPTH) {
      this.#name = this.#name === null ? nameOfFolder(place.shown) : '';
    }
    return found;
  }

  async #inside({ layer, folder }: Place, depth: number): Promise<boolean> {
    if (depth === 0) return false;
    let found = false;
    for (const name of layer.names('/').slice(0, MOST_ENTRIES)) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const kind = layer.entry(`/${name}`)?.kind;
      if (kind === 'directory') {
        const inner = new SubLayer(layer, `/${name}`);
        const place = { layer: inner, shown: inner.display('/'), folder: null };
        if (name === 'shared') this.#shared ??= inner;
        else found = (await this.#look(place, depth - 1)) || found;
      } else if (kind === 'file' && folder !== null && formatOfName(name) !== undefined) {
        const archive = await this.#archive(resolve(folder, name));
        if (archive !== null) await this.#look(archive, 1);
        found = true;
      }
    }
    return found;
  }

  #add(snapshot: Snapshot): void {
    const known = this.#snapshots.find((node) => isSameHost(node.name, snapshot.name));
    if (known === undefined) this.#snapshots.push(snapshot);
    else
      this.#problem(
        snapshot.path,
        `${quoted(known.path)} is of ${quoted(known.name)} as well; this one is left out`,
        `${quoted(known.path)} も ${quoted(known.name)} のものです。こちらは使いません`,
      );
  }

  async #manifest(
    { layer, folder, shown }: Place,
    given?: (manifest: Manifest) => GivenTrees,
  ): Promise<void> {
    const loaded = await loadCluster(layer, folder ?? `/${shown}`, {
      limits: this.#limits,
      networkRegister: this.#register,
      shown: (path) => this.#shown(path),
      open: async (tree, from) => {
        if (folder === null) return refuseInArchive(tree);
        const opened = await openTree(this.#real(tree.value), from, {
          label: (place) => this.#shown(this.#label(place)),
          shown: this.#options.shown,
          allowOutside: this.#options.allowOutside ?? false,
          limits: this.#limits,
        });
        if (opened.state !== 'opened' || this.#options.wrap === undefined) return opened;
        return { ...opened, layer: this.#options.wrap(opened.layer) };
      },
      ...(given === undefined ? {} : { given: async (manifest) => given(manifest) }),
    });
    if (loaded.state === 'loaded') this.#targets.push(loaded.target);
    else this.#unusable.push(loaded);
  }

  async #overManifest(path: string): Promise<void> {
    const absolute = resolve(this.#options.cwd, path);
    const folder = statusOf(absolute)?.isDirectory() === true ? absolute : resolve(absolute, '..');
    const place = this.#onDisk(folder);
    if (place.layer.entry(`/${MANIFEST}`)?.kind !== 'file') {
      this.#problem(path, `no ${MANIFEST} there`, `${MANIFEST} がありません`);
      return;
    }
    await this.#manifest(place, (manifest) => this.#inPlace(manifest));
  }

  /** The snapshots, each in place of the manifest's node of its name. */
  #inPlace({ nodes }: Manifest): GivenTrees {
    const names = nodes.map(({ name }) => name.value);
    const layers = new Map<string, Layer>();
    for (const { name, path, layer } of this.#snapshots) {
      const node = names.find((each) => each === name) ?? names.find((each) => isSameHost(each, name));
      if (node !== undefined) layers.set(node, layer);
      else {
        const near = didYouMean(name, names);
        this.#problem(
          path,
          `it is of ${quoted(name)}, and the manifest has no node of that name${near.en}`,
          `${quoted(name)} のものですが、マニフェストにその名前のノードがありません${near.ja}`,
        );
      }
    }
    return { layers, seesDisk: false, alone: true };
  }
}

/** What a folder's trees are called together; empty where its name tells nothing. */
const nameOfFolder = (shown: string): string => {
  const name = basename(shown);
  return name === 'nodes' || /^\.*$/.test(name) ? '' : name;
};

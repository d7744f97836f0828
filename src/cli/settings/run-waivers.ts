import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Accept } from '../../engine/acceptance.js';
import type { ClusterResult } from '../../engine/result.js';
import { besideClusters, type FindingSettings } from '../../engine/run.js';
import { type Asked, Waivers } from '../../engine/waiver.js';
import type { Localized } from '../../message/language.js';
import { FolderLayer } from '../../source/folder-layer.js';
import type { Limits } from '../../source/limits.js';
import { type Disguise, undisguised } from '../inputs/disguise.js';
import { hasWaivers, readWaivers, WAIVERS } from './waiver-file.js';

export interface WaiverOptions {
  /** Absolute; locations are relative to it. */
  readonly cwd: string;
  /** The day on which waivers have to hold, `YYYY-MM-DD`; without it they are not read. */
  readonly today?: string | undefined;
  /** The only waiver file that counts; default: those beside the manifests and in `cwd`. */
  readonly waivers?: string | undefined;
  readonly limits: Limits;
  /** How the files are opened and shown; default as they are. */
  readonly disguise?: Disguise | undefined;
}

/** The waivers of a run: those of the file it was given, or of where it starts and beside its manifests. */
export class RunWaivers {
  /** What is wrong with the files, one sentence each with its place; such a file counts for nothing. */
  readonly problems: Localized[] = [];
  readonly #options: WaiverOptions;
  readonly #waivers: Waivers | null;
  #files = 0;

  constructor(options: WaiverOptions) {
    this.#options = options;
    this.#waivers = options.today === undefined ? null : new Waivers(options.today);
    const root = options.waivers ?? (hasWaivers(options.cwd) ? WAIVERS : null);
    if (root !== null) this.#read(resolve(options.cwd, root), null);
  }

  /** Reads those beside a manifest, for its cluster alone. @param manifest its display path */
  beside(folder: string, manifest: string | null): void {
    const { cwd, waivers, disguise = undisguised } = this.#options;
    const real = disguise.real(folder);
    if (waivers === undefined && real !== cwd && hasWaivers(real)) this.#read(join(real, WAIVERS), manifest);
  }

  #read(absolute: string, manifest: string | null): void {
    if (this.#waivers === null) return;
    const label = relative(this.#options.cwd, dirname(absolute)).split(sep).join('/');
    const { limits, disguise = undisguised } = this.#options;
    const layer = disguise.wrap(new FolderLayer(dirname(absolute), label, limits));
    const read = readWaivers(layer, basename(absolute), manifest);
    this.#files += 1;
    this.#waivers.add(read.waivers);
    this.problems.push(...read.problems);
  }

  /**
   * Waivers first: their reasons say more than that a finding is old.
   * @param manifest display path of the cluster's manifest
   * @param accept what is known otherwise
   * @returns null where neither knows anything
   */
  accept(manifest: string | null, accept: Accept | null): Accept | null {
    const waivers = this.#waivers;
    if (waivers === null || waivers.isEmpty) return accept;
    return (finding) => waivers.accept(finding, manifest) ?? accept?.(finding) ?? null;
  }

  /** What is to be said of the waivers themselves, after the run; null for nothing. */
  judged(asked: Asked, settings: FindingSettings): ClusterResult | null {
    const drafts = this.#waivers?.findings(asked) ?? [];
    return drafts.length === 0 ? null : besideClusters(drafts, this.#files, settings);
  }
}

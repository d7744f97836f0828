import { lstatSync, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import type { FilePlace } from '../../text/source-file.js';
import { FolderLayer } from '../folder-layer.js';
import type { Layer, LayerEntry, LayerProblem, ReadBytes } from '../layer.js';
import type { Limits } from '../limits.js';
import { joinPath, normalizeTreePath, parentOf, type TreePath } from '../tree-path.js';

/** A place of the live machine that may be looked at. */
export interface LivePlace {
  readonly path: TreePath;
  /** How many levels of folders below it are listed: 0 for a file, or a folder whose entries nobody needs. */
  readonly depth: number;
}

/** The text of a fact, with how people are shown where it comes from. */
export interface LiveFact {
  readonly text: string;
  /** `(ip -o addr show)`, `/proc/mounts` */
  readonly from: string;
}

const FACTS = '/.facts';

/**
 * The live machine's file system, but only the places that were asked for: nothing else is listed, read or shown, so
 * that no look at a node walks its disks or its automounts. Facts lie over it as `/.facts/<name>`.
 */
export class LiveLayer implements Layer {
  readonly problems: LayerProblem[] = [];
  readonly #places: readonly LivePlace[];
  readonly #facts: ReadonlyMap<string, LiveFact>;
  readonly #files: FolderLayer;
  readonly #limits: Limits;
  readonly #names = new Map<TreePath, readonly string[]>();
  readonly #entries = new Map<TreePath, LayerEntry | undefined>();
  readonly #refused = new Set<TreePath>();
  #listed = 0;

  constructor(places: readonly LivePlace[], facts: ReadonlyMap<string, LiveFact>, limits: Limits) {
    this.#places = places.map(({ path, depth }) => ({ path: normalizeTreePath(path), depth }));
    this.#facts = facts;
    this.#files = new FolderLayer('', '', limits);
    this.#limits = limits;
  }

  entry(path: TreePath): LayerEntry | undefined {
    if (path === '/' || path === FACTS) return { kind: 'directory' };
    if (parentOf(path) === FACTS) return this.#facts.has(nameIn(path, FACTS)) ? { kind: 'file' } : undefined;
    if (this.#levelsBelow(path) === null && !this.#leadsToPlace(path)) return undefined;
    if (!this.#entries.has(path)) this.#entries.set(path, entryOf(path));
    return this.#entries.get(path);
  }

  names(path: TreePath): readonly string[] {
    if (path === FACTS) return [...this.#facts.keys()].sort();
    let names = this.#names.get(path);
    if (names === undefined) {
      names = this.#list(path);
      this.#names.set(path, names);
    }
    return names;
  }

  hidden(path: TreePath): boolean {
    if (path === '/') return false;
    const folder = parentOf(path);
    this.names(folder);
    return this.#refused.has(folder) || this.hidden(folder);
  }

  read(path: TreePath): ReadBytes {
    const fact = parentOf(path) === FACTS ? this.#facts.get(nameIn(path, FACTS)) : undefined;
    // Outputs are taken byte by byte, since names of files and users come in every encoding.
    if (fact !== undefined) return { state: 'read', bytes: Buffer.from(fact.text, 'latin1') };
    if (this.#levelsBelow(path) === null) return { state: 'unreadable', reason: 'failed' };
    return this.#files.read(path);
  }

  /** Absolute: on the node itself that is where one looks. */
  display(path: TreePath): string {
    const fact = parentOf(path) === FACTS ? this.#facts.get(nameIn(path, FACTS)) : undefined;
    return fact?.from ?? path;
  }

  place(): FilePlace {
    return { state: 'read-only', why: 'live' };
  }

  /** How many levels of folders may still be listed in a path; null when it lies in no place. */
  #levelsBelow(path: TreePath): number | null {
    let most: number | null = null;
    for (const place of this.#places) {
      const levels = levelsUnder(path, place.path);
      if (levels === null || levels > place.depth) continue;
      most = Math.max(most ?? 0, place.depth - levels);
    }
    return most;
  }

  #leadsToPlace(path: TreePath): boolean {
    return this.#places.some((place) => place.path.startsWith(`${path}/`));
  }

  #list(path: TreePath): readonly string[] {
    const names = new Set<string>();
    for (const place of [...this.#places.map((each) => each.path), ...(path === '/' ? [FACTS] : [])]) {
      const levels = levelsUnder(place, path);
      if (levels === null || levels === 0) continue;
      const name = place.slice(path === '/' ? 1 : path.length + 1).split('/')[0] ?? '';
      if (this.entry(joinPath(path, name)) !== undefined) names.add(name);
    }
    const levels = this.#levelsBelow(path);
    if (levels !== null && levels > 0 && this.entry(path)?.kind === 'directory') {
      for (const name of this.#read(path)) names.add(name);
    }
    return [...names].sort();
  }

  #read(path: TreePath): readonly string[] {
    if (this.#listed >= this.#limits.entries) return this.#refuse(path, 'entries');
    try {
      const names = readdirSync(path);
      this.#listed += names.length;
      return names;
    } catch {
      return this.#refuse(path, 'unreadable-folder');
    }
  }

  #refuse(path: TreePath, kind: LayerProblem['kind']): readonly string[] {
    this.problems.push({ path, kind });
    this.#refused.add(path);
    return [];
  }
}

const nameIn = (path: TreePath, folder: TreePath) => path.slice(folder.length + 1);

/** How many levels a path lies below a folder; null when it does not. */
function levelsUnder(path: TreePath, folder: TreePath): number | null {
  if (path === folder) return 0;
  const prefix = folder === '/' ? '/' : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length).split('/').length : null;
}

function entryOf(path: TreePath): LayerEntry | undefined {
  try {
    const status = lstatSync(path);
    if (status.isSymbolicLink()) return { kind: 'link', target: readlinkSync(path) };
    return { kind: status.isDirectory() ? 'directory' : status.isFile() ? 'file' : 'other' };
  } catch {
    return undefined;
  }
}

/** The places themselves and, where links lead elsewhere, what they lead to: `/usr/spool` may be `/var/spool`. */
export function withTargets(places: readonly LivePlace[]): LivePlace[] {
  return places.flatMap((place) => {
    const real = realOf(place.path);
    return real === null || real === place.path ? [place] : [place, { ...place, path: real }];
  });
}

function realOf(path: TreePath): TreePath | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Which clusters and files a list of changed files concerns. */
export class Touched {
  readonly #files: ReadonlySet<string>;
  /** Every folder above a changed file. */
  readonly #folders = new Set<string>();
  readonly #parents = new Set<string>();
  readonly #real = new Map<string, string>();

  /** @param files absolute, without links; they need not exist any more */
  constructor(files: readonly string[]) {
    this.#files = new Set(files);
    for (const file of files) {
      this.#parents.add(dirname(file));
      for (let folder = dirname(file); !this.#folders.has(folder); folder = dirname(folder))
        this.#folders.add(folder);
    }
  }

  /**
   * A cluster is concerned by what lies beside its manifest and by what the manifest declares.
   * @param folder the manifest's @param declared absolute paths of its trees, archives or single files
   */
  cluster(folder: string, declared: readonly string[]): boolean {
    return this.#parents.has(this.#realOf(folder)) || declared.some((path) => this.path(path));
  }

  /** Whether a file, or anything below a folder, has changed. @param path absolute */
  path(path: string): boolean {
    const real = this.#realOf(path);
    return this.#files.has(real) || this.#folders.has(real);
  }

  /** The path with the links of what exists of it followed, for that is how git names files; but not a last link. */
  #realOf(path: string): string {
    const folder = dirname(path);
    if (folder === path) return path;
    const real = join(this.#realFolder(folder), basename(path));
    return this.#files.has(real) ? real : this.#realFolder(path);
  }

  #realFolder(path: string): string {
    let real = this.#real.get(path);
    if (real === undefined) {
      try {
        real = realpathSync(path);
      } catch {
        real = dirname(path) === path ? path : join(this.#realFolder(dirname(path)), basename(path));
      }
      this.#real.set(path, real);
    }
    return real;
  }
}

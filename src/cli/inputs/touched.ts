import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Which clusters and files a list of changed files concerns. */
export class Touched {
  readonly #files: ReadonlySet<string>;
  /** Every folder above a changed file. */
  readonly #folders = new Set<string>();
  readonly #parents = new Set<string>();
  readonly #real = new Map<string, string>();
  readonly #top: string;

  /**
   * @param top of the repository; absolute, without links
   * @param files absolute, without links; they need not exist any more. A folder among them changed as a whole
   */
  constructor(top: string, files: readonly string[]) {
    this.#top = top;
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
    const beside = this.#parents.has(this.#realOf(folder)) || this.#isUntold(folder);
    return beside || declared.some((path) => this.path(path));
  }

  /** Whether a file, or anything below a folder, has changed or may have. @param path absolute */
  path(path: string): boolean {
    return this.#isUntold(path) || this.changed(path);
  }

  /** Whether git says so of a file, or of anything below a folder. @param path absolute */
  changed(path: string): boolean {
    const real = this.#realOf(path);
    return this.#files.has(real) || this.#folders.has(real);
  }

  /** git tells nothing of what lies outside of the repository, and of a submodule only that something in it changed. */
  #isUntold(path: string): boolean {
    const real = this.#realOf(path);
    if (real === this.#top) return false;
    for (let folder = dirname(real); folder !== this.#top; folder = dirname(folder))
      if (this.#files.has(folder) || dirname(folder) === folder) return true;
    return false;
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

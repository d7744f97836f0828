import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Damaged } from './problem.js';

const BLOCK = 256 * 1024;

/** A file read at any place, a block at a time: the tables of a zip are thousands of small reads side by side. */
export class BlockFile {
  readonly size: number;
  readonly #file: number;
  #block: Buffer = Buffer.alloc(0);
  #from = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
  }

  /** The bytes from `from` on, valid until the next read. @throws {Damaged} past the end of the file */
  bytes(from: number, length: number): Buffer {
    if (from < 0 || from + length > this.size) throw new Damaged('truncated');
    if (from < this.#from || from + length > this.#from + this.#block.length) this.#load(from, length);
    return this.#block.subarray(from - this.#from, from - this.#from + length);
  }

  close(): void {
    closeSync(this.#file);
  }

  #load(from: number, length: number): void {
    const block = Buffer.allocUnsafe(Math.min(Math.max(BLOCK, length), this.size - from));
    let filled = 0;
    while (filled < block.length) {
      const count = readSync(this.#file, block, filled, block.length - filled, from + filled);
      if (count === 0) throw new Damaged('truncated');
      filled += count;
    }
    this.#block = block;
    this.#from = from;
  }
}

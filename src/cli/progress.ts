import { escapeControl } from '../text/escape.js';
import type { Context } from './context.js';

/** One line on stderr that says who is waited for, rewritten in place; nothing where stderr is no terminal. */
export class Progress {
  readonly #write: ((text: string) => void) | null;
  readonly #running = new Set<string>();
  readonly #isJapanese: boolean;
  #ended = 0;

  /** @param total how many there are to come */
  constructor(
    { io, language }: Context,
    private readonly total: number,
  ) {
    this.#write = process.stderr.isTTY === true ? io.err : null;
    this.#isJapanese = language === 'ja';
  }

  started(name: string): void {
    this.#running.add(name);
    this.show();
  }

  /** Leaves the line empty, for what is to be said of this one. */
  ended(name: string): void {
    this.#running.delete(name);
    this.#ended += 1;
    this.done();
  }

  done(): void {
    this.#write?.('\r\x1b[K');
  }

  show(): void {
    if (this.#write === null || this.#running.size === 0) return;
    const names = escapeControl([...this.#running].join(', '));
    const count = `${this.#ended}/${this.total}`;
    const line = this.#isJapanese ? `${count} 完了、収集中: ${names}` : `${count} done, collecting: ${names}`;
    const columns = (process.stderr.columns ?? 80) - 1;
    // Japanese characters take two columns; half of the line is always enough room for what is said in front.
    this.#write(`\r\x1b[K${line.slice(0, this.#isJapanese ? columns - 10 : columns)}`);
  }
}

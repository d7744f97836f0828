/** 1-based line, 1-based column counted in UTF-16 units of the decoded text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds lines and columns for offsets of one text. Lines end with LF, CRLF or a lone CR. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let offset = 0; offset < text.length; offset++) {
      const unit = text.charCodeAt(offset);
      if (unit === 10 || (unit === 13 && text.charCodeAt(offset + 1) !== 10)) this.#starts.push(offset + 1);
    }
  }

  /** The number of lines; a text that ends with a line end has an empty last line. */
  get count(): number {
    return this.#starts.length;
  }

  /** @param offset 0-based UTF-16 offset; clamped to the text. */
  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return {
      line: low + 1,
      column: Math.max(0, Math.min(offset, this.#text.length) - (this.#starts[low] ?? 0)) + 1,
    };
  }

  /** @param line 1-based. @returns the offset of its first character, or the end of the text past the last line. */
  startOf(line: number): number {
    return this.#starts[line - 1] ?? this.#text.length;
  }

  /** @param line 1-based. @returns the line without its line end; empty past the last line. */
  textOf(line: number): string {
    return this.#text.slice(this.startOf(line), this.startOf(line + 1)).replace(/[\r\n]+$/, '');
  }
}

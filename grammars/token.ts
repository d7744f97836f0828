import type { Range } from '../src/text/source-file.js';

/** One token of a file; all of them in a row are its whole text. */
export interface Token<Kind extends string> {
  readonly kind: Kind;
  readonly text: string;
  readonly range: Range;
}

/** Cuts a text into tokens, given what starts at an offset and where that ends: behind its start. */
export function tokensOf<Kind extends string>(
  text: string,
  next: (start: number) => readonly [kind: Kind, end: number],
): Token<Kind>[] {
  const tokens: Token<Kind>[] = [];
  for (let start = 0; start < text.length; ) {
    const [kind, end] = next(start);
    tokens.push({ kind, text: text.slice(start, end), range: { start, end } });
    start = end;
  }
  return tokens;
}

/** Space, tab, vertical tab, form feed, no-break space and U+3000. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0b || code === 0x0c || code === 0xa0 || code === 0x3000;
}

/** Whether a line ends with this character: LF, or CR alone or before LF. */
export function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** Where the line end at an offset ends: CR LF is one. */
export function endOfLineEnd(text: string, start: number): number {
  return text.charCodeAt(start) === 0x0d && text.charCodeAt(start + 1) === 0x0a ? start + 2 : start + 1;
}

/** Where the run of such characters that an offset starts ends. */
export function endOfRun(text: string, start: number, belongs: (code: number) => boolean): number {
  let end = start;
  while (end < text.length && belongs(text.charCodeAt(end))) end += 1;
  return end;
}

/** Where a comment ends: before the line end. */
export const endOfComment = (text: string, start: number) =>
  endOfRun(text, start, (code) => !isLineEnd(code));

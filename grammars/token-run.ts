import type { ILexingResult, IToken } from 'chevrotain';
import type { Range } from '../src/text/source-file.js';

/** One token of a file; all of them in a row are its whole text. */
export interface GrammarToken {
  readonly type: string;
  readonly text: string;
  readonly range: Range;
}

/** Puts the tokens of a lexer in the order of the text, those the parser never sees included. */
export function tokenRun(lexed: ILexingResult): GrammarToken[] {
  return [...lexed.tokens, ...Object.values(lexed.groups).flat()]
    .sort((a, b) => a.startOffset - b.startOffset)
    .map((token) => ({ type: token.tokenType.name, text: token.image, range: rangeOf(token) }));
}

/** @returns where a token stands; 0-based offsets, end exclusive. */
export function rangeOf(token: IToken): Range {
  return { start: token.startOffset, end: token.startOffset + token.image.length };
}

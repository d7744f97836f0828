import type { ILexingResult, IToken } from 'chevrotain';
import type { SourceFile } from '../../src/text/source-file.js';
import { type GrammarToken, rangeOf, tokenRun } from '../token-run.js';
import type { Word } from '../word.js';
import { wordAt } from '../words.js';
import type { ConfDocument, ConfEntry } from './document.js';
import { type ConfLine, ConfParser } from './parser.js';
import { makeConfLexer, makeConfTokens } from './tokens.js';

interface Grammar {
  readonly lex: (text: string) => ILexingResult;
  readonly parser: ConfParser;
}

let grammar: Grammar | undefined;

/** Built when first needed, not when this module is loaded. */
function confGrammar(): Grammar {
  if (grammar === undefined) {
    const tokens = makeConfTokens();
    const lexer = makeConfLexer(tokens);
    grammar = { lex: (text) => lexer.tokenize(text), parser: new ConfParser(tokens, true) };
  }
  return grammar;
}

/** Parses a daemon.conf or site.conf. Never throws; a broken line costs that line only. */
export function parseConf(file: SourceFile): ConfDocument {
  const entries: ConfEntry[] = [];
  const keysWithoutValue: Word[] = [];
  const problems: ConfDocument['problems'][number][] = [];
  const comments: ConfDocument['comments'][number][] = [];
  for (const line of confLines(file.text)) {
    const { key, equals, value, comment } = line;
    if (key !== undefined && equals !== undefined && value !== undefined) {
      entries.push(entryOf(key, equals, value, comment));
    } else if (key !== undefined && equals !== undefined) {
      const word = wordAt(key.image, key.startOffset);
      keysWithoutValue.push(word);
      problems.push({ kind: 'no-value', range: word.range });
    } else if (key !== undefined) {
      keysWithoutValue.push(wordAt(firstWordOf(key.image), key.startOffset));
      problems.push({ kind: 'no-equals', range: rangeOf(key) });
    } else if (equals !== undefined) problems.push({ kind: 'no-key', range: rangeOf(equals) });
    else if (comment !== undefined) comments.push(rangeOf(comment));
  }
  return { file, entries, keysWithoutValue, problems, comments };
}

/** All tokens of a conf file in order; their texts in a row are the text. */
export function confTokens(text: string): GrammarToken[] {
  return tokenRun(confGrammar().lex(text));
}

function confLines(text: string): readonly ConfLine[] {
  const { lex, parser } = confGrammar();
  parser.input = lex(text).tokens;
  const lines = parser.document();
  // Else the parser holds the last file's tokens for as long as it lives
  parser.input = [];
  return lines;
}

function entryOf(key: IToken, equals: IToken, value: IToken, comment: IToken | undefined): ConfEntry {
  const keyWord = wordAt(key.image, key.startOffset);
  const valueWord = wordAt(value.image, value.startOffset);
  const equalsRange = rangeOf(equals);
  return {
    key: keyWord,
    equals: equalsRange,
    value: valueWord,
    blankBefore: { start: keyWord.range.end, end: equalsRange.start },
    blankAfter: { start: equalsRange.end, end: valueWord.range.start },
    trailingComment: comment === undefined ? null : rangeOf(comment),
  };
}

/** `NATS_URL nats://…` and `NATS_URL: nats://…` were meant for NATS_URL. */
function firstWordOf(text: string): string {
  const end = text.search(/[ \t\v\f\u00a0\u3000:：]/);
  return end > 0 ? text.slice(0, end) : text;
}

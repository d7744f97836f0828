import type { ILexingResult, IToken } from 'chevrotain';
import type { SourceFile } from '../../src/text/source-file.js';
import { type GrammarToken, tokenRun } from '../token-run.js';
import { wordAt } from '../words.js';
import { isAddress } from './address.js';
import type { HostsDocument, HostsEntry } from './document.js';
import { HostsParser } from './parser.js';
import { makeHostsLexer, makeHostsTokens } from './tokens.js';

interface Grammar {
  readonly lex: (text: string) => ILexingResult;
  readonly parser: HostsParser;
}

let grammar: Grammar | undefined;

/** Built when first needed, not when this module is loaded. */
function hostsGrammar(): Grammar {
  if (grammar === undefined) {
    const tokens = makeHostsTokens();
    const lexer = makeHostsLexer(tokens);
    grammar = { lex: (text) => lexer.tokenize(text), parser: new HostsParser(tokens, true) };
  }
  return grammar;
}

/** Parses a hosts or resolv.def. Never throws; a broken line costs that line only. */
export function parseHosts(file: SourceFile): HostsDocument {
  const entries: HostsEntry[] = [];
  const problems: HostsDocument['problems'][number][] = [];
  for (const [first, ...others] of fieldsOfLines(file.text)) {
    if (first === undefined) continue;
    const address = wordAt(first.image, first.startOffset);
    const names = others.map((name) => wordAt(name.image, name.startOffset));
    const last = names.at(-1);
    if (!isAddress(address.value)) problems.push({ kind: 'bad-address', range: address.range });
    else if (last === undefined) problems.push({ kind: 'no-name', range: address.range });
    else entries.push({ address, names, range: { start: address.range.start, end: last.range.end } });
  }
  return { file, entries, problems };
}

/** All tokens of a hosts file in order; their texts in a row are the text. */
export function hostsTokens(text: string): GrammarToken[] {
  return tokenRun(hostsGrammar().lex(text));
}

function fieldsOfLines(text: string): readonly IToken[][] {
  const { lex, parser } = hostsGrammar();
  parser.input = lex(text).tokens;
  const lines = parser.document();
  // Else the parser holds the last file's tokens for as long as it lives
  parser.input = [];
  return lines;
}

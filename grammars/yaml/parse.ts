import { Composer, type CST, type Document, Lexer, Parser, Schema } from 'yaml';
import type { Range, SourceFile } from '../../src/text/source-file.js';
import { convert } from './convert.js';
import type { YamlDocument, YamlProblem } from './document.js';
import { LIMIT_MESSAGES, MAX_DEPTH, MAX_LENGTH, type YamlLimit } from './limits.js';
import { messageOf, SEVERAL_DOCUMENTS } from './messages.js';

/** Beyond this many errors a file is no YAML, and more of them help nobody. */
const MOST_PROBLEMS = 100;

/** Schema objects are costly to make and the same for every document. */
let core: Schema | undefined;

/**
 * Parses one YAML 1.2 document (core schema). Never throws; takes time linear in the text whatever it holds.
 * What can still be read after a syntax error is in the result; where a limit was reached there is no root.
 */
export function parseYaml(file: SourceFile): YamlDocument {
  const { text } = file;
  if (text.length > MAX_LENGTH) return limited(file, 'too-large', { start: 0, end: 0 });
  const read = readTokens(text);
  if ('tooDeep' in read) return limited(file, 'too-deep', read.tooDeep);
  const { tokens, second } = read;
  const document = withoutStackTraces(() => compose(tokens, text));
  if (document === undefined) return { file, root: null, problems: [] };
  const problems: YamlProblem[] = [...document.errors, ...document.warnings]
    .slice(0, MOST_PROBLEMS)
    .map((error) => syntaxProblem(error.code, error.message, error.pos, text));
  if (second !== null) problems.push({ kind: 'syntax', range: second, message: SEVERAL_DOCUMENTS });
  const converted = convert(document.contents, text);
  if ('limit' in converted) return limited(file, converted.limit, converted.range);
  problems.push(...converted.problems.slice(0, MOST_PROBLEMS));
  problems.sort((a, b) => a.range.start - b.range.start);
  return { file, root: converted.root, problems };
}

interface Tokens {
  readonly tokens: readonly CST.Token[];
  /** Where a second document starts. */
  readonly second: Range | null;
}

/** Reads the first document, and stops before the library's recursive part could overflow the stack. */
function readTokens(text: string): Tokens | { readonly tooDeep: Range } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let documents = 0;
  let errors = 0;
  const take = (found: Iterable<CST.Token>): Range | null => {
    for (const token of found) {
      if (token.type === 'document' && ++documents > 1) return startOf(token);
      if (token.type !== 'error' || ++errors <= MOST_PROBLEMS) tokens.push(token);
    }
    return null;
  };
  for (const lexeme of new Lexer().lex(text)) {
    const second = take(parser.next(lexeme));
    if (second !== null) return { tokens, second };
    // The document itself and a scalar being read stand on the stack too
    if (parser.stack.length > MAX_DEPTH + 2) {
      return { tooDeep: { start: Math.max(0, parser.offset - lexeme.length), end: parser.offset } };
    }
  }
  return { tokens, second: take(parser.end()) };
}

function startOf(document: CST.Document): Range {
  const mark = document.start.find((token) => token.type === 'doc-start');
  const start = mark?.offset ?? document.offset;
  return { start, end: start + (mark?.source.length ?? 0) };
}

function compose(tokens: Iterable<CST.Token>, text: string): Document.Parsed | undefined {
  core ??= new Schema({ schema: 'core' });
  const composer = new Composer({
    schema: core,
    version: '1.2',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  for (const document of composer.compose(tokens, true, text.length)) {
    if (!('empty' in document && document.empty)) return document;
  }
  return undefined;
}

/** The library makes an Error for each of a file's faults; with their traces, half a million commas take seconds. */
function withoutStackTraces<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = before;
  }
}

function syntaxProblem(
  code: string,
  message: string,
  [from, to]: [number, number],
  text: string,
): YamlProblem {
  const start = Math.min(from, text.length);
  const range = { start, end: Math.max(start, Math.min(to, text.length)) };
  return { kind: 'syntax', range, message: messageOf(code, message, text.slice(range.start, range.end)) };
}

function limited(file: SourceFile, limit: YamlLimit, range: Range): YamlDocument {
  return { file, root: null, problems: [{ kind: limit, range, message: LIMIT_MESSAGES[limit] }] };
}

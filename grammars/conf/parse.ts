import type { SourceFile } from '../../src/text/source-file.js';
import type { Token } from '../token.js';
import type { Word } from '../word.js';
import { wordAt } from '../words.js';
import type { ConfDocument, ConfEntry } from './document.js';
import { type ConfTokenKind, confTokens } from './tokens.js';

type ConfToken = Token<ConfTokenKind>;

/** The tokens of one line, as far as they are there. */
type ConfLine = { readonly [Kind in ConfTokenKind]?: ConfToken };

/** Parses a daemon.conf or site.conf. Never throws; a broken line costs that line only. */
export function parseConf(file: SourceFile): ConfDocument {
  const entries: ConfEntry[] = [];
  const keysWithoutValue: Word[] = [];
  const problems: ConfDocument['problems'][number][] = [];
  const comments: ConfDocument['comments'][number][] = [];
  for (const { key, equals, value, comment } of confLines(file.text)) {
    if (key !== undefined && equals !== undefined && value !== undefined) {
      entries.push(entryOf(key, equals, value, comment));
    } else if (key !== undefined && equals !== undefined) {
      const word = wordOf(key);
      keysWithoutValue.push(word);
      problems.push({ kind: 'no-value', range: word.range });
    } else if (key !== undefined) {
      keysWithoutValue.push(wordAt(firstWordOf(key.text), key.range.start));
      problems.push({ kind: 'no-equals', range: key.range });
    } else if (equals !== undefined) problems.push({ kind: 'no-key', range: equals.range });
    else if (comment !== undefined) comments.push(comment.range);
  }
  return { file, entries, keysWithoutValue, problems, comments };
}

/** A line has at most one token of each kind but blanks. */
function* confLines(text: string): Generator<ConfLine> {
  let line: Partial<Record<ConfTokenKind, ConfToken>> = {};
  for (const token of confTokens(text)) {
    line[token.kind] = token;
    if (token.kind !== 'line-end') continue;
    yield line;
    line = {};
  }
  yield line;
}

function entryOf(
  key: ConfToken,
  equals: ConfToken,
  value: ConfToken,
  comment: ConfToken | undefined,
): ConfEntry {
  return {
    key: wordOf(key),
    equals: equals.range,
    value: withoutComment(wordOf(value)),
    blankBefore: { start: key.range.end, end: equals.range.start },
    blankAfter: { start: equals.range.end, end: value.range.start },
    trailingComment: comment?.range ?? null,
  };
}

const wordOf = ({ text, range }: ConfToken): Word => wordAt(text, range.start);

/** A full-width `＃` behind a blank begins no comment, but was meant to: what stands before it is judged. */
function withoutComment(word: Word): Word {
  const comment = word.value.search(/[ \t]#/);
  return comment <= 0 ? word : { ...word, value: word.value.slice(0, comment).trimEnd() };
}

/** `NATS_URL nats://…` and `NATS_URL: nats://…` were meant for NATS_URL. */
function firstWordOf(text: string): string {
  const end = text.search(/[ \t\v\f\u00a0\u3000:：]/);
  return end > 0 ? text.slice(0, end) : text;
}

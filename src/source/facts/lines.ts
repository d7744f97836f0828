import type { Origin, Range, SourceFile } from '../../text/source-file.js';
import type { ParsedFact } from '../fact.js';

/** One line of a command's output that says something: neither blank nor a shell prompt. */
export interface FactLine {
  readonly file: SourceFile;
  /** Without mail quoting and without blanks at both ends. */
  readonly text: string;
  /** Offset of the first character of `text` in the file. */
  readonly start: number;
  /** The line as it stands in the file, without its line end. */
  readonly whole: Range;
}

/** A run of characters between blanks. */
export interface Word {
  readonly text: string;
  /** 0-based offset in the line's `text`. */
  readonly from: number;
}

/**
 * What people paste above and below an output: `[root@a ~]# umask`, `root@a:~# umask`, `a:~ # umask`, `$ umask`,
 * `bash-5.1$ umask`, `PS C:\> cjcls`, `C:\>cjcls`, and comments.
 */
const PROMPT =
  /^(?:\([^()]+\) )?(?:[#$%]|\[[^\]]+\] ?[#$%>](?=\s|$)|[\w.-]+@[\w.-]+(?:[: ][^\s#$%>:]*)? ?[#$%>](?=\s|$)|[\w.-]+:[~/][^\s#$%>:]* ?[#$>](?=\s|$)|(?:ba|da|k|z)?sh(?:-[\d.]+)?[#$] ?|PS [A-Za-z]:\\[^>]*>|[A-Za-z]:\\[^>]*>)/;

const COMPLAINT =
  /command not found|not recognized|[Pp]ermission denied|[Nn]o such file|[Oo]peration not permitted|[Cc]annot (?:open|access|stat)|コマンドが見つかりません|許可がありません|そのようなファイルやディレクトリはありません|認識されていません|アクセスが拒否/;

/** Every prompt has one of these; most lines have none, and are spared the long pattern. */
const PROMPT_SIGN = /[#$%>]/;

function isPrompt(text: string): boolean {
  return PROMPT_SIGN.test(text) && PROMPT.test(text);
}

/** Tells whether a line is a command's complaint; for outputs so loosely shaped that a sentence could pass for a row. */
export function isComplaint(text: string): boolean {
  return COMPLAINT.test(text);
}

/** Blanks, tabs, no-break and full-width blanks, and a byte order mark that was left in the text. */
function isBlank(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    unit === 0xfeff ||
    (unit >= 0x2000 && unit <= 0x200b)
  );
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    if (unit === 10 || unit === 13) break;
    end++;
  }
  return end;
}

/** The lines of an output without blank ones and prompts, with mail quoting (`> `) undone. */
function readLines(file: SourceFile): FactLine[] {
  const { text } = file;
  const lines: FactLine[] = [];
  for (let lineStart = 0; lineStart < text.length; ) {
    const end = lineEnd(text, lineStart);
    let start = lineStart;
    while (start < end && (text.charCodeAt(start) === 0x3e || isBlank(text.charCodeAt(start)))) start++;
    let stop = end;
    while (stop > start && isBlank(text.charCodeAt(stop - 1))) stop--;
    if (start < stop) {
      const content = text.slice(start, stop);
      if (!isPrompt(content)) lines.push({ file, text: content, start, whole: { start: lineStart, end } });
    }
    lineStart = end + 1;
  }
  return lines;
}

/** What an empty output means: some commands print nothing when there is nothing, others always print something. */
export type EmptyOutput = 'empty-is-none' | 'always-prints';

/**
 * Reads an output line by line.
 * @param read takes a line; returns false when it means nothing to it.
 * @param silence `always-prints`: an output without any line is given back as the empty range at 0.
 * @returns the ranges of the lines that were not understood.
 */
export function readEach(
  file: SourceFile,
  silence: EmptyOutput,
  read: (line: FactLine) => boolean,
): readonly Range[] {
  const lines = readLines(file);
  if (lines.length === 0 && silence === 'always-prints') return [{ start: 0, end: 0 }];
  const notUnderstood: Range[] = [];
  for (const line of lines) if (!read(line)) notUnderstood.push(line.whole);
  return notUnderstood;
}

/** Reads an output whose lines are rows; `read` adds what a line says to `rows`. */
export function readRows<T>(
  file: SourceFile,
  silence: EmptyOutput,
  read: (line: FactLine, rows: T[]) => boolean,
): ParsedFact<readonly T[]> {
  const value: T[] = [];
  const notUnderstood = readEach(file, silence, (line) => read(line, value));
  return { value, notUnderstood };
}

/** @param limit when given, the last of so many words takes the rest of the line, blanks included. */
export function wordsOf(text: string, limit = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isBlank(text.charCodeAt(at))) at++;
    if (at >= text.length) return words;
    const from = at;
    if (words.length + 1 >= limit) at = text.length;
    else while (at < text.length && !isBlank(text.charCodeAt(at))) at++;
    words.push({ text: text.slice(from, at), from });
  }
}

/** Where part of a line stands: offsets in the line's `text`, end exclusive; without them the whole row. */
export function originIn(line: FactLine, from = 0, to = line.text.length): Origin {
  return { file: line.file, range: { start: line.start + from, end: line.start + to } };
}

/** Where a word of a line stands. */
export function originOf(line: FactLine, word: Word): Origin {
  return originIn(line, word.from, word.from + word.text.length);
}

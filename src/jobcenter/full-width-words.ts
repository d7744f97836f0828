import type { YamlNode } from '../../grammars/yaml/document.js';
import { type FullWidthRun, fullWidthRuns, toAscii } from '../text/full-width.js';
import type { Range, SourceFile } from '../text/source-file.js';
import type { AgentFile, Conf, HostsFile } from './model.js';

/** A key, value or line with full-width characters (全角) in it. */
export interface FullWidthWord {
  /** As written, without blanks around. */
  readonly text: string;
  /** In ASCII. */
  readonly ascii: string;
  /** Where the characters stand, neighbours as one; of many the first. */
  readonly runs: readonly [Range, ...Range[]];
  /** What is to stand in place of each of these. */
  readonly twins: readonly Twin[];
}

/** A text that takes the place of full-width characters. */
interface Twin {
  readonly range: Range;
  readonly text: string;
}

/** Those of a daemon.conf or site.conf: of each entry the key, the `＝` and the value, each with the blanks around. */
export function fullWidthInConf({ file, document }: Conf): FullWidthWord[] {
  if (!anyIn(file)) return [];
  return document.entries.flatMap(({ key, equals, value, trailingComment }) => {
    const line = lineAround(file, key.range.start);
    const runs = runsIn(file, { start: line.start, end: trailingComment?.start ?? line.end });
    const twinOf = twinBetween([key.range, value.range], trailingComment === null ? null : value.range.end);
    return [
      ...word(
        key.text,
        runs.filter(({ range }) => range.start < equals.start),
        twinOf,
      ),
      ...word(
        file.text.slice(equals.start, equals.end),
        runs.filter(({ range }) => range.start === equals.start),
        twinOf,
      ),
      ...word(
        value.text,
        runs.filter(({ range }) => range.start >= equals.end),
        twinOf,
      ),
    ];
  });
}

/** Those of a hosts or resolv.def, one word a line. */
export function fullWidthInHosts({ file, document }: HostsFile): FullWidthWord[] {
  if (!anyIn(file)) return [];
  return document.entries.flatMap(({ range }) => {
    const { start } = lineAround(file, range.start);
    const runs = runsIn(file, { start, end: range.end });
    return word(file.text.slice(range.start, range.end), runs, twinBetween([range], null));
  });
}

/** What the documented part of a jcexecutor_agent.yaml is made of (G 2.4.3). */
const documented = new Set(['request', 'onStartup', 'action', 'default', 'abort']);

/** Those of a jcexecutor_agent.yaml that stand for a documented key or value; other text may be any language's. */
export function fullWidthInAgentFile({ file, document }: AgentFile): FullWidthWord[] {
  if (!anyIn(file) || document.root === null) return [];
  return (
    scalarsOf(document.root)
      .filter(({ text }) => documented.has(toAscii(text).trim()))
      .sort((a, b) => a.range.start - b.range.start)
      // No documented word has a blank in it: one that is read as a part of it stands before or behind it.
      .flatMap(({ text, range }) => word(text, runsIn(file, range), twinBetween([], null)))
  );
}

/** Keys and scalars on the way to `request.onStartup.action`, whose map is no deeper. */
const DEEPEST = 3;

function scalarsOf(node: YamlNode, depth = 0): { text: string; range: Range }[] {
  if (node.kind === 'scalar') return [{ text: node.text, range: node.range }];
  if (node.kind === 'list' || depth === DEEPEST) return [];
  return node.entries.flatMap(({ key, value }) => [key, ...scalarsOf(value, depth + 1)]);
}

const anyIn = ({ text }: SourceFile) => fullWidthRuns(text).length > 0;

const runsIn = ({ text }: SourceFile, { start, end }: Range) => fullWidthRuns(text.slice(start, end), start);

function lineAround(file: SourceFile, offset: number): Range {
  const { line } = file.position(offset);
  const start = file.lines.startOf(line);
  return { start, end: start + file.lines.textOf(line).length };
}

/** A word with more is one to write anew. */
const MOST_RUNS = 10;

function word(
  text: string,
  runs: readonly FullWidthRun[],
  twinOf: (run: FullWidthRun) => Twin,
): FullWidthWord[] {
  const [first, ...others] = runs.slice(0, MOST_RUNS + 1);
  if (first === undefined) return [];
  return [
    {
      text: text.trim(),
      ascii: toAscii(text).trim(),
      runs: [first.range, ...others.map(({ range }) => range)],
      twins: [first, ...others].map(twinOf),
    },
  ];
}

/**
 * The twins of a run, character by character: a blank within a word becomes one of ASCII, one beside it goes, for it
 * is what would be taken for a part of the word.
 * @param comment where, behind the last word, a blank has to stay before a comment; null for none
 */
function twinBetween(words: readonly Range[], comment: number | null): (run: FullWidthRun) => Twin {
  const stays = (at: number) =>
    words.some(({ start, end }) => start <= at && at < end) || (comment !== null && at >= comment);
  return ({ range, ascii }) => ({
    range,
    text: [...ascii].filter((twin, index) => twin !== ' ' || stays(range.start + index)).join(''),
  });
}

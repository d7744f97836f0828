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
}

/** Those of a daemon.conf or site.conf: of each entry the key, the `＝` and the value, each with the blanks around. */
export function fullWidthInConf({ file, document }: Conf): FullWidthWord[] {
  if (!anyIn(file)) return [];
  return document.entries.flatMap(({ key, equals, value, trailingComment }) => {
    const line = lineAround(file, key.range.start);
    const runs = runsIn(file, { start: line.start, end: trailingComment?.start ?? line.end });
    return [
      ...word(
        key.text,
        runs.filter(({ range }) => range.start < equals.start),
      ),
      ...word(
        file.text.slice(equals.start, equals.end),
        runs.filter(({ range }) => range.start === equals.start),
      ),
      ...word(
        value.text,
        runs.filter(({ range }) => range.start >= equals.end),
      ),
    ];
  });
}

/** Those of a hosts or resolv.def, one word a line. */
export function fullWidthInHosts({ file, document }: HostsFile): FullWidthWord[] {
  if (!anyIn(file)) return [];
  return document.entries.flatMap(({ range }) => {
    const { start } = lineAround(file, range.start);
    return word(file.text.slice(range.start, range.end), runsIn(file, { start, end: range.end }));
  });
}

/** What the documented part of a jcexecutor_agent.yaml is made of (G 2.4.3). */
const documented = new Set(['request', 'onStartup', 'action', 'default', 'abort']);

/** Those of a jcexecutor_agent.yaml that stand for a documented key or value; other text may be any language's. */
export function fullWidthInAgentFile({ file, document }: AgentFile): FullWidthWord[] {
  if (!anyIn(file) || document.root === null) return [];
  return scalarsOf(document.root)
    .filter(({ text }) => documented.has(toAscii(text).trim()))
    .sort((a, b) => a.range.start - b.range.start)
    .flatMap(({ text, range }) => word(text, runsIn(file, range)));
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

function word(text: string, [first, ...others]: readonly FullWidthRun[]): FullWidthWord[] {
  if (first === undefined) return [];
  return [
    {
      text: text.trim(),
      ascii: toAscii(text).trim(),
      runs: [first.range, ...others.slice(0, MOST_RUNS).map(({ range }) => range)],
    },
  ];
}

import type { ClusterResult, Finding, Location, RunResult, Severity } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { openQuestions } from './open-questions.js';
import { problemsBeyondFindings } from './problems.js';
import { type Wording, wording } from './wording.js';

export interface MarkdownOptions {
  readonly language: Language;
}

/** By this a later run finds the comment it may replace. */
const MARK = '<!-- cjclint -->';
/** GitHub takes 65,536 characters in a comment; the parts below stay under that together. */
const FINDINGS_SIZE = 40_000;
const OPEN_SIZE = 12_000;
const CLUSTERS_SIZE = 8_000;
/** Characters of one text; a longer one is cut. */
const LONGEST = 500;

/**
 * The report of a run as a comment on a merge request: verdict, counts, findings, and what was not checked folded away.
 * Texts of files stand in code spans, where neither markup nor mentions nor commands of a forge are obeyed.
 */
export function* markdownReport(result: RunResult, { language }: MarkdownOptions): Generator<string> {
  const words = wording[language];
  yield `${MARK}\n## cjclint: ${words.verdict[result.verdict]}\n\n`;
  yield* tableOf(result, words);
  const problems = [
    ...problemsBeyondFindings(result).map((problem) => problem[language]),
    ...result.internalErrors,
  ];
  yield* bounded(
    problems.map((problem) => `- ${code(problem)}\n`),
    OPEN_SIZE / 4,
    words,
  );
  if (problems.length > 0) yield '\n';
  yield* bounded(
    result.findings.map((finding) => findingItem(finding, language, words)),
    FINDINGS_SIZE,
    words,
  );
  if (result.findings.length > 0) yield '\n';
  if (result.notChecked.length > 0) {
    yield `<details><summary>${words.unchecked(result.coverage.notChecked)}</summary>\n\n`;
    const questions = openQuestions(result.notChecked, language);
    const items = questions.map((question) => `- ${code(words.open(question))}\n`);
    yield* bounded(items, OPEN_SIZE, words);
    yield '\n</details>\n\n';
  }
  yield `${words.coverage(result.coverage, result.suppressed.length)}\n`;
}

function* tableOf(result: RunResult, words: Wording): Generator<string> {
  const { errors, warnings, infos } = result.summary;
  const heads = ['', ...(['error', 'warning', 'info'] as const).map((severity) => words.severity[severity])];
  yield `${row([...heads, ''])}|---|--:|--:|--:|---|\n`;
  if (result.clusters.length > 1)
    yield* bounded(
      result.clusters.map((each) => clusterRow(each, words)),
      CLUSTERS_SIZE,
    );
  const only = result.clusters.length === 1 ? result.clusters[0] : undefined;
  const name = only === undefined ? '' : nameOf(only, words);
  yield `${row([name, errors, warnings, infos, words.verdict[result.verdict]])}\n`;
}

function clusterRow(cluster: ClusterResult, words: Wording): string {
  const count = (severity: Severity) => cluster.findings.filter((each) => each.severity === severity).length;
  return row([
    nameOf(cluster, words),
    count('error'),
    count('warning'),
    count('info'),
    words.verdict[cluster.verdict],
  ]);
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;

/** In a table a bar ends the cell, in a code span as well. */
const nameOf = ({ name }: ClusterResult, words: Wording) =>
  name === null ? words.looseFiles : code(name).replaceAll('|', '\\|');

function findingItem(finding: Finding, language: Language, words: Wording): string {
  const { location, related } = finding;
  const source = words.source(finding.reference, finding.evidence);
  const help = finding.help[language];
  const at = location === null ? (finding.cluster ?? '') : placeOf(location);
  const see = related.slice(0, 4).map((each) => `  - ${words.see}: ${code(placeOf(each.location))}\n`);
  return [
    `- **${words.severity[finding.severity]}** ${at === '' ? '' : `${code(at)} `}${code(finding.message[language])} `,
    `[${finding.rule}]${source === '' ? '' : ` ${source}`}\n`,
    ...(help === '' ? [] : [`  - ${words.fix}: ${code(help)}\n`]),
    ...see,
  ].join('');
}

/** Items up to a size, then how many are left out. */
function* bounded(items: readonly string[], size: number, words?: Wording): Generator<string> {
  let used = 0;
  for (const [index, item] of items.entries()) {
    used += item.length;
    if (used > size) {
      if (words !== undefined) yield `- … ${words.notShown(items.length - index)}\n`;
      return;
    }
    yield item;
  }
}

const placeOf = ({ file, line, column }: Location) => `${file}:${line}:${column}`;

/** Text of any kind as a code span: its fence is longer than any run of backticks in it. */
function code(text: string): string {
  const shown = escapeControl(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || shown.startsWith(' ') || shown.endsWith(' ') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

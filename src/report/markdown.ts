import type { ClusterResult, Finding, Location, RunResult, Severity } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { bounded, cell, code, folded, MARK, row } from './markdown-text.js';
import { openQuestions } from './open-questions.js';
import { problemsBeyondFindings } from './problems.js';
import { type Wording, wording } from './wording.js';

export interface MarkdownOptions {
  readonly language: Language;
}

/** GitHub takes 65,536 characters in a comment; the parts below stay under that together. */
const FINDINGS_SIZE = 40_000;
const OPEN_SIZE = 12_000;
const CLUSTERS_SIZE = 8_000;

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
    words.notShown,
  );
  if (problems.length > 0) yield '\n';
  yield* bounded(
    result.findings.map((finding) => findingItem(finding, language, words)),
    FINDINGS_SIZE,
    words.notShown,
  );
  if (result.findings.length > 0) yield '\n';
  yield* uncheckedPart(result, language);
  yield `${words.coverage(result.coverage, result.suppressed.length)}\n`;
}

/** What was not checked, folded away; nothing where all was. */
export function* uncheckedPart({ notChecked, coverage }: RunResult, language: Language): Generator<string> {
  if (notChecked.length === 0) return;
  const words = wording[language];
  const items = openQuestions(notChecked, language).map((question) => `- ${code(words.open(question))}\n`);
  yield* folded(words.unchecked(coverage.notChecked), bounded(items, OPEN_SIZE, words.notShown));
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

const nameOf = ({ name }: ClusterResult, words: Wording) =>
  name === null ? words.looseFiles : cell(code(name));

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

export const placeOf = ({ file, line, column }: Location) => `${file}:${line}:${column}`;

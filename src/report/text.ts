import type {
  ClusterResult,
  Coverage,
  Finding,
  FramedLocation,
  Location,
  RunResult,
  Severity,
  Status,
} from '../engine/result.js';
import { reaches } from '../engine/verdict.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { codeFrame } from './frame.js';
import { openQuestions } from './open-questions.js';
import type { Palette } from './palette.js';
import { type Measure, measureFor } from './width.js';
import { type Wording, wording } from './wording.js';

export interface TextOptions {
  readonly language: Language;
  /** Columns that code frames may take. */
  readonly width: number;
  readonly palette: Palette;
  /** Null for the whole report; else one line a finding from this severity on, and nothing else. */
  readonly quiet: Severity | null;
}

/** More other places of one finding than this are counted, not shown. */
const RELATED_PLACES = 8;

/** The report of a run for people, cluster by cluster; a piece is one or more whole lines. */
export async function* textReport(result: RunResult, options: TextOptions): AsyncGenerator<string> {
  const words = wording[options.language];
  if (options.quiet !== null) {
    yield* quietReport(result, options, options.quiet, words);
    return;
  }
  const measure = await measureFor(framedText(result));
  for (const cluster of result.clusters) yield `${lines(clusterLines(cluster, options, words, measure))}\n`;
  const { errors, warnings, infos } = result.summary;
  const [first] = result.clusters;
  if (result.clusters.length > 1) yield lines([words.coverage(result.coverage, result.suppressed.length)]);
  if (result.clusters.length !== 1 || first?.name === null) {
    yield lines(verdictLine(result, result.findings, options, words));
  }
  yield lines([words.summary(result.summary, words.counts(errors, warnings, infos))]);
}

function* quietReport(
  result: RunResult,
  options: TextOptions,
  from: Severity,
  words: Wording,
): Generator<string> {
  for (const cluster of result.clusters) {
    const shown = cluster.findings.filter((finding) => reaches(finding.severity, from));
    yield lines(shown.map((finding) => `${headline(finding, options, words)} [${finding.rule}]`));
    if (cluster.verdict !== 'cannot-tell') continue;
    const verdict = options.palette.verdict[cluster.verdict](words.verdict[cluster.verdict]);
    yield lines([
      `${clusterName(cluster, words)}: ${verdict} (${words.unchecked(coverage(cluster).notChecked)})`,
    ]);
  }
}

function clusterLines(
  cluster: ClusterResult,
  options: TextOptions,
  words: Wording,
  measure: Measure,
): readonly string[] {
  const { palette } = options;
  const manifest = cluster.manifest === null ? '' : ` ${palette.dim(`(${escapeControl(cluster.manifest)})`)}`;
  return [
    palette.heading(clusterName(cluster, words)) + manifest,
    ...cluster.findings.flatMap((finding) => ['', ...findingLines(finding, options, words, measure)]),
    ...(cluster.findings.length > 0 ? [''] : []),
    ...closingLines(cluster, options, words),
  ];
}

/** What every cluster ends with: the coverage, what was not checked, the verdict. */
export function closingLines(
  cluster: ClusterResult,
  options: TextOptions,
  words: Wording,
): readonly string[] {
  return [
    words.coverage(coverage(cluster), cluster.suppressed.length),
    ...openQuestions(cluster.notChecked, options.language).map(
      (open) => `  ${escapeControl(words.open(open))}`,
    ),
    // Files of no cluster have no verdict of their own: nobody can tell from them whether anything fails over.
    ...(cluster.name === null ? [] : verdictLine(cluster, cluster.findings, options, words)),
  ];
}

function findingLines(
  finding: Finding,
  options: TextOptions,
  words: Wording,
  measure: Measure,
): readonly string[] {
  const { language, palette, width } = options;
  const style = { width, measure, mark: palette.severity[finding.severity], gutter: palette.dim };
  const related = finding.related.slice(0, RELATED_PLACES).map(({ message, location }) => {
    return note(words.see, `${escapeControl(message[language])}: ${placeOf(location)}`, palette);
  });
  const more = finding.related.length - related.length;
  const help = finding.help[language];
  const source = words.source(finding.reference, finding.evidence);
  return [
    headline(finding, options, words),
    ...(finding.location === null ? [] : codeFrame(finding.location, style)),
    ...related,
    ...(more > 0 ? [note(words.see, words.morePlaces(more), palette)] : []),
    ...(help === '' ? [] : [note(words.fix, escapeControl(help), palette)]),
    `  ${palette.dim(`[${finding.rule}]${source === '' ? '' : ` ${source}`}`)}`,
  ];
}

/** Place, severity and message of a finding, in one line. */
export function headline(finding: Finding, { language, palette }: TextOptions, words: Wording): string {
  const place = finding.location === null ? escapeControl(finding.cluster ?? '') : placeOf(finding.location);
  const severity = palette.severity[finding.severity](`${words.severity[finding.severity]}:`);
  return `${place === '' ? '' : `${palette.path(place)}: `}${severity} ${escapeControl(finding.message[language])}`;
}

/** A labelled line below a finding. */
export const note = (label: string, text: string, palette: Palette) =>
  `  ${palette.label(`${label}:`)} ${text}`;

/** `file:line:column`, escaped. */
export const placeOf = ({ file, line, column }: Location) => `${escapeControl(file)}:${line}:${column}`;

export const clusterName = (cluster: ClusterResult, words: Wording) =>
  escapeControl(cluster.name ?? words.looseFiles);

function verdictLine(
  judged: Pick<RunResult, 'verdict' | 'notChecked'>,
  findings: readonly Finding[],
  { palette }: TextOptions,
  words: Wording,
): readonly string[] {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = words.counts(count('error'), count('warning'), count('info'));
  const partly = judged.notChecked.length > 0 && judged.verdict.startsWith('go');
  return [words.verdictLine(palette.verdict[judged.verdict](words.verdict[judged.verdict]), counts, partly)];
}

/** Each rule of a cluster once, by its status. */
function coverage(cluster: ClusterResult): Coverage {
  const counts: Record<Status, number> = { passed: 0, failed: 0, 'not-applicable': 0, 'not-checked': 0 };
  for (const status of cluster.statuses.values()) counts[status]++;
  return {
    rules: cluster.statuses.size,
    passed: counts.passed,
    failed: counts.failed,
    notApplicable: counts['not-applicable'],
    notChecked: counts['not-checked'],
  };
}

function* framedText(result: RunResult): Generator<string> {
  const place = (location: FramedLocation | null) => location?.excerpt ?? [];
  for (const finding of result.findings) yield* place(finding.location);
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

import type { Cause, Diagnosis, FixStep, Request } from '../engine/diagnosis.js';
import type { RunResult } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { listed } from '../message/listed.js';
import { escapeControl } from '../text/escape.js';
import { type DiagnosisWords, diagnosisWords } from './diagnosis-words.js';
import { codeFrame } from './frame.js';
import { otherFindings } from './other-findings.js';
import type { Paint } from './palette.js';
import { closingLines, clusterName, headline, note, placeOf, type TextOptions, textReport } from './text.js';
import { type Measure, measureFor } from './width.js';
import { type Wording, wording } from './wording.js';
import { wrap } from './wrap.js';

/** Places of one cause that are shown with their lines; of the others only where they are. */
const FRAMES = 3;
/** Findings behind the causes that are listed; the rest is counted. */
const MOST_OTHERS = 20;

/** A diagnosis for people: causes first, then what to ask for, then what the checks gave in short. */
export async function* diagnosisText(diagnosis: Diagnosis, options: TextOptions): AsyncGenerator<string> {
  const { result, causes, ask, hints, understood } = diagnosis;
  if (options.quiet !== null) {
    yield* textReport(result, options);
    return;
  }
  const { language, palette } = options;
  const words = diagnosisWords[language];
  const common = wording[language];
  const measure = await measureFor(shownTexts(diagnosis, language));
  const flow = flowIn(options.width, measure);
  const others = otherFindings(diagnosis);
  yield section(
    palette.heading(words.understood),
    understood.flatMap((each) => flow('  ', escapeControl(each[language]))),
  );
  yield lines([palette.heading(words.causes)]);
  if (causes.length === 0) yield lines(flow('  ', words.noCause(result)));
  for (const cause of causes) yield lines(['', ...causeLines(cause, options, words, common, measure)]);
  yield '\n';
  yield section(
    palette.heading(words.hints),
    hints.flatMap((hint) => flow('  - ', hintText(hint, options, common))),
  );
  yield section(
    palette.heading(words.ask),
    ask.flatMap((each, place) => requestLines(each, place + 1, options, words, flow)),
  );
  yield section(palette.heading(words.others(others.length)), shortLines(others, options, common));
  for (const cluster of result.clusters) {
    yield lines([
      palette.heading(clusterName(cluster, common)),
      ...closingLines(cluster, options, common),
      '',
    ]);
  }
  const { errors, warnings, infos } = result.summary;
  yield lines([common.summary(result.summary, common.counts(errors, warnings, infos))]);
}

function causeLines(
  cause: Cause,
  options: TextOptions,
  words: DiagnosisWords,
  common: Wording,
  measure: Measure,
): readonly string[] {
  const { language, palette, width } = options;
  const style = { width, measure, mark: palette.severity[cause.severity], gutter: palette.dim };
  const flow = flowIn(width, measure);
  const told = (label: string, text: string) => flow(`  ${label}: `, text, palette.label);
  const [first, ...evidence] = cause.evidence;
  const source = common.source(cause.reference, cause.grade);
  const place = first?.location == null ? [] : [`  ${palette.path(placeOf(first.location))}`];
  return [
    ...flow(`${cause.rank}. `, escapeControl(cause.sentence[language]), style.mark),
    ...place,
    ...(first?.location == null ? [] : codeFrame(first.location, style)),
    ...told(words.because, escapeControl(cause.because[language])),
    ...evidence.flatMap(({ message, location }, at) => [
      ...told(
        words.evidence,
        `${escapeControl(message[language])}${location === null ? '' : `: ${placeOf(location)}`}`,
      ),
      ...(location === null || at >= FRAMES - 1 ? [] : codeFrame(location, style)),
    ]),
    ...(cause.consequences.length === 0
      ? []
      : [note(words.explains, listed(cause.consequences)[language], palette)]),
    note(words.confirm, escapeControl(cause.confirm), palette),
    ...fixLines(cause.fix, options, words, flow),
    `  ${palette.dim(`[${cause.rule}]${source === '' ? '' : ` ${source}`}`)}`,
  ];
}

/** Steps in their order under the nodes they are done on. */
function fixLines(
  steps: readonly FixStep[],
  { language, palette }: TextOptions,
  words: DiagnosisWords,
  flow: Flow,
): readonly string[] {
  const [only] = steps;
  if (steps.length === 1 && only !== undefined && only.command === null && only.undo === null) {
    return flow(
      `  ${words.fix}: `,
      `${nodePrefix(only)}${escapeControl(only.effect[language])}`,
      palette.label,
    );
  }
  let node: string | null | undefined;
  return steps.flatMap((step, place) => {
    const label = place === 0 ? [`  ${palette.label(`${words.fix}:`)}`] : [];
    const head =
      step.node === node
        ? []
        : [`    ${step.node === null ? words.anywhere : words.onNode(escapeControl(step.node))}:`];
    node = step.node;
    return [
      ...label,
      ...head,
      ...flow(`      ${place + 1}. `, escapeControl(step.effect[language])),
      // Nothing stands before or behind a command in its line, so that a line can be copied whole.
      ...(step.command === null ? [] : [`         ${escapeControl(step.command)}`]),
      ...(step.undo === null ? [] : [`         ${words.undo}: ${escapeControl(step.undo[language])}`]),
    ];
  });
}

const nodePrefix = ({ node }: FixStep) => (node === null ? '' : `${escapeControl(node)}: `);

function requestLines(
  { node, command, saveAs, why }: Request,
  number: number,
  { language }: TextOptions,
  words: DiagnosisWords,
  flow: Flow,
): readonly string[] {
  const where = node === null ? '' : `${escapeControl(node)}: `;
  return [
    ...flow(`  ${number}. `, `${where}${escapeControl(why[language])}${words.saveAs(escapeControl(saveAs))}`),
    `     ${escapeControl(command)}`,
  ];
}

function hintText(
  { sentence, reference }: Diagnosis['hints'][number],
  { language }: TextOptions,
  common: Wording,
): string {
  const source = reference === null ? '' : ` [${common.source(reference, 'manual')}]`;
  return `${escapeControl(sentence[language])}${source}`;
}

/** Sets prose behind a head, further lines under where it began; commands and places are never parted. */
type Flow = (head: string, text: string, paint?: Paint) => readonly string[];

const NARROWEST = 30;

const flowIn =
  (width: number, measure: Measure): Flow =>
  (head, text, paint = (plain) => plain) => {
    const indent = measure.columns(head);
    const [first = '', ...rest] = wrap(text, Math.max(NARROWEST, width - indent), measure).split('\n');
    // Blanks before and behind the words of a head are not coloured.
    const painted = head.replace(/\S(?:.*\S)?/, (shown) => paint(shown));
    return [`${painted}${first}`, ...rest.map((line) => `${' '.repeat(indent)}${line}`)];
  };

function shortLines(
  findings: RunResult['findings'],
  options: TextOptions,
  common: Wording,
): readonly string[] {
  const shown = findings
    .slice(0, MOST_OTHERS)
    .map((finding) => `  ${headline(finding, options, common)} [${finding.rule}]`);
  const more = findings.length - shown.length;
  return more > 0 ? [...shown, `  ${common.notShown(more)}`] : shown;
}

/** Everything whose columns count. */
function* shownTexts({ causes, hints, understood, ask }: Diagnosis, language: Language): Generator<string> {
  for (const { node, why, saveAs } of ask) yield (node ?? '') + why[language] + saveAs;
  for (const each of understood) yield each[language];
  for (const { sentence } of hints) yield sentence[language];
  for (const { sentence, because, evidence, fix } of causes) {
    yield sentence[language];
    yield because[language];
    for (const { effect } of fix) yield effect[language];
    for (const { message, location } of evidence) {
      yield message[language];
      yield* location?.excerpt ?? [];
    }
  }
}

const lines = (texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

/** Nothing at all where there is nothing to say. */
const section = (title: string, texts: readonly string[]): string =>
  texts.length === 0 ? '' : lines([title, ...texts, '']);

import type { Cause, Diagnosis, EvidencePlace, FixStep, Request } from '../engine/diagnosis.js';
import { textUnder } from '../engine/place.js';
import type { Finding } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { type DiagnosisWords, diagnosisWords } from './diagnosis-words.js';
import { placeOf, uncheckedPart } from './markdown.js';
import { bounded, code, command, MARK, prose } from './markdown-text.js';
import { otherFindings } from './other-findings.js';
import { problemsBeyondFindings } from './problems.js';
import { type Wording, wording } from './wording.js';

/** GitHub takes 65,536 characters in a comment; the parts below stay under that together. */
const CAUSES_SIZE = 32_000;
const ASK_SIZE = 8_000;
const OTHERS_SIZE = 8_000;
/** Places of one cause that are listed. */
const PLACES = 8;

/** A diagnosis as a comment in a ticket: the causes in their order, what to do about each, and what to ask for. */
export function* diagnosisMarkdown(
  diagnosis: Diagnosis,
  { language }: { readonly language: Language },
): Generator<string> {
  const { result, causes, understood, hints, ask } = diagnosis;
  const page = new Page(language);
  const { words, common } = page;
  yield `${MARK}\n## cjclint: ${common.verdict[result.verdict]}\n\n`;
  const problems = problemsBeyondFindings(result).map((problem) => problem[language]);
  yield* list(
    [...problems, ...result.internalErrors].map((problem) => `- ${code(problem)}\n`),
    ASK_SIZE,
    common,
  );
  if (understood.length > 0) yield `${words.understood}:\n\n`;
  yield* list(
    understood.map((each) => `- ${prose(each[language])}\n`),
    ASK_SIZE,
    common,
  );
  yield `### ${words.causes}\n\n`;
  if (causes.length === 0) yield `${words.noCause(result)}\n\n`;
  yield* bounded(
    causes.map((cause) => page.cause(cause)),
    CAUSES_SIZE,
    common.notShown,
  );
  if (hints.length > 0) yield `### ${words.hints}\n\n`;
  yield* list(
    hints.map((hint) => page.hint(hint)),
    ASK_SIZE,
    common,
  );
  if (ask.length > 0) yield `### ${words.ask}\n\n`;
  yield* list(
    ask.map((request, at) => page.request(request, at + 1)),
    ASK_SIZE,
    common,
  );
  const others = otherFindings(diagnosis);
  if (others.length > 0) yield `### ${words.others(others.length)}\n\n`;
  yield* list(
    others.map((finding) => page.finding(finding)),
    OTHERS_SIZE,
    common,
  );
  yield* uncheckedPart(result, language);
  yield `${common.coverage(result.coverage, result.suppressed.length)}\n`;
}

/** Items and the blank line behind them; nothing where there are none. */
function* list(items: readonly string[], size: number, common: Wording): Generator<string> {
  yield* bounded(items, size, common.notShown);
  if (items.length > 0) yield '\n';
}

class Page {
  readonly words: DiagnosisWords;
  readonly common: Wording;
  readonly #language: Language;

  constructor(language: Language) {
    this.words = diagnosisWords[language];
    this.common = wording[language];
    this.#language = language;
  }

  cause(cause: Cause): string {
    const { words, common } = this;
    const source = common.source(cause.reference, cause.grade);
    const places = cause.evidence.slice(0, PLACES);
    const more = cause.evidence.length - places.length;
    return [
      `#### ${cause.rank}. ${prose(cause.sentence[this.#language])}\n\n`,
      `**${common.severity[cause.severity]}** [${cause.rule}]${source === '' ? '' : ` ${source}`}\n\n`,
      `- ${words.because}: ${prose(cause.because[this.#language])}\n`,
      ...places.map((place) => `- ${words.evidence}: ${this.#evidence(place, cause)}\n`),
      ...(more > 0 ? [`- ${words.evidence}: ${common.morePlaces(more)}\n`] : []),
      ...(cause.consequences.length === 0
        ? []
        : [`- ${words.explains}: ${cause.consequences.map((rule) => code(rule)).join(' ')}\n`]),
      `- ${words.confirm}: ${command(cause.confirm)}\n`,
      ...this.#fix(cause.fix),
      '\n',
    ].join('');
  }

  /** What the cause's sentence says is not said again beside a place. */
  #evidence({ message, location }: EvidencePlace, { sentence }: Cause): string {
    const said = prose(message[this.#language]);
    if (location === null) return said;
    const text = textUnder(location);
    const place = `${code(placeOf(location))}${text === '' ? '' : ` → ${code(text)}`}`;
    return message.en === sentence.en ? place : `${said}: ${place}`;
  }

  #fix(steps: readonly FixStep[]): string[] {
    const { words } = this;
    return steps.flatMap((step, at) => [
      ...(at === 0 ? [`- ${words.fix}:\n`] : []),
      `  ${at + 1}. ${step.node === null ? '' : `${words.onNode(code(step.node))}: `}${prose(step.effect[this.#language])}\n`,
      ...(step.command === null ? [] : [`     - ${command(step.command)}\n`]),
      ...(step.undo === null ? [] : [`     - ${words.undo}: ${command(step.undo[this.#language])}\n`]),
    ]);
  }

  hint({ sentence, reference }: Diagnosis['hints'][number]): string {
    const source = reference === null ? '' : ` [${this.common.source(reference, 'manual')}]`;
    return `- ${prose(sentence[this.#language])}${source}\n`;
  }

  request({ node, command: asked, saveAs, why }: Request, number: number): string {
    const where = node === null ? '' : `${code(node)}: `;
    return `${number}. ${where}${prose(why[this.#language])}${this.words.saveAs(code(saveAs))}\n   - ${command(asked)}\n`;
  }

  finding({ severity, location, message, rule }: Finding): string {
    const at = location === null ? '' : `${code(placeOf(location))} `;
    return `- **${this.common.severity[severity]}** ${at}${prose(message[this.#language])} [${rule}]\n`;
  }
}

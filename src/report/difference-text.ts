import type { Change, ComparedValue, Difference } from '../engine/difference.js';
import type { Finding } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import {
  countOf,
  type DifferenceWords,
  differenceWords,
  expectedByReason,
  partsOf,
  titleOf,
} from './difference-words.js';
import type { Paint, Palette } from './palette.js';
import { type Measure, measureFor } from './width.js';
import { wording } from './wording.js';
import { wrap } from './wrap.js';

export interface DifferenceTextOptions {
  readonly language: Language;
  /** Columns that prose may take; fewer than 40 count as 40. */
  readonly width: number;
  readonly palette: Palette;
}

const NARROWEST = 40;
/** Of what rightly differs between two nodes, so many are named. */
const MOST_EXPECTED = 8;
/** Prose in a part is indented by so much from its second line on. */
const HANGING = 6;

/** A comparison for people: what breaks something first, each change with its two values and what came of it. */
export async function* differenceText(
  difference: Difference,
  options: DifferenceTextOptions,
): AsyncGenerator<string> {
  const measure = await measureFor(textsOf(difference, options.language));
  yield* new Page(difference, options, measure).lines();
}

class Page {
  readonly #difference: Difference;
  readonly #options: DifferenceTextOptions;
  readonly #measure: Measure;
  readonly #words: DifferenceWords;
  /** What stands before the two values of a change. */
  readonly #signs: readonly [string, string];

  constructor(difference: Difference, options: DifferenceTextOptions, measure: Measure) {
    this.#difference = difference;
    this.#options = options;
    this.#measure = measure;
    this.#words = differenceWords(difference, options.language);
    const { nodes } = difference;
    const names = nodes === null ? [] : [nodes.before, nodes.after].map(escapeControl);
    const widest = Math.max(0, ...names.map((name) => measure.columns(name)));
    const [a, b] = names.map((name) => `  ${name}:${' '.repeat(widest - measure.columns(name))}`);
    this.#signs = [a ?? '-', b ?? '+'];
  }

  *lines(): Generator<string> {
    const { unexplained, oneSided, notCompared, expected, alike, compared, changes } = this.#difference;
    const { palette, language } = this.#options;
    const words = this.#words;
    yield this.#prose('', titleOf(this.#difference, words), palette.heading);
    if (this.#difference.swapped) yield `\n${this.#prose('', words.swapped)}`;
    if (changes.length === 0)
      yield `\n${this.#prose('', compared.length === 0 ? words.nothing : words.none)}`;
    for (const part of partsOf(this.#difference, words)) {
      yield this.#heading(part.title);
      for (const change of part.changes) yield this.#change(change);
    }
    yield* this.#section(words.unexplained, [
      ...this.#findings(unexplained.breaks, words.breaks),
      ...this.#findings(unexplained.mends, words.mends),
    ]);
    yield* this.#section(words.onlyAfter, this.#findings(oneSided.after, null));
    yield* this.#section(words.onlyBefore, this.#findings(oneSided.before, null));
    yield* this.#section(
      words.expected(expected.length),
      expectedByReason(this.#difference, words, { language, most: MOST_EXPECTED }).map(({ title, names }) =>
        this.#prose('  ', `${title}: ${names.join(language === 'ja' ? '、' : ', ')}`, undefined, HANGING),
      ),
    );
    yield* this.#section(
      words.notCompared,
      notCompared.map((each) => this.#prose('  ', each[language])),
    );
    if (alike > 0) yield `\n${this.#prose('', words.alike(alike))}`;
    const counts = [countOf(this.#difference, 'breaks'), countOf(this.#difference, 'mends')] as const;
    yield `\n${words.summary(changes.length, ...counts)}\n`;
  }

  #heading(title: string): string {
    return `\n${this.#prose('', `${title}:`, this.#options.palette.label)}`;
  }

  /** Nothing at all where there is nothing to say. */
  *#section(title: string, texts: readonly string[]): Generator<string> {
    if (texts.length === 0) return;
    yield this.#heading(title);
    yield* texts;
  }

  /** Text behind a head of ASCII; further lines begin under the head's end, or where `hanging` says. */
  #prose(head: string, text: string, paint: Paint = (plain) => plain, hanging = head.length): string {
    const columns = Math.max(NARROWEST, this.#options.width) - hanging;
    // The first line has less room where its head is longer than what the others are indented by.
    const lead = 'x'.repeat(Math.max(0, head.length - hanging));
    const [first = '', ...rest] = wrap(`${lead}${escapeControl(text)}`, columns, this.#measure).split('\n');
    return [
      `${head}${paint(first.slice(lead.length))}\n`,
      ...rest.map((line) => `${' '.repeat(hanging)}${paint(line)}\n`),
    ].join('');
  }

  #change(change: Change): string {
    const { language } = this.#options;
    const when = change.changedAt === null ? '' : ` [${this.#words.changedAt(change.changedAt)}]`;
    const [older, newer] = this.#signs;
    return [
      '\n',
      this.#prose('  ', `${change.what[language]}${when}`, undefined, HANGING),
      this.#side(older, change.before),
      this.#side(newer, change.after),
      ...this.#findings(change.breaks, this.#words.breaks),
      ...this.#findings(change.mends, this.#words.mends),
    ].join('');
  }

  #side(sign: string, value: ComparedValue | null): string {
    const { palette, language } = this.#options;
    const said = (word: string) => palette.dim(language === 'ja' ? `（${word}）` : `(${word})`);
    if (value === null) return `  ${sign} ${said(this.#words.absent)}\n`;
    const shown = value.text[language];
    const text = shown === '' ? said(this.#words.present) : escapeControl(shown);
    if (value.location === null) return `  ${sign} ${text}\n`;
    const { file, line, column } = value.location;
    return `  ${sign} ${text}  ${palette.dim(`${escapeControl(file)}:${line}:${column}`)}\n`;
  }

  #findings(findings: readonly Finding[], label: string | null): string[] {
    const { language, palette } = this.#options;
    return findings.map(({ severity, message, rule }) => {
      const grade = `${wording[language].severity[severity]}:`;
      const said = this.#prose(
        '    ',
        `${label === null ? '' : `${label}: `}${grade} ${message[language]} [${rule}]`,
        undefined,
        HANGING,
      );
      const painted = palette.severity[severity](grade);
      return label === null
        ? said.replace(grade, painted)
        : said.replace(`${label}: ${grade}`, `${palette.label(`${label}:`)} ${painted}`);
    });
  }
}

/** Everything whose columns count. */
function* textsOf(
  { changes, unexplained, oneSided, notCompared, expected, nodes }: Difference,
  language: Language,
) {
  for (const { message } of [unexplained.breaks, unexplained.mends, oneSided.before, oneSided.after].flat())
    yield message[language];
  for (const { breaks, mends } of changes)
    for (const { message } of [...breaks, ...mends]) yield message[language];
  for (const { what } of expected) yield what[language];
  for (const each of notCompared) yield each[language];
  if (nodes !== null) yield nodes.before + nodes.after;
}

import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { Ajv2020 } from 'ajv/dist/2020.js';
import reportSchema from '../../schemas/report.schema.json' with { type: 'json' };
import { catalogue } from '../../src/cli/rules/catalogue.js';
import type { RunResult, Severity } from '../../src/engine/result.js';
import type { Language } from '../../src/message/language.js';
import { type FormatName, formats } from '../../src/report/formats.js';
import { plain } from '../../src/report/palette.js';
import { gitlabProblems } from './gitlab-shape.js';
import { junitProblems } from './junit-schema.js';
import { sarifProblems } from './sarif-schema.js';

const tool = { name: 'cjclint', version: '0.1.0' };
const validReport = new Ajv2020({ allErrors: true, strict: false }).compile(reportSchema);

/** A result as a format shows it. */
export async function page(
  format: FormatName,
  result: RunResult,
  language: Language = 'en',
): Promise<string> {
  let text = '';
  const options = { tool, language, rules: catalogue, checkout: '', width: 120, palette: plain, quiet: null };
  for await (const piece of formats[format](result, options)) text += piece;
  return text;
}

/** The elements of a name in an XML page. */
export function elements(xml: string, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const walk = (element: XmlElement) => {
    if (element.name === name) found.push(element);
    for (const child of element.children) if (child instanceof XmlElement) walk(child);
  };
  const { root } = parseXml(xml);
  if (root !== null) walk(root);
  return found;
}

type Counts = Readonly<Record<Severity, number>>;

/** Counts things by the word that a format has for each severity. */
function counted<T>(all: readonly T[], is: (each: T, word: string) => boolean, words: SeverityWords): Counts {
  const of = (word: string) => all.filter((each) => is(each, word)).length;
  return { error: of(words[0]), warning: of(words[1]), info: of(words[2]) };
}
type SeverityWords = readonly [string, string, string];

interface SarifResult {
  readonly level: string;
  readonly suppressions?: unknown;
}

type Pages = Readonly<Record<FormatName, string>>;

/** How many findings of each severity a reader of each format sees. */
function countsIn(pages: Pages): Readonly<Partial<Record<FormatName, Counts>>> {
  const json: { findings: { severity: string }[] } = JSON.parse(pages.json);
  const sarif: { runs: [{ results: SarifResult[] }] } = JSON.parse(pages.sarif);
  const open = sarif.runs[0].results.filter(({ suppressions }) => suppressions === undefined);
  const gitlab: { severity: string }[] = JSON.parse(pages.gitlab);
  const startsWith = (line: string, head: string) => line.startsWith(head);
  const text = pages.text.split('\n');
  const last = text.findLast((line) => line !== '') ?? '';
  const total = (word: string) => Number(new RegExp(`(\\d+) ${word}s?(?:,|$)`).exec(last)?.[1] ?? 'NaN');
  return {
    text: { error: total('error'), warning: total('warning'), info: total('info') },
    json: counted(json.findings, (each, word) => each.severity === word, ['error', 'warning', 'info']),
    sarif: counted(open, (each, word) => each.level === word, ['error', 'warning', 'note']),
    junit: counted(elements(pages.junit, 'failure'), (each, word) => each.attributes.type === word, [
      'error',
      'warning',
      'info',
    ]),
    github: counted(pages.github.split('\n'), startsWith, ['::error ', '::warning ', '::notice ']),
    gitlab: counted(gitlab, (each, word) => each.severity === word, ['critical', 'minor', 'info']),
    markdown: counted(pages.markdown.split('\n'), startsWith, [
      '- **error** ',
      '- **warning** ',
      '- **info** ',
    ]),
    html: counted(
      [...pages.html.matchAll(/<article class="finding (\w+)"/g)].map(([, word]) => word),
      (each, word) => each === word,
      ['error', 'warning', 'info'],
    ),
  };
}

async function pagesOf(result: RunResult, language: Language): Promise<Pages> {
  const of = (format: FormatName) => page(format, result, language);
  return {
    text: await of('text'),
    json: await of('json'),
    sarif: await of('sarif'),
    junit: await of('junit'),
    github: await of('github'),
    gitlab: await of('gitlab'),
    markdown: await of('markdown'),
    html: await of('html'),
  };
}

/** What of the pages that programs read is not as their schemas and documentation ask. */
function shapeProblems(pages: Pages): readonly string[] {
  validReport(JSON.parse(pages.json));
  return [
    ...(validReport.errors ?? []).map(({ instancePath, message }) => `json ${instancePath} ${message}`),
    ...sarifProblems(JSON.parse(pages.sarif)).map((each) => `sarif ${each}`),
    ...junitProblems(pages.junit).map((each) => `junit ${each}`),
    ...gitlabProblems(JSON.parse(pages.gitlab)).map((each) => `gitlab ${each}`),
  ];
}

/** Which formats do not show as many findings, by severity, as the result has. */
function countProblems({ summary, notChecked }: RunResult, pages: Pages): readonly string[] {
  const { errors, warnings, infos } = summary;
  const expected = JSON.stringify({ error: errors, warning: warnings, info: infos });
  const counts = Object.entries(countsIn(pages)).map(([format, each]) => [format, JSON.stringify(each)]);
  const sarif: { runs: [{ invocations: [{ toolExecutionNotifications: { level: string }[] }] }] } =
    JSON.parse(pages.sarif);
  const [{ toolExecutionNotifications }] = sarif.runs[0].invocations;
  const open = toolExecutionNotifications.filter(({ level }) => level === 'note').length;
  return [
    ...counts
      .filter(([, each]) => each !== expected)
      .map(([format, each]) => `${format}: ${each} for ${expected}`),
    ...(open === notChecked.length ? [] : [`sarif: ${open} not checked for ${notChecked.length}`]),
  ];
}

/** What is wrong with the pages of a result: their shape, and findings that one format shows and another does not. */
export async function formatProblems(result: RunResult, language: Language): Promise<readonly string[]> {
  const pages = await pagesOf(result, language);
  return [...shapeProblems(pages), ...(language === 'en' ? countProblems(result, pages) : [])];
}

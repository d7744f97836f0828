import type { Finding, RunResult, Severity } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { fromCheckout } from './checkout.js';
import { wording } from './wording.js';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<
  Severity,
  string
>;

/**
 * The findings of a run as GitHub Actions' workflow commands, one annotation a finding; then, as plain lines of the log,
 * what was not checked and the verdict.
 */
export function* githubReport(
  result: RunResult,
  { language, checkout }: { readonly language: Language; readonly checkout: string },
): Generator<string> {
  for (const finding of result.findings) yield annotation(finding, language, checkout);
  yield* closingLines(result, language);
}

function annotation(finding: Finding, language: Language, checkout: string): string {
  const { location, help, message } = finding;
  const properties: [string, string | number][] = [];
  if (location !== null) {
    const { file, line, column, endLine, endColumn } = location;
    properties.push(
      ['file', escapeControl(fromCheckout(checkout, file))],
      ['line', line],
      ['endLine', endLine],
    );
    // Columns are taken only where a place lies on one line.
    if (line === endLine) properties.push(['col', column], ['endColumn', endColumn]);
  }
  properties.push(['title', finding.rule]);
  const written = properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',');
  const text = [
    escapeControl(message[language]),
    ...(help[language] === '' ? [] : [`${wording[language].fix}: ${escapeControl(help[language])}`]),
  ].join('\n');
  return `::${commands[finding.severity]} ${written}::${content(text)}\n`;
}

function* closingLines(result: RunResult, language: Language): Generator<string> {
  const words = wording[language];
  const { errors, warnings, infos } = result.summary;
  const partly = result.notChecked.length > 0 && result.verdict.startsWith('go');
  yield `${words.coverage(result.coverage, result.suppressed.length)}\n`;
  yield `${words.verdictLine(words.verdict[result.verdict], words.counts(errors, warnings, infos), partly)}\n`;
}

/** What the runner decodes again in a message: the percent sign and line ends. */
const content = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** In a property colon and comma too, for they end it. */
const property = (text: string): string => content(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

import type { RunResult, Severity } from '../engine/result.js';
import type { Language } from '../message/language.js';
import { githubReport } from './github.js';
import { gitlabReport } from './gitlab.js';
import { htmlReport } from './html-report.js';
import { jsonReport, type Tool } from './json.js';
import { junitReport } from './junit.js';
import { markdownReport } from './markdown.js';
import type { Palette } from './palette.js';
import type { ReportedRule } from './reported-rule.js';
import { sarifReport } from './sarif.js';
import { textReport } from './text.js';

export interface ReportOptions {
  readonly tool: Tool;
  readonly language: Language;
  /** All rules there are, for formats that carry their texts. */
  readonly rules: readonly ReportedRule[];
  /** Where paths start from, in the checkout of a CI job: for formats that a forge reads (`fromCheckout`). */
  readonly checkout: string;
  /** Columns that code frames may take. */
  readonly width: number;
  readonly palette: Palette;
  /** Null for the whole report; else one line a finding from this severity on. Only for people: JSON is always whole. */
  readonly quiet: Severity | null;
}

/** Turns a result into a page, piece by piece. */
export type Format = (result: RunResult, options: ReportOptions) => Iterable<string> | AsyncIterable<string>;

/** Every format there is, by the name `--format` takes. */
export const formats = {
  text: textReport,
  json: (result, { tool, language }) => jsonReport(result, tool, language),
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
  gitlab: gitlabReport,
  markdown: markdownReport,
  html: (result, options) => htmlReport({ result }, options),
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

export const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name);

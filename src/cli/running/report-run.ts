import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../../engine/result.js';
import { type FormatName, formats, type ReportOptions } from '../../report/formats.js';
import { coloured, plain } from '../../report/palette.js';
import { problemsBeyondFindings } from '../../report/problems.js';
import { type Context, complain } from '../context.js';
import { exit, exitCodeOf, worseExit } from '../exit-code.js';
import { writeProblem } from '../fixing/write-problem.js';
import { writeAll } from '../io.js';
import { type CheckingOptions, type Output, quietFrom } from '../options/checking-options.js';
import { tool } from '../version.js';
import { inWorkflow, piecesWithoutCommands } from '../workflow-log.js';
import { folderInCheckout } from './checkout.js';

/** The width of code frames in files and pipes: wide enough for most lines, still readable in a CI log. */
const WIDTH_WITHOUT_TERMINAL = 120;

/** What of a command's options says how its reports look. */
export type WritingOptions = Pick<CheckingOptions, 'color' | 'quiet' | 'failOn'> & {
  /** Under other names no path leads to a file of a checkout. */
  readonly redact?: boolean;
};

/** What a command writes in a format. */
export type Page = (format: FormatName, options: ReportOptions) => Iterable<string> | AsyncIterable<string>;

/**
 * Writes the reports of a run and says on stderr what went wrong.
 * @param page what is written in each format; left out, the format's own report of the run
 * @returns the exit code (report.md §2)
 */
export async function reportRun(
  result: RunResult,
  outputs: readonly Output[],
  options: CheckingOptions & WritingOptions,
  context: Context,
  page: Page = (format, shown) => formats[format](result, shown),
): Promise<number> {
  const written = await writeReports(page, outputs, options, context);
  for (const problem of problemsBeyondFindings(result)) complain(context, problem);
  for (const problem of result.internalErrors) {
    complain(context, { en: `internal error: ${problem}`, ja: `内部エラー: ${problem}` });
  }
  const code = exitCodeOf(result, options.failOn);
  return written ? code : worseExit(code, exit.usage);
}

/** @returns false when a file could not be written; the other reports still are. */
export async function writeReports(
  page: Page,
  outputs: readonly Output[],
  options: WritingOptions,
  context: Context,
): Promise<boolean> {
  const { io, language } = context;
  const { catalogue } = await import('../rules/catalogue.js');
  const checkout = options.redact === true ? '' : folderInCheckout(io);
  const common = { tool, language, rules: catalogue, checkout, quiet: quietFrom(options) };
  let written = true;
  for (const { format, file } of outputs) {
    if (file === null) {
      const colour = wantsColour(options, context);
      const shown: ReportOptions = {
        ...common,
        width: io.terminal?.columns ?? WIDTH_WITHOUT_TERMINAL,
        palette: colour ? coloured() : plain,
      };
      const pieces = page(format, shown);
      // Of the other formats, each knows its own reader.
      const isProse = format === 'text' || format === 'markdown';
      await writeAll(isProse && inWorkflow(io) ? piecesWithoutCommands(pieces) : pieces, io.out);
    } else {
      const filed: ReportOptions = { ...common, width: WIDTH_WITHOUT_TERMINAL, palette: plain };
      written = (await writeFile(file, page(format, filed), context)) && written;
    }
  }
  return written;
}

async function writeFile(
  file: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  context: Context,
): Promise<boolean> {
  try {
    const descriptor = openSync(path.resolve(context.io.cwd, file), 'w');
    try {
      await writeAll(pieces, (text) => writeFileSync(descriptor, text));
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch (error) {
    complain(context, writeProblem(file, error));
    return false;
  }
}

function wantsColour(options: WritingOptions, { io }: Context): boolean {
  if (options.color !== 'auto') return options.color === 'always';
  return io.terminal !== null && (io.env.NO_COLOR ?? '') === '' && io.env.TERM !== 'dumb';
}

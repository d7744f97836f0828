import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../engine/result.js';
import { type FormatName, formats, type ReportOptions } from '../report/formats.js';
import { coloured, plain } from '../report/palette.js';
import { problemsBeyondFindings } from '../report/problems.js';
import { type CheckingOptions, type Output, quietFrom } from './checking-options.js';
import { type Context, complain } from './context.js';
import { exit, exitCodeOf, worseExit } from './exit-code.js';
import { writeAll } from './io.js';
import { tool } from './version.js';
import { writeProblem } from './write-problem.js';

/** The width of code frames in files and pipes: wide enough for most lines, still readable in a CI log. */
const WIDTH_WITHOUT_TERMINAL = 120;

/** What a command adds behind a report of a format. */
export type Behind = (format: FormatName, options: ReportOptions) => Iterable<string>;

const nothingBehind: Behind = () => [];

/** Writes the reports of a run and says on stderr what went wrong. @returns the exit code (report.md §2) */
export async function reportRun(
  result: RunResult,
  outputs: readonly Output[],
  options: CheckingOptions,
  context: Context,
  behind: Behind = nothingBehind,
): Promise<number> {
  const written = await writeReports(result, outputs, options, context, behind);
  for (const problem of problemsBeyondFindings(result)) complain(context, problem);
  for (const problem of result.internalErrors) {
    complain(context, { en: `internal error: ${problem}`, ja: `内部エラー: ${problem}` });
  }
  const code = exitCodeOf(result, options.failOn);
  return written ? code : worseExit(code, exit.usage);
}

/** @returns false when a file could not be written; the other reports still are. */
async function writeReports(
  result: RunResult,
  outputs: readonly Output[],
  options: CheckingOptions,
  context: Context,
  behind: Behind,
): Promise<boolean> {
  const { io, language } = context;
  const { catalogue } = await import('./catalogue.js');
  const common = { tool, language, rules: catalogue, quiet: quietFrom(options) };
  let written = true;
  for (const { format, file } of outputs) {
    if (file === null) {
      const colour = wantsColour(options, context);
      const shown: ReportOptions = {
        ...common,
        width: io.terminal?.columns ?? WIDTH_WITHOUT_TERMINAL,
        palette: colour ? coloured() : plain,
      };
      await writeAll(page(result, format, shown, behind), io.out);
    } else {
      const filed: ReportOptions = { ...common, width: WIDTH_WITHOUT_TERMINAL, palette: plain };
      written = (await writeFile(file, page(result, format, filed, behind), context)) && written;
    }
  }
  return written;
}

async function* page(result: RunResult, format: FormatName, options: ReportOptions, behind: Behind) {
  yield* formats[format](result, options);
  yield* behind(format, options);
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

function wantsColour(options: CheckingOptions, { io }: Context): boolean {
  if (options.color !== 'auto') return options.color === 'always';
  return io.terminal !== null && (io.env.NO_COLOR ?? '') === '' && io.env.TERM !== 'dumb';
}

import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { RunResult } from '../engine/result.js';
import { formats, type ReportOptions } from '../report/formats.js';
import { coloured, plain } from '../report/palette.js';
import {
  type CheckingOptions,
  declareCheckingOptions,
  type Output,
  outputsOf,
  quietFrom,
} from './checking-options.js';
import { type Context, complain } from './context.js';
import { exit, exitCodeOf, worseExit } from './exit-code.js';
import { writeAll } from './io.js';
import { ruleFilter } from './rule-filter.js';
import { tool } from './version.js';
import { writeProblem } from './write-problem.js';

/** The width of code frames in files and pipes: wide enough for most lines, still readable in a CI log. */
const WIDTH_WITHOUT_TERMINAL = 120;

/** `lint [path…]`: checks every cluster and every known file under the paths. */
export function declareLint(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  const command = program
    .command('lint')
    .description(
      say(
        'check clusters described by cjclint.yaml, and known config files; offline',
        'cjclint.yaml で記述されたクラスタと既知の設定ファイルをオフラインで検査する',
      ),
    )
    .argument('[path...]', say('files or folders; default: .', 'ファイルまたはフォルダ（省略時は .）'));
  declareCheckingOptions(command, context.language).addHelpText(
    'after',
    say(
      `
Exit codes:
  0  no finding at or above --fail-on
  1  findings at or above --fail-on
  2  wrong usage, unreadable input, invalid manifest, nothing to check
  3  cjclint itself failed
  4  nothing failed, but a rule that must be checked could not be`,
      `
終了コード:
  0  --fail-on 以上の指摘なし
  1  --fail-on 以上の指摘あり
  2  使い方の誤り、読めない入力、不正なマニフェスト、検査対象なし
  3  cjclint 自体の異常
  4  失敗はないが、必須のルールを確認できなかった`,
    ),
  );
  command.action(async (paths: readonly string[]) => {
    context.end(await lint(paths, command.opts<CheckingOptions>(), context));
  });
}

async function lint(paths: readonly string[], options: CheckingOptions, context: Context): Promise<number> {
  const outputs = outputsOf(options);
  const [{ runLint }, { catalogue }] = await Promise.all([import('./run-lint.js'), import('./catalogue.js')]);
  const result = await runLint(paths.length === 0 ? ['.'] : paths, {
    cwd: context.io.cwd,
    select: ruleFilter(
      options.rule,
      options.skip,
      catalogue.map((rule) => rule.id),
    ),
    inlineConfig: options.inlineConfig,
    requireComplete: options.requireComplete,
    allowOutside: options.allowOutside,
  });
  const written = await writeReports(result, outputs, options, context);
  const shown = findingLines(result);
  for (const problem of result.inputProblems) if (!shown.has(problem.en)) complain(context, problem);
  for (const problem of result.internalErrors) {
    complain(context, { en: `internal error: ${problem}`, ja: `内部エラー: ${problem}` });
  }
  const code = exitCodeOf(result, options.failOn);
  return written ? code : worseExit(code, exit.usage);
}

/** Problems of inputs that are findings as well: the report has them, with their text. */
function findingLines({ inputProblems, findings }: RunResult): ReadonlySet<string> {
  if (inputProblems.length === 0) return new Set();
  return new Set(
    findings.flatMap(({ location, message }) =>
      location === null ? [] : `${location.file}:${location.line}:${location.column}: ${message.en}`,
    ),
  );
}

/** @returns false when a file could not be written; the other reports still are. */
async function writeReports(
  result: RunResult,
  outputs: readonly Output[],
  options: CheckingOptions,
  context: Context,
): Promise<boolean> {
  const { io, language } = context;
  const common = { tool, language, quiet: quietFrom(options) };
  let written = true;
  for (const { format, file } of outputs) {
    if (file === null) {
      const colour = wantsColour(options, context);
      const shown: ReportOptions = {
        ...common,
        width: io.terminal?.columns ?? WIDTH_WITHOUT_TERMINAL,
        palette: colour ? coloured() : plain,
      };
      await writeAll(formats[format](result, shown), io.out);
    } else {
      const filed: ReportOptions = { ...common, width: WIDTH_WITHOUT_TERMINAL, palette: plain };
      written = (await writeFile(file, formats[format](result, filed), context)) && written;
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

function wantsColour(options: CheckingOptions, { io }: Context): boolean {
  if (options.color !== 'auto') return options.color === 'always';
  return io.terminal !== null && (io.env.NO_COLOR ?? '') === '' && io.env.TERM !== 'dumb';
}

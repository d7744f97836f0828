import { normalize } from 'node:path';
import { type Command, Option } from 'commander';
import type { Severity } from '../../engine/result.js';
import type { Language } from '../../message/language.js';
import { type FormatName, formats, isFormatName } from '../../report/formats.js';
import { COLOUR_WHEN } from '../arguments.js';
import { FAIL_ON, type FailOn } from '../exit-code.js';
import { notAllowed, quoted, UsageError } from '../usage-error.js';

/** A format and where it goes; null for stdout. */
export interface Output {
  readonly format: FormatName;
  readonly file: string | null;
}

/** The options that all commands with a report share. */
export interface OutputOptions {
  readonly format: readonly FormatName[];
  readonly output: readonly string[];
  readonly color: (typeof COLOUR_WHEN)[number];
}

/** The options that all checking commands share. */
export interface CheckingOptions extends OutputOptions {
  readonly failOn: FailOn;
  readonly quiet: boolean;
  readonly rule: readonly string[];
  readonly skip: readonly string[];
  readonly inlineConfig: boolean;
  readonly requireComplete: boolean;
  readonly allowOutside: boolean;
}

const ALL_FORMATS: readonly FormatName[] = Object.keys(formats).filter(isFormatName);

const list =
  <T>(parse: (value: string) => T) =>
  (value: string, before: readonly T[]) => [...before, parse(value)];
const text = (value: string) => value;

/**
 * Declares where a report goes and how it looks; read them with `command.opts<OutputOptions>()`.
 * @param allowed the formats that the command has a page for
 */
export function declareOutputOptions(
  command: Command,
  language: Language,
  allowed: readonly FormatName[],
): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const inCi = allowed.includes('github');
  return command
    .addOption(
      new Option(
        `--format <${allowed.join('|')}>`,
        inCi
          ? say(
              'format of the report; repeatable. Without it, GitHub Actions gets annotations beside the text, and in GitLab CI an -o that ends in .json a code quality report',
              'レポートの形式（複数指定可）。省略時、GitHub Actions ではテキストにアノテーションを加え、GitLab CI では .json で終わる -o にコード品質レポートを書き出す',
            )
          : say('format of the report; repeatable', 'レポートの形式（複数指定可）'),
      )
        .argParser(list((value) => oneOf('--format', value, allowed)))
        .default([], 'text'),
    )
    .addOption(
      new Option(
        '-o, --output <file>',
        say(
          'write the report to a file; the nth -o belongs to the nth --format, and at most one goes to stdout',
          'レポートをファイルに書き出す。n 番目の -o は n 番目の --format に対応し、標準出力は 1 つだけ',
        ),
      )
        .argParser(list(text))
        .default([], ''),
    )
    .addOption(
      new Option(
        '--color [when]',
        say(
          'auto, always or never; NO_COLOR is honoured',
          'auto、always、never のいずれか。NO_COLOR にも従う',
        ),
      )
        .argParser((value) => oneOf('--color', value, COLOUR_WHEN))
        .default('auto', 'auto'),
    );
}

/** `--fail-on`, with what it means for the command. */
export const failOnOption = (description: string): Option =>
  new Option(`--fail-on <${FAIL_ON.join('|')}>`, description)
    .argParser((value) => oneOf('--fail-on', value, FAIL_ON))
    .default('error', 'error');

/** Lets a manifest name paths outside of its folder. */
export const allowOutsideOption = (language: Language): Option =>
  new Option(
    '--allow-outside',
    language === 'ja'
      ? 'マニフェストのフォルダ外のパスを許可する'
      : 'let a manifest name paths outside its folder',
  ).default(false);

/** Declares the options on a command; read them with `command.opts<CheckingOptions>()`. */
export function declareCheckingOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  return declareOutputOptions(command, language, ALL_FORMATS)
    .addOption(
      failOnOption(say('lowest severity that makes the exit code 1', '終了コードを 1 にする最低の重大度')),
    )
    .option(
      '--quiet',
      say(
        'text: one line a finding, errors and warnings only (infos with --fail-on info)',
        'text 形式: エラーと警告だけを 1 件 1 行で表示（--fail-on info なら情報も）',
      ),
      false,
    )
    .addOption(
      new Option(
        '--rule <glob>',
        say(
          'check these rules only; repeatable, with or without pack',
          '指定したルールだけを検査（複数指定可、パック名は省略可）',
        ),
      )
        .argParser(list(text))
        .default([], ''),
    )
    .addOption(
      new Option(
        '--skip <glob>',
        say('leave these rules out; repeatable', '指定したルールを除外（複数指定可）'),
      )
        .argParser(list(text))
        .default([], ''),
    )
    .option(
      '--no-inline-config',
      say('ignore suppression comments in the files', 'ファイル内の抑止コメントを無視する'),
    )
    .option(
      '--require-complete',
      say(
        'a rule of severity error that cannot be checked fails the run (exit code 4)',
        '重大度がエラーのルールに未確認があれば失敗とする（終了コード 4）',
      ),
      false,
    )
    .addOption(allowOutsideOption(language));
}

/** What of the environment says where a run takes place. */
export type CiEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Which format goes where. Without `--format`, GitHub Actions gets annotations behind the text, and GitLab CI gets a
 * code quality report in an `-o` that ends in `.json`, for it reads that from a file, and the text goes to stdout.
 * @throws {UsageError} for more files than formats, two formats on stdout, or one file for two formats.
 */
export function outputsOf(
  { format, output }: Pick<OutputOptions, 'format' | 'output'>,
  env: CiEnvironment = {},
): readonly Output[] {
  const names: readonly FormatName[] = format.length === 0 ? ['text'] : format;
  if (format.length === 0 && output.length < 2) {
    const [file] = output;
    if (env.GITLAB_CI === 'true' && file !== undefined && /\.json$/i.test(file)) {
      return [
        { format: 'text', file: null },
        { format: 'gitlab', file },
      ];
    }
    if (env.GITHUB_ACTIONS === 'true') {
      const text: Output = { format: 'text', file: file === undefined || file === '-' ? null : file };
      return [text, { format: 'github', file: null }];
    }
  }
  if (output.length > names.length) {
    throw new UsageError({
      en: `-o ${quoted(output[names.length] ?? '')} belongs to no --format: the nth -o goes with the nth --format`,
      ja: `-o ${quoted(output[names.length] ?? '')} に対応する --format がありません（n 番目の -o は n 番目の --format に対応）`,
    });
  }
  const outputs = names.map((name, at): Output => {
    const file = output[at];
    return { format: name, file: file === undefined || file === '-' ? null : file };
  });
  const shown = outputs.filter(({ file }) => file === null).map((each) => each.format);
  if (shown.length > 1) {
    throw new UsageError({
      en: `${shown.join(' and ')} cannot both go to stdout; give each further --format its own -o`,
      ja: `${shown.join(' と ')} を同時に標準出力へは出せません。残りの --format に -o を指定してください`,
    });
  }
  const files = outputs.flatMap(({ file }) => file ?? []);
  const places = files.map((file) => normalize(file));
  const twice = files.find((_, at) => places.indexOf(places[at] ?? '') !== at);
  if (twice !== undefined) {
    throw new UsageError({
      en: `-o ${quoted(twice)} is given for two formats`,
      ja: `-o ${quoted(twice)} が 2 つの形式に指定されています`,
    });
  }
  return outputs;
}

/** From which severity on `--quiet` shows findings: never less than what makes the run fail. */
export const quietFrom = ({ quiet, failOn }: Pick<CheckingOptions, 'quiet' | 'failOn'>): Severity | null =>
  quiet ? (failOn === 'info' ? 'info' : 'warning') : null;

export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw notAllowed(option, value, allowed);
  return found;
}

import { type Command, Option } from 'commander';
import type { Language } from '../../message/language.js';
import { notAllowed, quoted, UsageError } from '../usage-error.js';

/** The options of lint that write into the files. */
export interface FixOptions {
  readonly fix: boolean;
  readonly fixDryRun: boolean;
  readonly fixChoice: readonly string[];
}

/** Declares the options on a command; read them with `command.opts<FixOptions>()`. */
export function declareFixOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  return command
    .option(
      '--fix',
      say(
        'mend in the files what has one right answer, then report what is left; not in archives, not on live nodes',
        '正解が一つに決まる指摘をファイル上で修正し、残りを報告する（アーカイブと稼働中のノードは対象外）',
      ),
      false,
    )
    .option(
      '--fix-dry-run',
      say(
        'print what --fix would change as a unified diff, and write nothing',
        '--fix による変更を unified diff で表示し、何も書き込まない',
      ),
      false,
    )
    .addOption(
      new Option(
        '--fix-choice <rule=answer>',
        say(
          'with --fix: the answer for a rule that has several; repeatable. Without it, --fix asks on a terminal',
          '--fix と併用: 正解が複数あるルールの答え（複数指定可）。省略時、端末では --fix が尋ねる',
        ),
      )
        .argParser((value: string, before: readonly string[]) => [...before, value])
        .default([], ''),
    );
}

export const isFixing = ({ fix, fixDryRun }: FixOptions): boolean => fix || fixDryRun;

/** @throws {UsageError} for options that exclude or need each other. */
export function checkFixOptions(options: FixOptions & { readonly writeBaseline?: string }): void {
  if (options.fix && options.fixDryRun) {
    throw new UsageError({
      en: '--fix and --fix-dry-run cannot be given together',
      ja: '--fix と --fix-dry-run は同時に指定できません',
    });
  }
  if (isFixing(options) && options.writeBaseline !== undefined) {
    throw new UsageError({
      en: '--fix cannot be given with --write-baseline, which takes every finding as known; fix first, then write it',
      ja: '--fix と --write-baseline は同時に指定できません。先に --fix で修正し、その後で書き出してください',
    });
  }
  if (!isFixing(options) && options.fixChoice.length > 0) {
    throw new UsageError({
      en: '--fix-choice is used with --fix or --fix-dry-run only',
      ja: '--fix-choice は --fix または --fix-dry-run と併用してください',
    });
  }
}

/** A rule that somebody has to choose an answer for. */
export interface ChoosingRule {
  /** With its pack. */
  readonly id: string;
  readonly choices: readonly string[];
}

/**
 * The answers of `--fix-choice`, by the rule's full name.
 * @throws {UsageError} for a rule that needs none, and for an answer that it does not have.
 */
export function chosenAnswers(
  given: readonly string[],
  rules: readonly ChoosingRule[],
): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  for (const text of given) {
    const equals = text.indexOf('=');
    if (equals < 0) {
      throw new UsageError({
        en: `--fix-choice: ${quoted(text)} is not <rule>=<answer>`,
        ja: `--fix-choice: ${quoted(text)} は「<ルール>=<答え>」の形式ではありません`,
      });
    }
    const [name, wanted] = [text.slice(0, equals), text.slice(equals + 1)];
    const rule = rules.find(({ id }) => id === name || id.endsWith(`/${name}`));
    if (rule === undefined) {
      throw notAllowed(
        '--fix-choice',
        name,
        rules.map(({ id }) => id.slice(id.indexOf('/') + 1)),
      );
    }
    const answer = answerOf(wanted, rule.choices);
    if (answer === null) throw notAllowed(`--fix-choice ${name}`, wanted, rule.choices);
    answers.set(rule.id, answer);
  }
  return answers;
}

/** The answer that somebody means, in any letter case. */
export const answerOf = (text: string, choices: readonly string[]): string | null =>
  choices.find((choice) => choice.toLowerCase() === text.trim().toLowerCase()) ?? null;

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { Language } from '../message/language.js';
import { languageFor, withExplicitColour } from './arguments.js';
import { declareCollect } from './collect.js';
import { declareCollector } from './collector.js';
import { declareCompletions } from './completions.js';
import { type Context, complain } from './context.js';
import { declareDiagnose } from './diagnose.js';
import { declareDiff } from './diff.js';
import { exit, worseExit } from './exit-code.js';
import { declareExplain } from './explain.js';
import { stdoutProblem } from './fixing/write-problem.js';
import { declareInit } from './init.js';
import type { Io } from './io.js';
import { declareLicenses } from './licenses.js';
import { declareLinkName } from './link-name.js';
import { declareLint } from './lint.js';
import { declareNames } from './names.js';
import { declarePreflight } from './preflight.js';
import { declareRehearse } from './rehearse.js';
import { declareRules } from './rules.js';
import { declareSchema } from './schema.js';
import { notAllowed, UsageError } from './usage-error.js';
import { tool } from './version.js';
import { helpIn } from './words/help.js';
import { usageErrorOf } from './words/usage-words.js';
import { inWorkflow, withoutCommands } from './workflow-log.js';

/**
 * Runs the program.
 * @param args what stands behind the program's name.
 * @returns the exit code; nothing is thrown, whatever the arguments and inputs are.
 */
export async function run(args: readonly string[], shown: Io): Promise<number> {
  const io = inWorkflow(shown)
    ? { ...shown, err: (text: string) => shown.err(withoutCommands(text)) }
    : shown;
  const language = languageFor(args, io.env);
  let code: number = exit.ok;
  const context: Context = {
    io,
    language,
    end: (each) => {
      code = worseExit(code, each);
    },
  };
  try {
    const isPath = (word: string) => existsSync(resolve(io.cwd, word));
    await programFor(context).parseAsync(withExplicitColour(args, isPath), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof Asked) return error.code;
    if (error instanceof UsageError) {
      complain(context, error.localized);
      return exit.usage;
    }
    const unwritten = stdoutProblem(error);
    if (unwritten !== null) {
      complain(context, unwritten);
      return exit.usage;
    }
    const message = error instanceof Error ? error.message : String(error);
    complain(context, {
      en: `internal error: ${message}; this is a fault of cjclint, please report it`,
      ja: `内部エラー: ${message}（cjclint の不具合ですので報告してください）`,
    });
    return exit.internal;
  }
}

/** Help or the version was printed; there is nothing more to do. */
class Asked extends Error {
  readonly code: number;

  constructor(code: number) {
    super();
    this.code = code;
  }
}

/** The program with all its commands declared. */
export function programFor(context: Context): Command {
  const { io, language } = context;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const program = new Command('cjclint')
    .description(
      say(
        'Finds why a JobCenter failover cluster would fail to start or to fail over, before it happens.',
        'JobCenter のフェイルオーバークラスタが起動やフェイルオーバーに失敗する原因を、事前に見つけます。',
      ),
    )
    .version(tool.version, '-V, --version', say('print the version', 'バージョンを表示する'))
    .addOption(
      new Option(
        '--lang <ja|en>',
        say(
          'language; default: from LC_ALL, LC_MESSAGES, LANG',
          '言語（省略時は LC_ALL、LC_MESSAGES、LANG による）',
        ),
      ).argParser(languageName),
    )
    .showSuggestionAfterError(false)
    .configureHelp(helpIn(language))
    .configureOutput({
      writeOut: io.out,
      // Help for a command that there is not is a complaint, and ends as one.
      writeErr: (text) => (program.args[0] === 'help' ? undefined : io.err(text)),
      outputError: () => {},
      getOutHelpWidth: () => io.terminal?.columns ?? 80,
      getErrHelpWidth: () => io.terminal?.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .helpOption('-h, --help', say('print help', 'ヘルプを表示する'))
    .helpCommand('help [command]', say('print help for a command', 'コマンドのヘルプを表示する'));
  for (const declare of [
    declareLint,
    declarePreflight,
    declareNames,
    declareRehearse,
    declareDiagnose,
    declareDiff,
    declareExplain,
    declareRules,
    declareLinkName,
    declareInit,
    declareCollector,
    declareCollect,
    declareSchema,
    declareCompletions,
    declareLicenses,
  ]) {
    declare(program, context);
  }
  for (const command of [program, ...program.commands]) {
    command.helpOption('-h, --help', say('print help', 'ヘルプを表示する'));
    command.exitOverride((error) => {
      throw usageErrorOf(error, command) ?? new Asked(error.exitCode === 0 ? exit.ok : exit.usage);
    });
  }
  return program;
}

function languageName(value: string): Language {
  if (value === 'ja' || value === 'en') return value;
  throw notAllowed('--lang', value, ['ja', 'en']);
}

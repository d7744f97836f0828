import type { Command } from 'commander';
import type { Mending } from '../../engine/diagnosis.js';
import type { ClusterResult, RunResult } from '../../engine/result.js';
import type { Cluster } from '../../jobcenter/model.js';
import type { Language } from '../../message/language.js';
import { formats } from '../../report/formats.js';
import type { Output } from '../options/checking-options.js';
import type { Page } from '../running/report-run.js';
import { UsageError } from '../usage-error.js';

/** The option that asks for commands to review. */
export interface CommandPlanOptions {
  readonly printCommands: boolean;
}

/** Declares the option on a command; read it with `command.opts<CommandPlanOptions>()`. */
export function declarePrintCommands(command: Command, language: Language): Command {
  return command.option(
    '--print-commands',
    language === 'ja'
      ? 'テキストレポートの後に、対処のコマンドと元に戻す方法をノードごとに表示する（実行はしない）'
      : 'behind the text report, print the commands that mend the findings, by node, each with its undo; nothing is run',
    false,
  );
}

/** What a run has to keep, and the page that shows it. */
interface CommandPlan {
  readonly hook: { readonly checked?: (cluster: Cluster, result: ClusterResult) => void };
  /** Undefined where the format's own page is all there is. */
  readonly page: (result: RunResult) => Page | undefined;
}

/** @throws {UsageError} where no output is text, which alone has a place for commands */
export async function commandPlan(
  { printCommands }: CommandPlanOptions,
  outputs: readonly Output[],
): Promise<CommandPlan> {
  if (!printCommands) return { hook: {}, page: () => undefined };
  if (!outputs.some(({ format }) => format === 'text')) {
    throw new UsageError({
      en: '--print-commands needs --format text: no other format has a place for commands',
      ja: '--print-commands は --format text と併用してください（ほかの形式では表示できません）',
    });
  }
  const [{ mendingsOf }, { commandPlanText }] = await Promise.all([
    import('../../jobcenter/remedies/mendings.js'),
    import('../../report/command-plan.js'),
  ]);
  // A run with --fix checks twice; what is left after it counts.
  const found = new Map<string, readonly Mending[]>();
  return {
    hook: {
      checked: (cluster, result) => {
        found.set(JSON.stringify([result.name, result.manifest]), mendingsOf(cluster, result));
      },
    },
    page: (result) =>
      async function* (format, shown) {
        yield* formats[format](result, shown);
        if (format === 'text') yield commandPlanText([...found.values()].flat(), shown.language);
      },
  };
}

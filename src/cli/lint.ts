import type { Command } from 'commander';
import type { Cluster } from '../jobcenter/model.js';
import type { Context } from './context.js';
import { type CommandPlanOptions, commandPlan, declarePrintCommands } from './fixing/command-plan.js';
import type { Check } from './fixing/fixing.js';
import { type AdoptionOptions, declareAdoptionOptions, today } from './options/adoption-options.js';
import { type ChangedOptions, declareChangedOption, touchedSince } from './options/changed-option.js';
import { type CheckingOptions, declareCheckingOptions, outputsOf } from './options/checking-options.js';
import { type DnsAllowed, type DnsOptions, declareDnsOptions, withDns } from './options/dns-options.js';
import { checkFixOptions, declareFixOptions, type FixOptions, isFixing } from './options/fix-options.js';
import { declareLimitOptions, type LimitOptions, limitsOf } from './options/limit-options.js';
import {
  checkRedactOption,
  declareRedactOption,
  type RedactOption,
  redactionIf,
} from './options/redact-option.js';
import { drawFor } from './running/drawing.js';
import { reportRun } from './running/report-run.js';
import type { LintOptions } from './running/run-lint.js';
import { type Config, configured } from './settings/config-file.js';
import { ruleSettings } from './settings/settings.js';
import { exitCodesHelp } from './words/exit-codes-help.js';

type GivenOptions = CheckingOptions &
  DnsOptions &
  LimitOptions &
  ChangedOptions &
  AdoptionOptions &
  FixOptions &
  CommandPlanOptions &
  RedactOption;

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
    .argument(
      '[path...]',
      say('files, folders or archives; default: .', 'ファイル、フォルダ、アーカイブ（省略時は .）'),
    );
  declareCheckingOptions(command, context.language);
  declareDnsOptions(command, context.language);
  declareAdoptionOptions(command, context.language);
  declareChangedOption(command, context.language);
  declareFixOptions(command, context.language);
  declarePrintCommands(command, context.language);
  declareRedactOption(command, context.language);
  declareLimitOptions(command, context.language).addHelpText('after', exitCodesHelp(context.language));
  command.action(async (paths: readonly string[]) => {
    const { config, context: configuredContext } = await configured(program, context);
    context.end(await lint(paths, command.opts<GivenOptions>(), config, configuredContext));
  });
}

async function lint(
  paths: readonly string[],
  options: GivenOptions,
  config: Config,
  context: Context,
): Promise<number> {
  const outputs = outputsOf(options, context.io.env);
  checkFixOptions(options);
  await checkRedactOption(options, context);
  const touched = await touchedSince(options, context);
  const [{ runLint }, { catalogue }, { baselineUse }] = await Promise.all([
    import('./running/run-lint.js'),
    import('./rules/catalogue.js'),
    import('./settings/baseline-file.js'),
  ]);
  const known = catalogue.map((rule) => rule.id);
  const drawing = await drawFor(outputs);
  const plan = await commandPlan(options, outputs);
  const { select, severity } = ruleSettings(options, config, known);
  const baseline = baselineUse(options, context);
  let keep = (): void => {};
  const result = await withDns(options, context, async (dns) => {
    const asked = paths.length === 0 ? (config.paths ?? ['.']) : paths;
    const given: LintOptions = {
      cwd: context.io.cwd,
      select,
      ...(baseline.accept === null ? {} : { accept: baseline.accept }),
      ...(options.waivers === undefined ? {} : { waivers: options.waivers }),
      today: today(),
      ...(severity === undefined ? {} : { severity }),
      inlineConfig: options.inlineConfig,
      requireComplete: options.requireComplete,
      allowOutside: options.allowOutside,
      limits: limitsOf(options),
      ...touched,
    };
    const asking = (from: DnsAllowed | null): Pick<LintOptions, 'network'> =>
      from === null
        ? {}
        : {
            network: async ({ model }) => {
              const { learnFromNetwork } = await import('./running/from-network.js');
              await learnFromNetwork(model, from);
            },
          };
    const redaction = await redactionIf(options, context, async (first) => {
      const checked = (cluster: Cluster) => first.met(cluster);
      await runLint(asked, { ...given, ...asking(first.dns(dns)), disguise: first.disguise, checked });
    });
    keep = () => context.end(redaction.keep());
    const check: Check = (pending) =>
      runLint(asked, {
        ...given,
        ...asking(redaction.dns(dns)),
        ...drawing,
        ...plan.hook,
        disguise: redaction.disguise,
        ...(pending === undefined ? {} : { pending }),
      });
    if (!isFixing(options)) return check();
    const { fixing } = await import('./fixing/fixing.js');
    return fixing(check, options, context);
  });
  baseline.finish(result, select);
  // The diff of a dry run has stdout to itself, so that it can be applied.
  const shown = options.fixDryRun ? outputs.filter(({ file }) => file !== null) : outputs;
  const code = await reportRun(result, shown, options, context, plan.page(result));
  keep();
  return code;
}

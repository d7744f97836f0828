import type { Command } from 'commander';
import { Option } from 'commander';
import type { Target } from '../engine/target.js';
import type { Cluster } from '../jobcenter/model.js';
import type { Stage } from '../jobcenter/stage.js';
import { formats } from '../report/formats.js';
import { htmlReport } from '../report/html-report.js';
import type { Context } from './context.js';
import { declareKnownOptions, type KnownOptions, today } from './options/adoption-options.js';
import {
  type CheckingOptions,
  declareCheckingOptions,
  oneOf,
  outputsOf,
} from './options/checking-options.js';
import {
  type DnsAllowed,
  type DnsOptions,
  refuseContradictions,
  withDnsUntil,
} from './options/dns-options.js';
import { declareLimitOptions, type LimitOptions, limitsOf } from './options/limit-options.js';
import { declareLookupFileOptions, type LookupFileOptions } from './options/lookup-files.js';
import { checkRedactOption, declareRedactOption, type RedactOption } from './options/redact-option.js';
import { drawFor } from './running/drawing.js';
import { reportRun } from './running/report-run.js';
import type { PreflightOptions, Through } from './running/run-preflight.js';
import { type Config, configured } from './settings/config-file.js';
import { ruleSettings } from './settings/settings.js';
import { interruptible, type NetTimeout, netTimeoutOption } from './stopping.js';
import { quoted, UsageError } from './usage-error.js';
import { exitCodesHelp } from './words/exit-codes-help.js';

interface Options
  extends CheckingOptions,
    LookupFileOptions,
    NetTimeout,
    KnownOptions,
    LimitOptions,
    RedactOption {
  readonly stage: Stage;
  readonly with: readonly string[];
  readonly manifest?: string;
  readonly timeout: number;
}

const STAGES = ['create-site', 'start', 'failover', 'create-agent'] as const satisfies readonly Stage[];
const SECONDS = 10;
const MOST_SECONDS = 300;

/** `preflight <site> <machine ID> <database>`: the arguments of cjcmksite, checked on this node. */
export function declarePreflight(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  const command = program
    .command('preflight')
    .description(
      say(
        'check on this node what must hold before cjcmksite, a start or a failover; reads only',
        'cjcmksite・起動・フェイルオーバーの前提をこのノードで確認する（読み取りのみ）',
      ),
    )
    .argument('<site>', say('name of the cluster site', 'クラスタサイト名'))
    .argument('<machine ID>', say('its machine ID', 'マシンID'))
    .argument('<database>', say('its database path', 'サイトデータベースのパス'))
    .addOption(
      new Option(
        '--stage <stage>',
        say(`what is about to be done: ${STAGES.join(', ')}`, `これから行うこと: ${STAGES.join('、')}`),
      )
        .argParser((value) => oneOf('--stage', value, STAGES))
        .default('create-site', 'create-site'),
    )
    .option(
      '--with <path...>',
      say(
        'snapshots or node trees of the other nodes; repeatable',
        'ほかのノードのスナップショットまたはノードツリー（複数指定可）',
      ),
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('--manifest <file>', say("the cluster's manifest", 'クラスタのマニフェスト'))
    .addOption(
      new Option(
        '--timeout <seconds>',
        say('time limit of each command that is run', '実行する各コマンドの制限時間（秒）'),
      )
        .argParser(seconds)
        .default(SECONDS, String(SECONDS)),
    )
    .addOption(
      netTimeoutOption(context.language, {
        en: 'time limit of all look-ups and connections together',
        ja: '名前解決と接続全体の制限時間（秒）',
      }),
    );
  declareCheckingOptions(command, context.language);
  declareLookupFileOptions(command, context.language);
  declareKnownOptions(command, context.language);
  declareRedactOption(command, context.language);
  declareLimitOptions(command, context.language).addHelpText('after', exitCodesHelp(context.language));
  command.action(async (site: string, machineId: string, database: string) => {
    const { config, context: configuredContext } = await configured(program, context);
    context.end(
      await preflight({ site, machineId, database }, command.opts<Options>(), config, configuredContext),
    );
  });
}

function seconds(value: string): number {
  const given = Number(value);
  if (/^\d{1,3}$/.test(value) && given >= 1 && given <= MOST_SECONDS) return given;
  throw new UsageError({
    en: `--timeout: ${quoted(value)} is no number of seconds from 1 to ${MOST_SECONDS}`,
    ja: `--timeout: ${quoted(value)} は指定できません（1 から ${MOST_SECONDS} までの秒数）`,
  });
}

interface Arguments {
  readonly site: string;
  readonly machineId: string;
  readonly database: string;
}

async function preflight(
  args: Arguments,
  options: Options,
  config: Config,
  context: Context,
): Promise<number> {
  checkArguments(args);
  await checkRedactOption(options, context);
  const dnsOptions = { ...options, dns: options.lookups === undefined, dnsServer: [] };
  refuseContradictions(dnsOptions);
  const outputs = outputsOf(options, context.io.env);
  const [{ runPreflight }, { thisMachine }, { gatherNode }, { catalogue }, { baselineUse }] =
    await Promise.all([
      import('./running/run-preflight.js'),
      import('./inputs/this-machine.js'),
      import('../jobcenter/live/gather.js'),
      import('./rules/catalogue.js'),
      import('./settings/baseline-file.js'),
    ]);
  const [{ planOf }, { planLines }] = await Promise.all([
    import('../jobcenter/plan.js'),
    import('../report/plan.js'),
  ]);
  const { select, severity } = ruleSettings(
    options,
    config,
    catalogue.map((rule) => rule.id),
  );
  const baseline = baselineUse(options, context);
  const limits = limitsOf(options);
  const drawing = await drawFor(outputs);
  let keep = (): void => {};
  const redacted = options.redact ? await import('./running/redacted-preflight.js') : null;
  const { result, cluster, blocking } = await interruptible(context, async (signal) => {
    const machine = thisMachine(context.io, options.timeout * 1000, limits, signal);
    const given: PreflightOptions = {
      network: (target, through) => askAround(target, dnsOptions, context, signal, through),
      cwd: context.io.cwd,
      stage: options.stage,
      hostName: machine.hostName,
      gather: (known) => gatherNode(machine, known),
      others: options.with,
      manifest: options.manifest,
      select,
      severity,
      accept: baseline.accept,
      waivers: options.waivers,
      today: today(),
      inlineConfig: options.inlineConfig,
      requireComplete: options.requireComplete,
      allowOutside: options.allowOutside,
      limits,
      ...drawing,
    };
    if (redacted === null) return runPreflight(args, given);
    const checked = await redacted.runRedactedPreflight(args, given, options, context);
    keep = () => context.end(checked.keep());
    return checked;
  });
  baseline.finish(result, select);
  const [checked] = result.clusters;
  const planned =
    cluster === null || checked === undefined ? null : planOf(cluster, checked, (rule) => blocking.has(rule));
  const plan = planned === null ? null : (redacted?.underOtherNames(planned) ?? planned);
  const code = await reportRun(result, outputs, options, context, async function* (format, shown) {
    if (plan !== null && format === 'html') return yield* htmlReport({ result, plan }, shown);
    yield* formats[format](result, shown);
    if (plan !== null && format === 'text' && shown.quiet === null)
      yield planLines(plan, shown.language, shown.palette);
  });
  keep();
  return code;
}

/**
 * Preflight may ask the node's name servers and connect to what they name: it is run to know what holds at this
 * moment. With a recording there is no traffic at all.
 */
const askAround = (
  target: Target<Cluster>,
  options: DnsOptions,
  context: Context,
  signal: AbortSignal,
  through: Through = {},
): Promise<Target<Cluster>> =>
  withDnsUntil(signal, options, context, async (allowed) => {
    const dns = through.dns?.(allowed) ?? allowed;
    const { learnFromNetwork } = await import('./running/from-network.js');
    if (dns !== null) await learnFromNetwork(target.model, dns);
    // Where a server's name leads is known only after the look-ups.
    if (dns !== null && options.dns) await connect(target.model, dns, through);
    return target;
  });

async function connect(cluster: Cluster, { signal, keep }: DnsAllowed, through: Through): Promise<void> {
  const [{ contactServers, contactsOf }, { Contacts }] = await Promise.all([
    import('../jobcenter/contact-servers.js'),
    import('../probe/contacts.js'),
  ]);
  const contacts = new Contacts({ signal });
  await contactServers(cluster, through.connecting?.(contacts) ?? contacts);
  keep(contactsOf(cluster, Date.now()));
}

/** What no rule could judge, because it is no site, ID or path at all. */
function checkArguments({ site, machineId, database }: Arguments): void {
  if (site === '')
    throw new UsageError({ en: 'preflight: <site> is empty', ja: 'preflight: <site> が空です' });
  if (database === '')
    throw new UsageError({ en: 'preflight: <database> is empty', ja: 'preflight: <database> が空です' });
  if (/^-?\d{1,15}$/.test(machineId)) return;
  const order = 'preflight <site> <machine ID> <database>';
  throw new UsageError({
    en: `preflight: the machine ID ${quoted(machineId)} is no whole number (the order is: ${order})`,
    ja: `preflight: マシンID ${quoted(machineId)} は整数ではありません（順序: ${order}）`,
  });
}

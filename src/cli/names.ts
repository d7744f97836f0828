import type { Command } from 'commander';
import type { Cluster } from '../jobcenter/model.js';
import { type Context, complain } from './context.js';
import { exit, worseExit } from './exit-code.js';
import {
  allowOutsideOption,
  declareOutputOptions,
  type OutputOptions,
  outputsOf,
} from './options/checking-options.js';
import { type DnsAllowed, type DnsOptions, declareDnsOptions, withDns } from './options/dns-options.js';
import { declareLimitOptions, type LimitOptions, limitsOf } from './options/limit-options.js';
import {
  checkRedactOption,
  declareRedactOption,
  type RedactOption,
  redactionIf,
} from './options/redact-option.js';
import { type Page, writeReports } from './running/report-run.js';
import type { NamesOptions } from './running/run-names.js';
import { configured } from './settings/config-file.js';

interface Options extends OutputOptions, DnsOptions, LimitOptions, RedactOption {
  readonly allowOutside: boolean;
}

/** `names [path…]`: what every node finds under the names and VIPs of its sites. It judges nothing: `lint` does. */
export function declareNames(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  const command = program
    .command('names')
    .description(
      say(
        'who sees what: the answers of every source of every node for site names and VIPs',
        'サイト名と VIP の名前解決の結果を、ノードと参照元ごとに表示する',
      ),
    )
    .argument(
      '[path...]',
      say(
        'folders with cjclint.yaml, node trees or snapshots; default: .',
        'cjclint.yaml のあるフォルダ、ノードツリー、スナップショット（省略時は .）',
      ),
    );
  declareOutputOptions(command, context.language, ['text', 'json']).addOption(
    allowOutsideOption(context.language),
  );
  declareDnsOptions(command, context.language);
  declareRedactOption(command, context.language);
  declareLimitOptions(command, context.language).addHelpText('after', say(exitCodesEn, exitCodesJa));
  command.action(async (paths: readonly string[]) => {
    const { config, context: own } = await configured(program, context);
    context.end(
      await names(paths.length === 0 ? (config.paths ?? ['.']) : paths, command.opts<Options>(), own),
    );
  });
}

const exitCodesEn = `
Exit codes:
  0  shown, whatever the answers are: \`lint\` judges them
  2  wrong usage, unreadable input, invalid manifest, nothing to show
  3  cjclint itself failed
  130  ended by Ctrl-C before all was known`;

const exitCodesJa = `
終了コード:
  0  表示した（応答の良否によらない。判定は \`lint\` が行う）
  2  使い方の誤り、読めない入力、不正なマニフェスト、表示対象なし
  3  cjclint 自体の異常
  130  Ctrl-C で中断`;

async function names(paths: readonly string[], options: Options, context: Context): Promise<number> {
  const outputs = outputsOf(options);
  await checkRedactOption(options, context);
  const [{ runNames }, { namesText }, { namesJson }, { tool }] = await Promise.all([
    import('./running/run-names.js'),
    import('./names/names-text.js'),
    import('./names/names-json.js'),
    import('./version.js'),
  ]);
  let keep = (): void => {};
  const { clusters, problems } = await withDns(options, context, async (dns) => {
    const { learnFromNetwork } = await import('./running/from-network.js');
    const given = (from: DnsAllowed | null): NamesOptions => ({
      cwd: context.io.cwd,
      limits: limitsOf(options),
      allowOutside: options.allowOutside,
      ...(from === null ? {} : { network: (cluster) => learnFromNetwork(cluster, from) }),
    });
    const redaction = await redactionIf(options, context, async (first) => {
      const met = (cluster: Cluster) => first.met(cluster);
      await runNames(paths, { ...given(first.dns(dns)), disguise: first.disguise, met });
    });
    keep = () => context.end(redaction.keep());
    return runNames(paths, { ...given(redaction.dns(dns)), disguise: redaction.disguise });
  });
  const page: Page = (format, { language, palette, width }) =>
    format === 'json' ? namesJson(clusters, tool) : namesText(clusters, { language, palette, width });
  const written = await writeReports(
    page,
    outputs,
    { color: options.color, quiet: false, failOn: 'never' },
    context,
  );
  for (const problem of problems) complain(context, problem);
  keep();
  return worseExit(problems.length > 0 ? exit.usage : exit.ok, written ? exit.ok : exit.usage);
}

import type { Command } from 'commander';
import { isInputProblem } from '../engine/own-findings.js';
import type { Rehearsal } from '../engine/rehearsal.js';
import type { Target } from '../engine/target.js';
import type { Cluster } from '../jobcenter/model.js';
import type { Localized } from '../message/language.js';
import type { FormatName } from '../report/formats.js';
import { htmlReport } from '../report/html-report.js';
import { type Context, complain } from './context.js';
import { exit, type FailOn, worseExit } from './exit-code.js';
import type { CaseOptions, OpenedCase } from './inputs/open-case.js';
import {
  allowOutsideOption,
  declareOutputOptions,
  failOnOption,
  type OutputOptions,
  outputsOf,
} from './options/checking-options.js';
import { declareLimitOptions, type LimitOptions, limitsOf } from './options/limit-options.js';
import {
  checkRedactOption,
  declareRedactOption,
  type RedactOption,
  readingCases,
  redactionIf,
} from './options/redact-option.js';
import { drawFor } from './running/drawing.js';
import { type Page, writeReports } from './running/report-run.js';
import { oneOfThese, quoted, UsageError } from './usage-error.js';

interface Options extends OutputOptions, LimitOptions, RedactOption {
  readonly manifest?: string;
  readonly site?: string;
  readonly from?: string;
  readonly to?: string;
  readonly failOn: FailOn;
  readonly allowOutside: boolean;
}

const FORMATS: readonly FormatName[] = ['text', 'json', 'markdown', 'html'];

/** `rehearse [path…]`: walks through failovers on paper, step by step. */
export function declareRehearse(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  const command = program
    .command('rehearse')
    .description(
      say(
        'walk through a failover on paper, step by step, for every pair of nodes',
        'ノードの組み合わせごとに、フェイルオーバーの手順を 1 つずつ机上で確認する',
      ),
    )
    .argument(
      '[path...]',
      say(
        'clusters with a manifest, snapshots, node trees, folders of them; default: .',
        'マニフェストのあるクラスタ、スナップショット、ノードツリー、それらのフォルダ（省略時は .）',
      ),
    )
    .option(
      '--from <node>',
      say('only failovers that leave this node', 'このノードからのフェイルオーバーだけを確認する'),
    )
    .option('--to <node>', say('only failovers to this node', 'このノードへのフェイルオーバーだけを確認する'))
    .option('--site <name>', say('only this site', 'このサイトだけを確認する'))
    .option(
      '--manifest <path>',
      say(
        'manifest whose nodes the snapshots stand for, or its folder',
        'スナップショットのノードを記述したマニフェスト、またはそのフォルダ',
      ),
    );
  declareOutputOptions(command, context.language, FORMATS)
    .addOption(
      failOnOption(
        say(
          'never: exit code 0 whatever comes out; error, warning and info do the same here',
          'never なら結果にかかわらず終了コード 0（error、warning、info の間に違いはない）',
        ),
      ),
    )
    .addOption(allowOutsideOption(context.language));
  declareRedactOption(command, context.language);
  declareLimitOptions(command, context.language).addHelpText('after', say(exitCodesEn, exitCodesJa));
  command.action(async (paths: readonly string[]) => {
    context.end(await rehearseCases(paths, command.opts<Options>(), context));
  });
}

const exitCodesEn = `
Exit codes:
  0  every failover would pass, or --fail-on never
  1  a failover would fail
  2  wrong usage, unreadable input, invalid manifest, nothing to rehearse
  3  cjclint itself failed
  4  none would fail, but of some it cannot be told`;

const exitCodesJa = `
終了コード:
  0  すべて成功の見込み、または --fail-on never
  1  失敗の見込みのものがある
  2  使い方の誤り、読めない入力、不正なマニフェスト、確認対象なし
  3  cjclint 自体の異常
  4  失敗の見込みはないが、判定できないものがある`;

type Names = Pick<Options, 'from' | 'to' | 'site'>;

/** The names that were asked for, as the clusters have them. */
const withNames = ({ from, to, site }: Names, text: (name: string) => string): Names => ({
  ...(from === undefined ? {} : { from: text(from) }),
  ...(to === undefined ? {} : { to: text(to) }),
  ...(site === undefined ? {} : { site: text(site) }),
});

async function rehearseCases(paths: readonly string[], options: Options, context: Context): Promise<number> {
  const outputs = outputsOf(options);
  await checkRedactOption(options, context);
  const [{ openCase }, { rehearse }, { rules }, { rehearsalText }, { rehearsalJson }] = await Promise.all([
    import('./inputs/open-case.js'),
    import('../jobcenter/rehearsal/rehearse.js'),
    import('../../rules/index.js'),
    import('../report/rehearsal-text.js'),
    import('../report/rehearsal-json.js'),
  ]);
  const given: CaseOptions = {
    cwd: context.io.cwd,
    manifest: options.manifest,
    allowOutside: options.allowOutside,
    limits: limitsOf(options),
  };
  const asked = paths.length === 0 ? ['.'] : paths;
  const redaction = await redactionIf(options, context, readingCases([asked], given));
  const opened = await openCase(asked, { ...given, ...redaction.disguise });
  const wanted = withNames(options, redaction.text);
  refuseUnknown(wanted, opened.targets);
  const done = opened.targets.map((target) => rehearse(target, rules, wanted));
  const rehearsals = done.flatMap((each) => each.rehearsals);
  const drawing = await drawFor(outputs);
  const page: Page = async function* (format, shown) {
    if (format === 'json') return yield* rehearsalJson(rehearsals, shown.tool, shown.language);
    // Where there are too many, the complaint says so; the page would say that there are none.
    const isEmpty = rehearsals.length === 0 && done.some(({ moreThan }) => moreThan !== null);
    if (format === 'text') return isEmpty ? undefined : yield* rehearsalText(rehearsals, shown);
    if (format === 'markdown') {
      const { rehearsalMarkdown } = await import('../report/rehearsal-markdown.js');
      return isEmpty ? undefined : yield* rehearsalMarkdown(rehearsals, shown);
    }
    const { checkCase } = await import('./inputs/check-case.js');
    yield* htmlReport({ rehearsals, result: checkCase(opened, drawing).result }, shown);
  };
  const written = await writeReports(page, outputs, { ...options, quiet: false }, context);
  const problems = [
    ...problemsOf(opened),
    ...done.flatMap(({ moreThan }, at) =>
      moreThan === null ? [] : [tooMany(opened.targets[at]?.name ?? '', moreThan)],
    ),
  ];
  const errors = done.flatMap(({ internalErrors }) => internalErrors);
  for (const problem of problems) complain(context, problem);
  for (const error of errors)
    complain(context, { en: `internal error: ${error}`, ja: `内部エラー: ${error}` });
  context.end(redaction.keep());
  return [
    errors.length > 0 ? exit.internal : exit.ok,
    problems.length > 0 || !written || rehearsals.length === 0 ? exit.usage : exit.ok,
    outcomeOf(rehearsals, options.failOn),
  ].reduce(worseExit);
}

const tooMany = (cluster: string, most: number): Localized => ({
  en: `${quoted(cluster)} has more than ${most} failovers, of which none is rehearsed; choose with --from, --to or --site`,
  ja: `${quoted(cluster)} のフェイルオーバーは ${most} 通りを超えるため、確認しませんでした。--from、--to、--site で絞ってください`,
});

function outcomeOf(rehearsals: readonly Rehearsal[], failOn: FailOn): number {
  if (failOn === 'never') return exit.ok;
  if (rehearsals.some(({ outcome }) => outcome === 'fails')) return exit.findings;
  return rehearsals.some(({ outcome }) => outcome === 'cannot-tell') ? exit.cannotTell : exit.ok;
}

/** Everything that could not be used; a rehearsal shows no findings, so that it is told here. */
const problemsOf = ({ problems, targets, unusable }: OpenedCase): readonly Localized[] => [
  ...problems,
  ...[...targets, ...unusable].flatMap(({ findings }) =>
    findings.filter(isInputProblem).map(({ location, message }) => {
      const place = location === null ? '' : `${location.file}:${location.line}:${location.column}: `;
      return { en: place + message.en, ja: place + message.ja };
    }),
  ),
];

/**
 * A name that no cluster has is a slip of the pen, and not an empty answer.
 * @throws {UsageError}
 */
function refuseUnknown({ from, to, site }: Names, targets: readonly Target<Cluster>[]): void {
  // Without a cluster what is wrong with the inputs says more.
  if (targets.length === 0) return;
  const nodes = targets.flatMap((target) => target.nodes);
  const sites = targets.flatMap((target) => target.sites);
  for (const [option, value, known, en, ja] of [
    ['--from', from, nodes, 'node', 'ノード'],
    ['--to', to, nodes, 'node', 'ノード'],
    ['--site', site, sites, 'site', 'サイト'],
  ] as const) {
    if (value === undefined || known.includes(value)) continue;
    const near = oneOfThese(value, known);
    throw new UsageError({
      en: `${option}: no ${en} is called ${quoted(value)}${near.en}`,
      ja: `${option}: ${quoted(value)} という${ja}はありません${near.ja}`,
    });
  }
  if (from !== undefined && from === to) {
    throw new UsageError({
      en: `--from and --to are both ${quoted(from)}; a failover takes two nodes`,
      ja: `--from と --to がどちらも ${quoted(from)} です。異なるノードを指定してください`,
    });
  }
}

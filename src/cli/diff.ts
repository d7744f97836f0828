import type { Command } from 'commander';
import type { Difference } from '../engine/difference.js';
import { reaches } from '../engine/verdict.js';
import type { Localized } from '../message/language.js';
import { htmlReport } from '../report/html-report.js';
import { type Context, complain } from './context.js';
import { exit, type FailOn, worseExit } from './exit-code.js';
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

interface Options extends OutputOptions, LimitOptions, RedactOption {
  readonly failOn: FailOn;
  readonly allowOutside: boolean;
}

/** `diff <before> <after>`: two states of a node or a cluster, compared by meaning. */
export function declareDiff(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  const command = program
    .command('diff')
    .description(
      say(
        'what changed between two snapshots or two states of a cluster, and which rules that breaks or mends; of two nodes, how they differ',
        '2 つのスナップショットまたはクラスタの 2 つの状態を比べ、変更点と、それによる違反の発生・解消を示す。2 つのノードなら互いの違いを示す',
      ),
    )
    .argument(
      '<before>',
      say(
        'snapshot, node tree or folder: when it last worked, or of the node that works',
        '正常だったとき（または正常なノード）のスナップショット、ノードツリー、フォルダ',
      ),
    )
    .argument(
      '<after>',
      say('the same, as it is now, or of the other node', '現在（またはもう一方のノード）のもの'),
    );
  declareOutputOptions(command, context.language, ['text', 'json', 'markdown', 'html'])
    .addOption(
      failOnOption(
        say(
          'lowest severity of a new finding that makes the exit code 1',
          '終了コードを 1 にする、新たな指摘の最低の重大度',
        ),
      ),
    )
    .addOption(allowOutsideOption(context.language));
  declareRedactOption(command, context.language);
  declareLimitOptions(command, context.language).addHelpText('after', say(exitCodesEn, exitCodesJa));
  command.action(async (before: string, after: string) => {
    context.end(await diff(before, after, command.opts<Options>(), context));
  });
}

const exitCodesEn = `
Exit codes:
  0  no new finding at or above --fail-on; of two nodes: none about a difference
  1  there are such findings, or some that may be new, since <before> does not tell
  2  wrong usage, unreadable input, invalid manifest, nothing to compare
  3  cjclint itself failed`;

const exitCodesJa = `
終了コード:
  0  --fail-on 以上の新たな指摘なし（2 つのノードの比較では、違いに関する指摘なし）
  1  該当する指摘あり（<before> のデータ不足で新たなものかどうか分からない指摘を含む）
  2  使い方の誤り、読めない入力、不正なマニフェスト、比較対象なし
  3  cjclint 自体の異常`;

async function diff(before: string, after: string, options: Options, context: Context): Promise<number> {
  const outputs = outputsOf(options);
  await checkRedactOption(options, context);
  const [{ compareCases }, { differenceText }, { differenceJson }, { tool }] = await Promise.all([
    import('./inputs/compare-cases.js'),
    import('../report/difference-text.js'),
    import('../report/difference-json.js'),
    import('./version.js'),
  ]);
  const given = { cwd: context.io.cwd, allowOutside: options.allowOutside, limits: limitsOf(options) };
  const { disguise, keep } = await redactionIf(options, context, readingCases([[before], [after]], given));
  const { difference, result, problems, internalErrors } = await compareCases(before, after, {
    ...given,
    ...disguise,
    ...(await drawFor(outputs)),
  });
  const page: Page = async function* (format, shown) {
    if (format === 'json') return yield* differenceJson(difference, tool, context.language);
    if (format === 'html') return yield* htmlReport({ difference, result }, shown);
    if (format === 'text') return yield* differenceText(difference, shown);
    const { differenceMarkdown } = await import('../report/difference-markdown.js');
    yield* differenceMarkdown(difference, shown);
  };
  const written = await writeReports(page, outputs, { ...options, quiet: false }, context);
  const internal = internalErrors.map(
    (each): Localized => ({
      en: `internal error: ${each}`,
      ja: `内部エラー: ${each}`,
    }),
  );
  for (const problem of [...problems, ...internal]) complain(context, problem);
  const code = internal.length > 0 ? exit.internal : problems.length > 0 ? exit.usage : exit.ok;
  context.end(keep());
  return [broken(difference, options.failOn), written ? exit.ok : exit.usage].reduce(worseExit, code);
}

/** What may be new counts as new: the older state does not tell that it was there. */
function broken({ changes, unexplained, oneSided }: Difference, failOn: FailOn): number {
  if (failOn === 'never') return exit.ok;
  const findings = [...[...changes, unexplained].flatMap(({ breaks }) => breaks), ...oneSided.after];
  return findings.some(({ severity }) => reaches(severity, failOn)) ? exit.findings : exit.ok;
}

import type { Command } from 'commander';
import type { Diagnosis } from '../engine/diagnosis.js';
import type { Cluster } from '../jobcenter/model.js';
import { formats } from '../report/formats.js';
import { htmlReport } from '../report/html-report.js';
import type { Context } from './context.js';
import type { CaseOptions } from './inputs/open-case.js';
import { symptomFrom } from './inputs/symptom.js';
import { type CheckingOptions, declareCheckingOptions, outputsOf } from './options/checking-options.js';
import { recordedIn } from './options/dns-options.js';
import { declareLimitOptions, type LimitOptions, limitsOf } from './options/limit-options.js';
import { declareLookupsOption } from './options/lookup-files.js';
import {
  checkRedactOption,
  declareRedactOption,
  type RedactOption,
  readingCases,
  redactionIf,
} from './options/redact-option.js';
import { drawFor } from './running/drawing.js';
import { type Page, reportRun } from './running/report-run.js';
import { type Config, configured } from './settings/config-file.js';
import { ruleSettings } from './settings/settings.js';
import { exitCodesHelp } from './words/exit-codes-help.js';

interface Options extends CheckingOptions, LimitOptions, RedactOption {
  readonly lookups?: string;
  readonly symptom?: string;
  readonly manifest?: string;
}

/** `diagnose <snapshot or folder…>`: why a failover failed, from what was saved of its nodes. */
export function declareDiagnose(program: Command, context: Context): void {
  const say = (en: string, ja: string) => (context.language === 'ja' ? ja : en);
  const command = program
    .command('diagnose')
    .description(
      say(
        'rank the likely causes of a failed failover, from snapshots or node trees; needs no manifest',
        'スナップショットやノードツリーから、フェイルオーバー失敗の原因を可能性の高い順に示す（マニフェスト不要）',
      ),
    )
    .argument(
      '<path...>',
      say(
        'snapshots, node trees, or folders that hold several of them',
        'スナップショット、ノードツリー、またはそれらを含むフォルダ',
      ),
    )
    .option(
      '--symptom <text or file>',
      say(
        'what was seen: words, a log line, or a file with them',
        '発生した事象（文章、ログの行、またはそれらを含むファイル）',
      ),
    )
    .option(
      '--manifest <file>',
      say(
        "the cluster's manifest; the snapshots stand for its nodes' trees",
        'クラスタのマニフェスト（スナップショットをそのノードのツリーとして使う）',
      ),
    );
  declareCheckingOptions(command, context.language);
  declareLookupsOption(command, context.language);
  declareRedactOption(command, context.language);
  declareLimitOptions(command, context.language).addHelpText('after', exitCodesHelp(context.language));
  command.action(async (paths: readonly string[]) => {
    const { config, context: configuredContext } = await configured(program, context);
    context.end(await runDiagnose(paths, command.opts<Options>(), config, configuredContext));
  });
}

async function runDiagnose(
  paths: readonly string[],
  options: Options,
  config: Config,
  context: Context,
): Promise<number> {
  const { cwd, env } = context.io;
  const outputs = outputsOf(options, env);
  await checkRedactOption(options, context);
  const symptom = options.symptom === undefined ? null : symptomFrom(options.symptom, cwd);
  const [{ openCase }, { checkCase }, { diagnose }, { unexplained }, { rehearse }, { rules }, { catalogue }] =
    await Promise.all([
      import('./inputs/open-case.js'),
      import('./inputs/check-case.js'),
      import('../jobcenter/diagnosis/diagnose.js'),
      import('../jobcenter/diagnosis/unexplained.js'),
      import('../jobcenter/rehearsal/rehearse.js'),
      import('../../rules/index.js'),
      import('./rules/catalogue.js'),
    ]);
  const { select, severity } = ruleSettings(
    options,
    config,
    catalogue.map((rule) => rule.id),
  );
  const given: CaseOptions = {
    cwd,
    manifest: options.manifest,
    allowOutside: options.allowOutside,
    limits: limitsOf(options),
  };
  const dns = options.lookups === undefined ? null : await recordedIn(options.lookups, context);
  const firstly = readingCases([paths], given, { words: symptom, dns });
  const redaction = await redactionIf(options, context, firstly);
  const opened = await openCase(paths, { ...given, ...redaction.disguise });
  if (dns !== null) {
    const { learnInto } = await import('./running/from-network.js');
    await learnInto(opened.targets, redaction.dns(dns));
  }
  const { result, clusters } = checkCase(opened, {
    select,
    ...(severity === undefined ? {} : { severity }),
    ...(await drawFor(outputs)),
    inlineConfig: options.inlineConfig,
    requireComplete: options.requireComplete,
    failed: true,
  });
  const found = diagnose(
    clusters.map((each) => ({ cluster: each.target.model, result: each.result })),
    result,
    rules,
    symptom === null ? null : redaction.text(symptom),
  );
  const rehearsals = opened.targets
    .filter(({ model }) => isSmall(model))
    .flatMap((target) => rehearse(target, rules).rehearsals);
  const hints = [...found.hints, ...unexplained(rehearsals, found.causes)];
  const diagnosis: Diagnosis = { ...found, hints };
  const code = await reportRun(result, outputs, options, context, pageOf(diagnosis));
  context.end(redaction.keep());
  return code;
}

/** Every pair of a large cluster takes longer to rehearse than all else; nobody sends so many snapshots. */
const MOST_PAIRS = 200;
const isSmall = ({ nodes, sites }: Cluster) =>
  nodes.length * (nodes.length - 1) * (sites.length + 1) <= MOST_PAIRS;

/** Causes in the formats that have a place for them; the others show the findings as `lint` does. */
const pageOf = (diagnosis: Diagnosis): Page =>
  async function* (format, shown) {
    if (format === 'text') {
      const { diagnosisText } = await import('../report/diagnosis-text.js');
      yield* diagnosisText(diagnosis, shown);
    } else if (format === 'json') {
      const { diagnosisJson } = await import('../report/diagnosis-json.js');
      yield* diagnosisJson(diagnosis, shown.tool, shown.language);
    } else if (format === 'markdown') {
      const { diagnosisMarkdown } = await import('../report/diagnosis-markdown.js');
      yield* diagnosisMarkdown(diagnosis, shown);
    } else if (format === 'html') yield* htmlReport({ result: diagnosis.result, diagnosis }, shown);
    else yield* formats[format](diagnosis.result, shown);
  };

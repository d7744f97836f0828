import { mkdirSync, promises } from 'node:fs';
import path from 'node:path';
import { type Command, Option } from 'commander';
import type { Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import { type HostFile, hostFiles } from './collecting/host-files.js';
import { receiveArchive } from './collecting/ssh.js';
import { type Context, complain } from './context.js';
import { exit } from './exit-code.js';
import { writeProblem } from './fixing/write-problem.js';
import { type CollectorOptions, declareCollectorOptions, scriptFor } from './options/collector-options.js';
import { checkRedactOption, declareRedactOption, type RedactOption } from './options/redact-option.js';
import { Progress } from './progress.js';
import { quoted, UsageError } from './usage-error.js';

interface CollectOptions extends CollectorOptions, RedactOption {
  readonly from: readonly string[];
  readonly ssh: readonly string[];
  readonly output: string;
  readonly sshOption: readonly string[];
  readonly timeout: number;
  readonly jobs: number;
}

/** A snapshot is some 100 KiB; a node that sends more than this sends something else. */
const LIMITS = { packed: 64 * 1_048_576, unpacked: 512 * 1_048_576 };

/** `collect --ssh <host>…`: runs the collector on several nodes at once and writes a snapshot of each. */
export function declareCollect(program: Command, context: Context): void {
  const { language } = context;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const list = (value: string, before: readonly string[]) => [...before, value];
  const command = program
    .command('collect')
    .description(
      say(
        'run the collector on nodes over ssh and write a snapshot of each, <host>.tar.gz; or redacted copies of such snapshots',
        'ssh 経由で各ノードのスナップショットを収集し、<ホスト名>.tar.gz に書き出す。または、その名前を置き換えた写しを作る',
      ),
    )
    .addOption(
      new Option(
        '--ssh <host...>',
        say('nodes, as ssh takes them: name, user@name', 'ノード（ssh に渡す形: 名前、ユーザ名@名前）'),
      )
        .argParser(list)
        .default([], ''),
    )
    .addOption(
      new Option(
        '--from <path...>',
        say(
          'with --redact: copy these snapshots or node trees, all of one cluster; repeatable',
          '--redact と併用: 写しを作るスナップショットまたはノードツリー（1 クラスタ分、複数指定可）',
        ),
      )
        .argParser(list)
        .default([], ''),
    )
    .addOption(
      new Option(
        '-o, --output <dir>',
        say('folder for the snapshots', 'スナップショットを書き出すフォルダ'),
      ).default('.', '.'),
    )
    .addOption(
      new Option(
        '--ssh-option <option>',
        say(
          'an option for ssh -o, such as Port=2222, or an argument of ssh written as --ssh-option=-4; repeatable',
          'ssh の -o に渡すオプション（Port=2222 など）。ssh の引数は --ssh-option=-4 のように指定（複数指定可）',
        ),
      )
        .argParser(list)
        .default([], ''),
    )
    .addOption(
      new Option('--timeout <seconds>', say('time limit of each node', '1 ノードあたりの制限時間（秒）'))
        .argParser((value) => count('--timeout', value, 86_400))
        .default(300, '300'),
    )
    .addOption(
      new Option('--jobs <n>', say('nodes at the same time', '同時に収集するノード数'))
        .argParser((value) => count('--jobs', value, 64))
        .default(8, '8'),
    );
  declareRedactOption(command, language);
  declareCollectorOptions(command, language)
    .addHelpText(
      'after',
      say(
        `
ssh never asks for a password here: use keys or an agent. Log in as root where you can; an ordinary user collects less.

Exit codes:
  0  every node's snapshot was written
  2  wrong usage, or a node's snapshot could not be had; the others were still written`,
        `
パスワードの入力は求めません。鍵または ssh-agent を使ってください。root 以外では収集できる内容が減ります。

終了コード:
  0  すべてのノードのスナップショットを書き出した
  2  使い方の誤り、または収集できないノードがあった（他のノードの分は書き出される）`,
      ),
    )
    .action(async () => collect(command.opts<CollectOptions>(), context));
}

async function collect(options: CollectOptions, context: Context): Promise<void> {
  if (options.redact || options.from.length > 0) return copy(options, context);
  const hosts = hostFiles(options.ssh);
  const script = await scriptFor(options, context);
  const folder = path.resolve(context.io.cwd, options.output);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    complain(context, writeProblem(options.output, error));
    return context.end(exit.usage);
  }
  const progress = new Progress(context, hosts.length);
  const stop = new AbortController();
  const interrupted = untilSignal(stop);
  const waiting = [...hosts];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !stop.signal.aborted; next = waiting.shift()) {
      progress.started(next.host);
      const problem = await collectOne(next, folder, script, options, stop.signal);
      progress.ended(next.host);
      if (problem === null) context.io.out(`${escapeControl(path.join(options.output, next.file))}\n`);
      else {
        complain(context, { en: `${next.host}: ${problem.en}`, ja: `${next.host}: ${problem.ja}` });
        context.end(exit.usage);
      }
      progress.show();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(options.jobs, hosts.length) }, work));
  } finally {
    progress.done();
    interrupted();
  }
}

/** What is collected stays as it is with its owner, who knows what it means; others get copies. */
async function copy(options: CollectOptions, context: Context): Promise<void> {
  await checkRedactOption({ ...options, output: [] }, context);
  if (!options.redact || options.from.length === 0 || options.ssh.length > 0)
    throw new UsageError({
      en: 'collect --redact copies what was collected before: --from <snapshot>… --redact -o <folder>, without --ssh',
      ja: 'collect --redact は収集済みのスナップショットの写しを作ります: --from <スナップショット>… --redact -o <フォルダ>（--ssh なし）',
    });
  const { redactedCopies } = await import('./collecting/redacted-copies.js');
  await redactedCopies(options, context);
}

/** @returns null when the snapshot stands in its place; what was there before is replaced only then. */
async function collectOne(
  { host, file }: HostFile,
  folder: string,
  script: string,
  options: CollectOptions,
  signal: AbortSignal,
): Promise<Localized | null> {
  const partial = path.join(folder, `.${file}.${crypto.randomUUID()}.part`);
  try {
    const received = await receiveArchive({
      host,
      script,
      options: options.sshOption,
      timeout: options.timeout,
      limits: LIMITS,
      file: partial,
      signal,
    });
    if (typeof received !== 'number') return received;
    await promises.rename(partial, path.join(folder, file));
    return null;
  } catch (error) {
    return writeProblem(path.join(options.output, file), error);
  } finally {
    await promises.rm(partial, { force: true });
  }
}

/**
 * On Ctrl-C (and SIGTERM, SIGHUP) ends what runs.
 * @returns to be called when all has been cleaned up: then the program ends by that signal after all.
 */
function untilSignal(stop: AbortController): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let met: (typeof signals)[number] | null = null;
  const handlers = signals.map((signal) => {
    const handler = () => {
      met = signal;
      stop.abort();
    };
    process.on(signal, handler);
    return { signal, handler };
  });
  return () => {
    for (const { signal, handler } of handlers) process.off(signal, handler);
    if (met !== null) process.kill(process.pid, met);
  };
}

function count(flag: string, value: string, most: number): number {
  const number = /^[1-9]\d{0,5}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw new UsageError({
    en: `${flag}: ${quoted(value)} is no whole number from 1 to ${most}`,
    ja: `${flag}: ${quoted(value)} は 1 から ${most} までの整数ではありません`,
  });
}

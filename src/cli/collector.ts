import { type Command, Option } from 'commander';
import type { Context } from './context.js';
import { type CollectorOptions, declareCollectorOptions, scriptFor } from './options/collector-options.js';
import { notAllowed, UsageError } from './usage-error.js';

/** `collector`: prints the script that collects a node's snapshot; it runs where neither Node nor internet is. */
export function declareCollector(program: Command, context: Context): void {
  const { io, language } = context;
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const command = program
    .command('collector')
    .description(
      say(
        'print a shell script that writes a node’s snapshot as tar.gz; it reads only, and never a private key',
        'ノードのスナップショットを tar.gz で書き出すシェルスクリプトを出力する（読み取りのみ、秘密鍵は収集しない）',
      ),
    )
    .addOption(
      new Option('--platform <linux>', say('platform of the node', 'ノードのプラットフォーム'))
        .argParser(platform)
        .default('linux', 'linux'),
    );
  declareCollectorOptions(command, language)
    .addHelpText(
      'after',
      say(
        `
Run it on a node:
  cjclint collector > collector.sh
  ssh root@node sh -s < collector.sh > node.tar.gz`,
        `
ノードでの実行例:
  cjclint collector > collector.sh
  ssh root@node sh -s < collector.sh > node.tar.gz`,
      ),
    )
    .action(async () => io.out(await scriptFor(command.opts<CollectorOptions>(), context)));
}

function platform(value: string): string {
  if (value === 'linux') return value;
  if (value.toLowerCase() !== 'windows') throw notAllowed('--platform', value, ['linux']);
  throw new UsageError({
    en: '--platform: the collector runs on Linux only; of Windows nodes copy the config files, and `cjclint lint` prints the commands for what is missing',
    ja: '--platform: コレクタは Linux 専用です。Windows のノードは設定ファイルをコピーしてください。不足している情報を得るコマンドは `cjclint lint` が表示します',
  });
}

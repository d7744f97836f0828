import { type Command, Option } from 'commander';
import { bake, isTellable } from '../../jobcenter/collector/bake.js';
import { type Known, knownOf, nothingKnown, together } from '../../jobcenter/collector/known.js';
import type { Language } from '../../message/language.js';
import { collectorScript } from '../collecting/collector-script.js';
import type { Context } from '../context.js';
import { quoted, UsageError } from '../usage-error.js';

/** What tells the collector about places it cannot find by itself. */
export interface CollectorOptions {
  readonly manifest?: string;
  readonly database: readonly string[];
  readonly spool: readonly string[];
  readonly key: readonly string[];
}

/** Declares the options on a command; read them with `command.opts<CollectorOptions>()`. */
export function declareCollectorOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const paths = (flag: string) => (value: string, before: readonly string[]) => [
    ...before,
    absolute(flag, value),
  ];
  return command
    .option(
      '--manifest <file>',
      say(
        'take sites, spool directories, keys, job users and names to look up from this manifest',
        'サイト、スプールディレクトリ、秘密鍵、ジョブ実行ユーザ、名前解決の対象をこのマニフェストから取り込む',
      ),
    )
    .addOption(
      new Option(
        '--database <path...>',
        say('database folders of sites; repeatable', 'サイトデータベースのパス（複数指定可）'),
      )
        .argParser(paths('--database'))
        .default([], ''),
    )
    .addOption(
      new Option(
        '--spool <path...>',
        say('spool directories of agents; repeatable', 'エージェントのスプールディレクトリ（複数指定可）'),
      )
        .argParser(paths('--spool'))
        .default([], ''),
    )
    .addOption(
      new Option(
        '--key <path...>',
        say(
          'private keys, whose mode is recorded and whose content never is; repeatable',
          '秘密鍵のパス。パーミッションだけを記録し、内容は決して収集しない（複数指定可）',
        ),
      )
        .argParser(paths('--key'))
        .default([], ''),
    );
}

/**
 * The script to run on a node, with what the options tell.
 * @throws UsageError when the manifest cannot be used.
 */
export async function scriptFor(options: CollectorOptions, context: Context): Promise<string> {
  const told: Known = {
    ...nothingKnown,
    databases: options.database,
    spools: options.spool,
    keys: options.key,
  };
  if (options.manifest === undefined) return bake(collectorScript(), told);
  const { readManifestFile } = await import('../inputs/manifest-file.js');
  const manifest = readManifestFile(options.manifest, context);
  if (manifest.platform === 'windows') {
    throw new UsageError({
      en: `--manifest: ${quoted(options.manifest)} describes Windows nodes; the collector runs on Linux`,
      ja: `--manifest: ${quoted(options.manifest)} は Windows のクラスタです。収集できるのは Linux のノードだけです`,
    });
  }
  return bake(collectorScript(), together(told, knownOf(manifest)));
}

function absolute(flag: string, value: string): string {
  if (value.startsWith('/') && isTellable(value)) return value;
  throw new UsageError({
    en: `${flag}: ${quoted(value)} is no absolute path`,
    ja: `${flag}: ${quoted(value)} は絶対パスではありません`,
  });
}

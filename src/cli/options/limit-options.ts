import { type Command, Option } from 'commander';
import type { Language } from '../../message/language.js';
import { defaultLimits, type Limits } from '../../source/limits.js';
import { quoted, UsageError } from '../usage-error.js';

/** The options that raise or lower the limits on what is read. */
export interface LimitOptions {
  readonly maxEntries: number;
  readonly maxFileBytes: number;
  readonly maxTotalBytes: number;
  readonly maxRatio: number;
  readonly maxDepth: number;
  readonly maxSeconds: number;
}

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Declares the options on a command; read them with `command.opts<LimitOptions>()`. */
export function declareLimitOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  const add = (flag: string, what: string, most: number, value: number, shown = String(value)) =>
    command.addOption(
      new Option(`${flag} <n>`, what)
        .argParser((text) => count(flag, text, most, flag.endsWith('-bytes')))
        .default(value, shown),
    );
  add(
    '--max-entries',
    say('files and folders in one tree or archive', '1 つのツリーまたはアーカイブのエントリ数の上限'),
    10_000_000,
    defaultLimits.entries,
  );
  add(
    '--max-file-bytes',
    say('bytes of one file; K, M and G may follow', '1 ファイルのバイト数の上限（K、M、G を付けられる）'),
    512 * MIB,
    defaultLimits.fileBytes,
    '8M',
  );
  add(
    '--max-total-bytes',
    say('bytes that one archive unpacks to', '1 つのアーカイブの展開後のバイト数の上限'),
    1024 * GIB,
    defaultLimits.totalBytes,
    '1G',
  );
  add(
    '--max-ratio',
    say('unpacked bytes for each packed byte of an archive', 'アーカイブの圧縮率（展開後／圧縮後）の上限'),
    1_000_000,
    defaultLimits.ratio,
  );
  add('--max-depth', say('folders in folders', 'フォルダの深さの上限'), 1000, defaultLimits.depth);
  add(
    '--max-seconds',
    say('seconds to read one archive', '1 つのアーカイブの読み込み時間（秒）の上限'),
    86_400,
    defaultLimits.seconds,
  );
  return command;
}

export function limitsOf(options: LimitOptions): Limits {
  return {
    ...defaultLimits,
    entries: options.maxEntries,
    fileBytes: options.maxFileBytes,
    totalBytes: options.maxTotalBytes,
    ratio: options.maxRatio,
    depth: options.maxDepth,
    seconds: options.maxSeconds,
  };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: MIB, G: GIB };

/** @throws {UsageError} for anything but a whole number from 1 to `most` */
function count(flag: string, text: string, most: number, isBytes: boolean): number {
  const [, digits = '', unit = ''] = /^([1-9]\d{0,15})([KMG]?)$/.exec(text) ?? [];
  const number = Number(digits) * (UNITS[unit] ?? 1);
  if (digits !== '' && number <= most && (unit === '' || isBytes)) return number;
  throw new UsageError({
    en: `${flag}: ${quoted(text)} is no whole number from 1 to ${most}${isBytes ? '; K, M or G may stand behind it' : ''}`,
    ja: `${flag}: ${quoted(text)} は 1 から ${most} までの整数ではありません${isBytes ? '（K、M、G を付けられます）' : ''}`,
  });
}

import type { Command } from 'commander';
import type { Language } from '../message/language.js';
import type { Context } from './context.js';
import type { Touched } from './touched.js';

export interface ChangedOptions {
  readonly changed?: string;
}

/** `--changed <ref>` of lint. */
export function declareChangedOption(command: Command, language: Language): void {
  command.option(
    '--changed <ref>',
    language === 'ja'
      ? 'この git 参照以降に変更された（未追跡を含む）クラスタとファイルだけを検査する'
      : 'only clusters and files that changed since this git ref, untracked ones included',
  );
}

/** @returns what has changed, for the run; nothing when it was not asked for. */
export async function touchedSince(
  { changed }: ChangedOptions,
  { io }: Context,
): Promise<{ readonly touched?: Touched }> {
  if (changed === undefined) return {};
  const [{ changedFiles }, { Touched }] = await Promise.all([
    import('./changed-files.js'),
    import('./touched.js'),
  ]);
  return { touched: new Touched(await changedFiles(changed, io.cwd)) };
}

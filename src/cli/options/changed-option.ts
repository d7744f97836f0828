import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Language } from '../../message/language.js';
import type { Context } from '../context.js';
import type { Touched } from '../inputs/touched.js';
import { CONFIG } from '../settings/config-file.js';
import type { KnownOptions } from './adoption-options.js';

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

/**
 * @returns what has changed, for the run; nothing when it was not asked for, and when what decides how every cluster
 * is checked has changed itself: then all of them are.
 */
export async function touchedSince(
  { changed, baseline, waivers }: ChangedOptions & KnownOptions,
  { io }: Context,
): Promise<{ readonly touched?: Touched }> {
  if (changed === undefined) return {};
  const [{ changedFiles }, { Touched }, { WAIVERS }] = await Promise.all([
    import('../inputs/changed-files.js'),
    import('../inputs/touched.js'),
    import('../settings/waiver-file.js'),
  ]);
  const { top, files } = await changedFiles(changed, io.cwd);
  const touched = new Touched(top, files);
  const deciding = [...configs(io.cwd), waivers ?? WAIVERS, ...(baseline === undefined ? [] : [baseline])];
  return deciding.some((file) => touched.changed(resolve(io.cwd, file))) ? {} : { touched };
}

/** The config file that counts in a folder, and before it those that would: one of them may have been deleted. */
function configs(folder: string): readonly string[] {
  const here = join(folder, CONFIG);
  return existsSync(here) || dirname(folder) === folder ? [here] : [here, ...configs(dirname(folder))];
}

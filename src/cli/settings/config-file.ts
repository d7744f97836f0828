import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { Severity } from '../../engine/result.js';
import type { Language } from '../../message/language.js';
import type { Context } from '../context.js';

/** The name of the config file, in the working directory or above it in the repository. */
export const CONFIG = '.cjclint.yaml';

/** What a config file says of rules in one place. */
export interface ConfigLine {
  /** A rule or glob, with or without pack. */
  readonly rule: string;
  readonly severity: Severity | 'off';
  /** Lines and columns 1-based. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number };
}

/** What a repository says of how it is checked; the command line has the last word. */
export interface Config {
  /** In the order of the file; of several that fit a rule the last counts. */
  readonly severities: readonly ConfigLine[];
  /** What is left out, whatever `severities` say. */
  readonly skip: readonly ConfigLine[];
  readonly language: Language | null;
  /** Relative to the working directory, as paths on the command line are; null where none are given. */
  readonly paths: readonly string[] | null;
}

const nothing: Config = { severities: [], skip: [], language: null, paths: null };

/**
 * Reads the config file that counts in a folder: its own or the nearest above it, up to the root of the repository;
 * outside of a repository its own alone.
 * @param cwd absolute
 * @throws {UsageError} when it is wrong, with the place.
 */
export async function configFor(cwd: string): Promise<Config> {
  const folder = folderOfConfig(cwd);
  if (folder === null) return nothing;
  const { readConfig } = await import('./read-config.js');
  const config = readConfig(join(folder, CONFIG), relative(cwd, folder).split(sep).join('/'));
  return {
    ...config,
    paths: config.paths?.map((path) => relative(cwd, resolve(folder, path)) || '.') ?? null,
  };
}

/**
 * The config file that counts for a command, and the command's context in the language that it asks for, unless
 * `--lang` does.
 * @throws {UsageError} when the file is wrong.
 */
export async function configured<C extends Context>(
  program: Command,
  context: C,
): Promise<{ readonly config: Config; readonly context: C }> {
  const config = await configFor(context.io.cwd);
  const given = program.opts<{ lang?: Language }>().lang;
  return { config, context: { ...context, language: given ?? config.language ?? context.language } };
}

function folderOfConfig(cwd: string): string | null {
  let nearest: string | null = null;
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (nearest === null && existsSync(join(folder, CONFIG))) nearest = folder;
    if (existsSync(join(folder, '.git'))) return nearest;
    if (dirname(folder) === folder) return nearest === cwd ? cwd : null;
  }
}

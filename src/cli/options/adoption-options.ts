import type { Command } from 'commander';
import type { Language } from '../../message/language.js';
import { UsageError } from '../usage-error.js';

/** The options that say which findings are known. */
export interface KnownOptions {
  readonly baseline?: string;
  readonly waivers?: string;
}

/** The options that let a repository with known faults take up the check. */
export interface AdoptionOptions extends KnownOptions {
  readonly writeBaseline?: string;
}

/** Declares the options on a command; read them with `command.opts<KnownOptions>()`. */
export function declareKnownOptions(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  return command
    .option(
      '--baseline <file>',
      say(
        'leave out the findings in this file; says which of them are gone. Paths count from the working directory',
        'このファイルにある指摘を除外し、解消済みのものを知らせる（パスは作業フォルダから）',
      ),
    )
    .option(
      '--waivers <file>',
      say(
        'findings that may stand, with reasons; default: cjclint-waivers.yaml beside each manifest and in the working directory',
        '理由付きで許容する指摘のファイル。省略時は各マニフェストの隣と作業フォルダの cjclint-waivers.yaml',
      ),
    );
}

/** Declares the options on a command; read them with `command.opts<AdoptionOptions>()`. */
export function declareAdoptionOptions(command: Command, language: Language): Command {
  return declareKnownOptions(command, language).option(
    '--write-baseline <file>',
    language === 'ja'
      ? 'すべての指摘を既知のものとしてこのファイルに書き出す'
      : 'write all findings to this file, as known from now on',
  );
}

/** @throws {UsageError} for options that exclude each other. */
export function checkAdoptionOptions({ baseline, writeBaseline }: AdoptionOptions): void {
  if (baseline === undefined || writeBaseline === undefined) return;
  throw new UsageError({
    en: '--baseline and --write-baseline cannot be given together; --write-baseline alone writes it anew',
    ja: '--baseline と --write-baseline は同時に指定できません（--write-baseline だけで書き直せます）',
  });
}

/** The day on this machine's calendar, `YYYY-MM-DD`. */
export function today(now: Date = new Date()): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

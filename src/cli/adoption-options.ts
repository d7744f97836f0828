import type { Command } from 'commander';
import type { Language } from '../message/language.js';
import { UsageError } from './usage-error.js';

/** The options that let a repository with known faults take up the check. */
export interface AdoptionOptions {
  readonly baseline?: string;
  readonly writeBaseline?: string;
}

/** Declares the options on a command; read them with `command.opts<AdoptionOptions>()`. */
export function declareAdoptionOptions(command: Command, language: Language): Command {
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
      '--write-baseline <file>',
      say(
        'write all findings to this file, as known from now on',
        'すべての指摘を既知のものとしてこのファイルに書き出す',
      ),
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

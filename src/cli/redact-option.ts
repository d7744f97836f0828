import type { Command } from 'commander';
import type { Language } from '../message/language.js';
import type { CaseOptions } from './open-case.js';
import type { Redaction } from './redaction.js';

export interface RedactOption {
  readonly redact: boolean;
}

export function declareRedactOption(command: Command, language: Language): Command {
  return command.option(
    '--redact',
    language === 'ja'
      ? 'ホスト名、ドメイン、アドレス、ユーザ、固有のパスを一貫した別名に置き換える（結果を社外に送れるようにする）'
      : 'replace host names, domains, addresses, users and private parts of paths, each by the same everywhere, so that the result can be mailed out',
    false,
  );
}

/** What the options ask for; what nobody wants hidden stays as it is. */
export async function redactionIf(
  { redact }: RedactOption,
  paths: readonly string[],
  given: CaseOptions,
): Promise<Redaction> {
  if (!redact) return { trees: {}, text: (text) => text };
  const { redactionOf } = await import('./redaction.js');
  return redactionOf(paths, given);
}

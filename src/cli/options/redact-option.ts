import type { Command } from 'commander';
import type { Language } from '../../message/language.js';
import { type Context, note } from '../context.js';
import { undisguised } from '../inputs/disguise.js';
import type { CaseOptions } from '../inputs/open-case.js';
import type { Redaction, Told } from '../inputs/redaction.js';
import type { LintOptions } from '../running/run-lint.js';
import { UsageError } from '../usage-error.js';

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
  told: Told,
  given: CaseOptions,
  context: Context,
): Promise<Redaction> {
  if (!redact) return { disguise: undisguised, text: (text) => text, caveat: null };
  const { redactionOf } = await import('../inputs/redaction.js');
  return noted(await redactionOf(told, given), context);
}

function noted(redaction: Redaction, context: Context): Redaction {
  if (redaction.caveat !== null) note(context, redaction.caveat);
  return redaction;
}

/** Options of lint that need the files as they are. */
export interface OptionsOnOriginals {
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly changed?: string;
  readonly fix: boolean;
  readonly fixDryRun: boolean;
  readonly dns: boolean;
  readonly lookups?: string;
}

/** @throws {UsageError} for an option that would compare, look up or write what is not there under other names. */
export function checkRedactOption(options: RedactOption & OptionsOnOriginals): void {
  if (!options.redact) return;
  const others = [
    ['--baseline', options.baseline],
    ['--write-baseline', options.writeBaseline],
    ['--changed', options.changed],
    ['--fix', options.fix || undefined],
    ['--fix-dry-run', options.fixDryRun || undefined],
    ['--lookups', options.lookups],
    ['--dns', options.dns || undefined],
  ] as const;
  const other = others.find(([, value]) => value !== undefined)?.[0];
  if (other === undefined) return;
  throw new UsageError({
    en: `--redact cannot be given with ${other}, which needs names and files as they are`,
    ja: `--redact と ${other} は同時に指定できません（${other} には元の名前とファイルが必要です）`,
  });
}

/** How lint opens and shows its inputs; nothing where they stay as they are. */
export async function lintDisguise(
  { redact }: RedactOption,
  paths: readonly string[],
  options: LintOptions,
  context: Context,
): Promise<Pick<LintOptions, 'disguise'>> {
  if (!redact) return {};
  const { lintRedaction } = await import('../inputs/redaction.js');
  return { disguise: noted(await lintRedaction(paths, options), context).disguise };
}

import type { Command } from 'commander';
import type { Language } from '../../message/language.js';
import { type Context, note } from '../context.js';
import { undisguised } from '../inputs/disguise.js';
import type { CaseOptions } from '../inputs/open-case.js';
import type { FirstRun, Redaction } from '../inputs/redaction.js';
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

/** Nothing is hidden. */
const asItIs: Redaction = {
  disguise: undisguised,
  text: (text) => text,
  dns: (allowed) => allowed,
  connections: null,
  live: (layer) => layer,
  caveat: null,
};

/**
 * What the options ask for; what nobody wants hidden stays as it is.
 * @param firstly runs over the inputs once, and has the first run listen
 */
export async function redactionIf(
  { redact }: RedactOption,
  { io, language }: Pick<Context, 'io' | 'language'>,
  firstly: (first: FirstRun) => Promise<void>,
): Promise<Redaction> {
  if (!redact) return asItIs;
  const { FirstRun } = await import('../inputs/redaction.js');
  const first = new FirstRun();
  await firstly(first);
  const redaction = first.redaction(io.cwd);
  if (redaction.caveat !== null) note({ io, language }, redaction.caveat);
  return redaction;
}

/** Has the first run read cases: one, or one for each state, since nodes of one name in two states are no one node. */
export const readingCases =
  (cases: readonly (readonly string[])[], options: CaseOptions, words: string | null = null) =>
  async (first: FirstRun): Promise<void> => {
    const { openCase } = await import('../inputs/open-case.js');
    first.told(words);
    for (const paths of cases) {
      const { targets } = await openCase(paths, { ...options, ...first.disguise });
      for (const { model } of targets) first.met(model);
    }
  };

/** Options that need names, or files, as they are. */
export interface OptionsOnOriginals {
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly changed?: string;
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly saveLookups?: string;
}

/** @throws {UsageError} for an option that would compare or write what is not there under other names. */
export function checkRedactOption(options: RedactOption & OptionsOnOriginals): void {
  if (!options.redact) return;
  const others = [
    ['--baseline', options.baseline],
    ['--write-baseline', options.writeBaseline],
    ['--changed', options.changed],
    ['--fix', options.fix || undefined],
    ['--fix-dry-run', options.fixDryRun || undefined],
    ['--save-lookups', options.saveLookups],
  ] as const;
  const other = others.find(([, value]) => value !== undefined)?.[0];
  if (other === undefined) return;
  throw new UsageError({
    en: `--redact cannot be given with ${other}, which needs names and files as they are`,
    ja: `--redact と ${other} は同時に指定できません（${other} には元の名前とファイルが必要です）`,
  });
}

import type { Command } from 'commander';
import type { Language } from '../../message/language.js';
import { type Context, note } from '../context.js';
import { exit } from '../exit-code.js';
import { undisguised } from '../inputs/disguise.js';
import type { CaseOptions } from '../inputs/open-case.js';
import type { FirstRun, Redaction } from '../inputs/redaction.js';
import { UsageError } from '../usage-error.js';
import type { OutputOptions } from './checking-options.js';
import type { DnsAllowed } from './dns-options.js';

export interface RedactOption {
  readonly redact: boolean;
  readonly redactMap?: string;
  readonly redactAs?: string;
}

export function declareRedactOption(command: Command, language: Language): Command {
  const say = (en: string, ja: string) => (language === 'ja' ? ja : en);
  return command
    .option(
      '--redact',
      say(
        'replace host names, domains, addresses, users and private parts of paths, each by the same everywhere, so that the result can be mailed out',
        'ホスト名、ドメイン、アドレス、ユーザ、固有のパスを一貫した別名に置き換える（結果を社外に送れるようにする）',
      ),
      false,
    )
    .option(
      '--redact-map <file>',
      say(
        'with --redact: write what was replaced by what to a new file, to translate an answer back; never mail it',
        '--redact と併用: 元の名前と別名の対応表を新しいファイルに書き出す（回答の読み替え用。社外に送らないこと）',
      ),
    )
    .option(
      '--redact-as <file>',
      say(
        'with --redact: give the same names as in such a file of an earlier run',
        '--redact と併用: 以前の対応表と同じ別名を使う',
      ),
    );
}

/** A redaction of which its owner may keep the map. */
export interface KeptRedaction extends Omit<Redaction, 'rows'> {
  /** Writes the map, if one is wanted; to be called last. @returns the exit code */
  readonly keep: () => number;
}

/** Nothing is hidden. */
const asItIs: KeptRedaction = {
  disguise: undisguised,
  text: (text) => text,
  dns: (allowed) => allowed,
  connections: null,
  live: (layer) => layer,
  caveat: null,
  keep: () => exit.ok,
};

/**
 * What the options ask for; what nobody wants hidden stays as it is.
 * @param firstly runs over the inputs once, and has the first run listen
 */
export async function redactionIf(
  { redact, redactMap, redactAs }: RedactOption,
  context: Context,
  firstly: (first: FirstRun) => Promise<void>,
): Promise<KeptRedaction> {
  if (!redact) return asItIs;
  const [{ FirstRun }, { readMap, writeMap }] = await Promise.all([
    import('../inputs/redaction.js'),
    import('./redact-map.js'),
  ]);
  const { cwd } = context.io;
  const before = redactAs === undefined ? [] : readMap(redactAs, cwd);
  const first = new FirstRun();
  await firstly(first);
  const redaction = first.redaction(cwd, before);
  if (redaction.caveat !== null) note(context, redaction.caveat);
  const keep = () => (redactMap === undefined ? exit.ok : writeMap(redactMap, redaction.rows(), context));
  return { ...redaction, keep };
}

/** What a first run knows beside the files of its cases. */
interface Beside {
  /** The user's own. */
  readonly words?: string | null;
  /** What a recording tells. */
  readonly dns?: DnsAllowed | null;
}

/** Has the first run read cases: one, or one for each state, since nodes of one name in two states are no one node. */
export const readingCases =
  (cases: readonly (readonly string[])[], options: CaseOptions, { words, dns }: Beside = {}) =>
  async (first: FirstRun): Promise<void> => {
    const { openCase } = await import('../inputs/open-case.js');
    first.told(words);
    const heard = first.dns(dns ?? null);
    const { learnInto } = await import('../running/from-network.js');
    for (const paths of cases) {
      const { targets } = await openCase(paths, { ...options, ...first.disguise });
      await learnInto(targets, heard);
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

/**
 * @throws {UsageError} for an option that would compare or write what is not there under other names, and for a map
 *   that cannot be.
 */
export async function checkRedactOption(
  options: RedactOption & OptionsOnOriginals & Pick<OutputOptions, 'output'>,
  { io }: Context,
): Promise<void> {
  const { redact, redactMap, redactAs } = options;
  const alone = redactMap !== undefined ? '--redact-map' : redactAs === undefined ? null : '--redact-as';
  if (!redact && alone !== null)
    throw new UsageError({
      en: `${alone} is used with --redact only`,
      ja: `${alone} は --redact と併用してください`,
    });
  if (!redact) return;
  if (redactMap !== undefined) {
    const { checkMapFile } = await import('./redact-map.js');
    checkMapFile(redactMap, options.output, io.cwd);
  }
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

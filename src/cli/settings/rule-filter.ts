import { OWN_PACK } from '../../engine/own-rules.js';
import { meantRule, quoted, UsageError } from '../usage-error.js';
import type { ConfigLine } from './config-file.js';
import { matchesWildcard } from './wildcard.js';

/** Whether a rule, by its full name, is to be shown. */
export type RuleFilter = (rule: string) => boolean;

/**
 * Turns the globs of `--rule` and `--skip` into one question. The engine's own rules (a file that cannot be read …)
 * stay unless they are skipped: asking for one rule must not hide that its input is missing.
 * @param known full names of all rules.
 * @throws {UsageError} when a glob matches no rule.
 */
export function ruleFilter(
  rule: readonly string[],
  skip: readonly string[],
  known: readonly string[],
): RuleFilter {
  const wanted = new Set(matched('--rule', rule, known));
  const skipped = new Set(matched('--skip', skip, known));
  return (name) =>
    !skipped.has(name) && (rule.length === 0 || wanted.has(name) || name.startsWith(`${OWN_PACK}/`));
}

/** @param said where the globs stand: an option, a place in a file */
function matched(said: string, globs: readonly string[], known: readonly string[]): readonly string[] {
  return globs.flatMap((glob) => {
    const found = known.filter(
      (name) => matchesWildcard(glob, name) || matchesWildcard(glob, withoutPack(name)),
    );
    if (found.length > 0) return found;
    const near = meantRule(glob, glob.includes('/') ? known : known.map(withoutPack));
    throw new UsageError({
      en: `${said}: no rule is called ${quoted(glob)}${near.en}`,
      ja: `${said}: ${quoted(glob)} に該当するルールはありません${near.ja}`,
    });
  });
}

/** `machine-id-unique` of `jobcenter/machine-id-unique`. */
export const withoutPack = (name: string): string => name.slice(name.indexOf('/') + 1);

/**
 * What a config file says of each rule, by full name; of several lines that fit the last counts.
 * @throws {UsageError} when a line speaks of no rule.
 */
export function linesByRule(
  lines: readonly ConfigLine[],
  known: readonly string[],
): ReadonlyMap<string, ConfigLine> {
  return new Map(
    lines.flatMap((each) => {
      const { file, line, column } = each.place;
      return matched(`${file}:${line}:${column}`, [each.rule], known).map((name) => [name, each] as const);
    }),
  );
}

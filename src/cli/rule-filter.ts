import { OWN_PACK } from '../engine/own-rules.js';
import { CONFIG } from './config-file.js';
import { didYouMean, quoted, UsageError } from './usage-error.js';
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
  const wanted = matched('--rule', rule, known);
  const skipped = matched('--skip', skip, known);
  return (name) =>
    !skipped.has(name) && (rule.length === 0 || wanted.has(name) || name.startsWith(`${OWN_PACK}/`));
}

function matched(option: string, globs: readonly string[], known: readonly string[]): ReadonlySet<string> {
  return new Set(
    globs.flatMap((glob) => {
      const found = known.filter(
        (name) => matchesWildcard(glob, name) || matchesWildcard(glob, withoutPack(name)),
      );
      if (found.length > 0) return found;
      const near = didYouMean(glob, glob.includes('/') ? known : known.map(withoutPack));
      throw new UsageError({
        en: `${option}: no rule is called ${quoted(glob)}${near.en}`,
        ja: `${option}: ${quoted(glob)} に該当するルールはありません${near.ja}`,
      });
    }),
  );
}

/** `machine-id-unique` of `jobcenter/machine-id-unique`. */
export const withoutPack = (name: string): string => name.slice(name.indexOf('/') + 1);

/**
 * The severities that a config file sets, by full name; of several globs that fit the last counts.
 * @throws {UsageError} when a glob matches no rule.
 */
export function severitiesOf<S extends string>(
  set: readonly { readonly rule: string; readonly severity: S }[],
  known: readonly string[],
): ReadonlyMap<string, S> {
  return new Map(
    set.flatMap(({ rule, severity }) =>
      [...matched(CONFIG, [rule], known)].map((name) => [name, severity] as const),
    ),
  );
}

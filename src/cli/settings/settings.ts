import { OWN_PACK } from '../../engine/own-rules.js';
import type { Severity } from '../../engine/result.js';
import { UsageError } from '../usage-error.js';
import type { Config, ConfigLine } from './config-file.js';
import { linesByRule, type RuleFilter, ruleFilter } from './rule-filter.js';

/** Which rules run, and how grave they are: what the command line and the config file say together. */
export interface RuleSettings {
  readonly select: RuleFilter;
  readonly severity: ((rule: string) => Severity | undefined) | undefined;
}

/**
 * The command line wins: a rule that `--rule` asks for runs though the config file leaves it out.
 * @param known full names of all rules
 * @throws {UsageError} when a glob of either matches no rule, or both together leave none to run: that would be a GO
 *   of nothing.
 */
export function ruleSettings(
  asked: { readonly rule: readonly string[]; readonly skip: readonly string[] },
  config: Config,
  known: readonly string[],
): RuleSettings {
  const byCommandLine = ruleFilter(asked.rule, asked.skip, known);
  const { skipped, set } = configured(config, known);
  const isOn = (rule: string) => !skipped.has(rule) && set.get(rule)?.severity !== 'off';
  const select = asked.rule.length > 0 ? byCommandLine : (rule: string) => byCommandLine(rule) && isOn(rule);
  if (!known.some((rule) => select(rule) && !rule.startsWith(`${OWN_PACK}/`))) {
    throw new UsageError({
      en: 'no rule is left to check with: every rule is skipped or off',
      ja: '実行するルールがありません。すべてのルールが除外されているか、無効です',
    });
  }
  return {
    select,
    severity:
      set.size === 0
        ? undefined
        : (rule) => {
            const severity = set.get(rule)?.severity;
            return severity === 'off' ? undefined : severity;
          },
  };
}

/**
 * The line of the config file that decides about a rule; null where none speaks of it.
 * @param rule its full name
 * @throws {UsageError} when a line of the file speaks of no rule.
 */
export function decidingLine(rule: string, config: Config, known: readonly string[]): ConfigLine | null {
  const { skipped, set } = configured(config, known);
  return skipped.get(rule) ?? set.get(rule) ?? null;
}

const configured = ({ severities, skip }: Config, known: readonly string[]) => ({
  skipped: linesByRule(skip, known),
  set: linesByRule(severities, known),
});

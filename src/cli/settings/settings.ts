import type { Severity } from '../../engine/result.js';
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
 * @throws {UsageError} when a glob of either matches no rule.
 */
export function ruleSettings(
  asked: { readonly rule: readonly string[]; readonly skip: readonly string[] },
  config: Config,
  known: readonly string[],
): RuleSettings {
  const byCommandLine = ruleFilter(asked.rule, asked.skip, known);
  const { skipped, set } = configured(config, known);
  const isOn = (rule: string) => !skipped.has(rule) && set.get(rule)?.severity !== 'off';
  return {
    select: asked.rule.length > 0 ? byCommandLine : (rule) => byCommandLine(rule) && isOn(rule),
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

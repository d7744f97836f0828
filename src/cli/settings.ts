import type { Severity } from '../engine/result.js';
import type { Config } from './config-file.js';
import { type RuleFilter, ruleFilter, severitiesOf } from './rule-filter.js';

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
  { severities, skip }: Config,
  known: readonly string[],
): RuleSettings {
  const byCommandLine = ruleFilter(asked.rule, asked.skip, known);
  const byConfig = ruleFilter([], skip, known);
  const set = severitiesOf(severities, known);
  const isOn = (rule: string) => byConfig(rule) && set.get(rule) !== 'off';
  return {
    select: asked.rule.length > 0 ? byCommandLine : (rule) => byCommandLine(rule) && isOn(rule),
    severity:
      set.size === 0
        ? undefined
        : (rule) => {
            const severity = set.get(rule);
            return severity === 'off' ? undefined : severity;
          },
  };
}

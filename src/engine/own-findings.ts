import type { Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import type { Origin } from '../text/source-file.js';
import { locate } from './place.js';
import type { Finding, Severity, SubjectNames } from './result.js';

/** The engine's own rules: what it says of inputs and comments, whatever the product. */
export type OwnRuleName =
  | 'unreadable-file'
  | 'fact-not-understood'
  | 'suppression-unused'
  | 'suppression-without-reason'
  | 'limit-reached'
  | 'waiver-expired'
  | 'waiver-unmatched';

/** A finding before it has its fingerprint. */
export type Draft = Omit<Finding, 'fingerprint'>;

/** Makes a finding of the engine itself. */
export function ownFinding(
  rule: OwnRuleName,
  severity: Severity,
  about: {
    readonly cluster: string | null;
    readonly at: Origin | null;
    readonly message: Localized;
    readonly help: Localized;
    readonly names?: Partial<SubjectNames>;
  },
): Draft {
  return {
    rule: `cjclint/${rule}`,
    messageKey: rule,
    severity,
    evidence: 'code',
    reference: null,
    cluster: about.cluster,
    node: about.names?.node ?? null,
    site: about.names?.site ?? null,
    agent: about.names?.agent ?? null,
    message: escaped(about.message),
    help: escaped(about.help),
    location: about.at === null ? null : locate(about.at),
    related: [],
    fixable: false,
    fixes: [],
  };
}

/** A text whose control characters are shown, not obeyed. */
export const escaped = (text: Localized): Localized => ({
  en: escapeControl(text.en),
  ja: escapeControl(text.ja),
});

/** The key of the finding that says how many findings were cut; it is about the report, not about an input. */
export const CUT = 'findings-cut';

const inputRules: ReadonlySet<string> = new Set(['cjclint/unreadable-file', 'cjclint/limit-reached']);

/** Whether a rule, by its full name, tells of inputs that could not be used: nothing switches it off or lowers it. */
export const isInputRule = (rule: string): boolean => inputRules.has(rule);

/** Whether a finding says that an input could not be used (exit code 2). */
export const isInputProblem = (finding: Draft): boolean =>
  isInputRule(finding.rule) && finding.messageKey !== CUT;

import type { Draft } from './own-findings.js';
import type { Status, SubjectNames } from './result.js';
import type { Subject } from './rule.js';

/** How one rule ended for one subject. */
export interface SubjectOutcome extends SubjectNames {
  /** With its pack. */
  readonly rule: string;
  readonly status: Status;
}

/** Remembers how each subject of each rule ended; what was found there may be taken back later. */
export class OutcomeRecord {
  readonly #outcomes: { readonly outcome: SubjectOutcome; readonly found: readonly string[] }[] = [];

  /** @param findings what the rule reported of the subject */
  add(rule: string, subject: Omit<Subject<unknown>, 'it'>, status: Status, findings: readonly Draft[]): void {
    const { node = null, site = null, agent = null } = subject;
    this.#outcomes.push({ outcome: { rule, node, site, agent, status }, found: findings.map(keyOf) });
  }

  /**
   * The outcomes as they stand in the end: a subject all of whose findings are suppressed, known or explained by
   * another rule is not applicable, as its rule is.
   * @param left all findings that stay open
   */
  settled(left: readonly Draft[]): readonly SubjectOutcome[] {
    const open = new Set(left.map(keyOf));
    return this.#outcomes.map(({ outcome, found }) =>
      outcome.status === 'failed' && !found.some((key) => open.has(key))
        ? { ...outcome, status: 'not-applicable' }
        : outcome,
    );
  }
}

/** What a finding keeps on its way through the engine. */
const keyOf = ({ rule, messageKey, node, site, agent, location }: Draft): string =>
  JSON.stringify([rule, messageKey, node, site, agent, location?.file, location?.line, location?.column]);

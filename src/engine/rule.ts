import type { Localized } from '../message/language.js';
import type { Origin } from '../text/source-file.js';
import type { Edit } from './fix.js';
import type { Grade, Phase, Severity } from './result.js';

/** Where a rule's fact stands. */
export interface Evidence {
  readonly grade: Grade;
  /** `G 2.3.3.1.3`, `FAQ 3150116982`, `RFC 1123`; null where nothing can be cited. */
  readonly reference: string | null;
}

/** The vendor's cluster guide, by section. */
export const manual = (section: string): Evidence => ({ grade: 'manual', reference: `G ${section}` });
/** A published standard or source. */
export const code = (reference: string): Evidence => ({ grade: 'code', reference });
/** Follows from the guide by plain reasoning; the section it starts from, if any. */
export const inferred = (section: string | null = null): Evidence => ({
  grade: 'inferred',
  reference: section === null ? null : `G ${section}`,
});
/** The option note, which contradicts the guide in places. */
export const thirdParty: Evidence = { grade: 'third-party', reference: 'N' };
/** Not documented anywhere we know. */
export const unknownEvidence: Evidence = { grade: 'unknown', reference: null };

/** The values a message is made from; strings are escaped before they get there. */
export type MessageArgs = readonly (string | number)[];

/** A message in both languages, made from the same arguments. */
export interface Message<A extends MessageArgs = never> {
  readonly en: (...args: A) => string;
  readonly ja: (...args: A) => string;
  /** What to do about it; the rule's own `fix` where absent. */
  readonly fix?: { readonly en: (...args: A) => string; readonly ja: (...args: A) => string };
}

// biome-ignore lint/suspicious/noExplicitAny: the only way to accept messages of any argument list
export type Messages = Readonly<Record<string, Message<any>>>;

type ArgsOf<M> = M extends { en: (...args: infer A) => string } ? A : never;

/** The arguments of a message as a rule gives them: a text may be another one in each language, such as a list. */
type Given<A> = { readonly [K in keyof A]: string extends A[K] ? A[K] | Localized : A[K] };

/** Another place involved, with a word on why. */
export interface Related {
  readonly at: Origin;
  readonly message: Localized;
}

export interface Report<M> {
  /** The exact text at fault; null only where neither file nor manifest could hold it. */
  readonly at: Origin | null;
  readonly args: Given<ArgsOf<M>>;
  readonly related?: readonly Related[];
  /** Other than the rule's own, where the catalogue says so. */
  readonly severity?: Severity;
  /** The one at fault or the odd one out; null on a tie. Left out: the subject's. */
  readonly node?: string | null;
  readonly site?: string | null;
  readonly agent?: string | null;
  /** The one right answer, where it can be written. */
  readonly fix?: readonly Edit[] | null;
  /** Right answers of which somebody has to pick one, by the names in the rule's own `choices`. */
  readonly choices?: Readonly<Record<string, readonly Edit[]>>;
}

/** What a rule is asked about at a time: a site, a node of a site, a file … with the names for the report. */
export interface Subject<T> {
  readonly it: T;
  readonly node?: string | undefined;
  readonly site?: string | undefined;
  readonly agent?: string | undefined;
}

export interface CheckContext<Model, M extends Messages> {
  readonly cluster: Model;
  /** Reports a finding; the subject has then failed. */
  report<K extends keyof M & string>(message: K, report: Report<M[K]>): void;
  /** Something this subject needs is missing. Several calls add up; a finding of the same subject outweighs them. */
  missing(node: string | null, ...needs: readonly [string, ...string[]]): void;
  /** The question does not arise for this subject. */
  notApplicable(): void;
}

/** The documentation of a rule: its page in docs, `explain`, and the help of other formats are made from it. */
export interface RuleText {
  /** One line: what is wrong when the rule fails. */
  readonly title: Localized;
  /** Why that matters: what happens on the node. */
  readonly why: Localized;
  /** What to do about it, in general. */
  readonly fix: Localized;
  /** Shown by `explain`: a piece of a file or command output that fails, and one that passes. */
  readonly bad: string;
  readonly good: string;
}

/**
 * Another rule that explains this one's finding better: then this one is left out.
 * `place`: a place of both findings overlaps; `subject`: both are about the same node, site and agent.
 */
export interface Yield {
  readonly rule: string;
  readonly for: 'place' | 'subject';
}

export interface RuleDefinition<Model, T, M extends Messages> extends RuleText {
  /** Without its pack: `machine-id-unique`. */
  readonly name: string;
  /** The catalogue's; a single finding may be lower, or higher where the catalogue says so. */
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly phases: readonly Phase[];
  /** Facts beyond config files and manifest that the rule reads. */
  readonly needs?: readonly string[];
  readonly yieldsTo?: readonly Yield[];
  /** The names of its right answers, where somebody has to pick one. */
  readonly choices?: readonly string[];
  readonly messages: M;
  /** What the rule is asked about, one by one. None: not applicable. */
  readonly subjects: (cluster: Model) => Iterable<Subject<T>>;
  /** Judges one subject. Neither a report nor another word: passed. */
  readonly check: (it: T, context: CheckContext<Model, M>) => void;
}

/** A rule whose subject and message types are its own affair. */
export interface Rule<Model> extends RuleText {
  readonly name: string;
  readonly severity: Severity;
  readonly evidence: Evidence;
  readonly phases: readonly Phase[];
  readonly needs: readonly string[];
  readonly yieldsTo: readonly Yield[];
  readonly choices: readonly string[];
  readonly messages: Messages;
  readonly subjects: (cluster: Model) => Iterable<Subject<unknown>>;
  readonly check: (it: unknown, context: CheckContext<Model, Messages>) => void;
}

/** Declares a rule of a model; `forModel<Cluster>()` gives the `rule` function of a product pack. */
export function forModel<Model>() {
  return <T, const M extends Messages>(definition: RuleDefinition<Model, T, M>): Rule<Model> => ({
    needs: [],
    yieldsTo: [],
    choices: [],
    ...definition,
    // The engine hands `check` only what `subjects` of the same rule gave, so the two types are one.
    check: definition.check as Rule<Model>['check'],
  });
}

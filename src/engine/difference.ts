import type { Localized } from '../message/language.js';
import type { Finding, FramedLocation, SubjectNames } from './result.js';

/** A value on one side of a comparison; `location` null where it stands nowhere. */
export interface ComparedValue {
  /** For people: the text as written, `ON`, or a summary such as `755 root root`. Raw: a report escapes it. */
  readonly text: string;
  readonly location: FramedLocation | null;
}

/** One thing that is not what it was, by meaning and not by lines. */
export interface Change extends SubjectNames {
  readonly cluster: string | null;
  /** What it is: "NATS_URL of the site jcmgcluster". */
  readonly what: Localized;
  /** Null where it was not there. */
  readonly before: ComparedValue | null;
  /** Null where it is no longer there. */
  readonly after: ComparedValue | null;
  /** When its file was changed, ISO 8601 in UTC, as the new state tells; null where it does not. */
  readonly changedAt: string | null;
  /** Findings of the new state that this change brought. */
  readonly breaks: readonly Finding[];
  /** Findings of the old state that this change took away. */
  readonly mends: readonly Finding[];
}

/** What changed between two states. */
export interface Difference {
  /** The two states as the user named them. */
  readonly before: string;
  readonly after: string;
  /** Names of the clusters that were compared; empty where no state of one could be compared with another. */
  readonly compared: readonly string[];
  /** Those that break something first. */
  readonly changes: readonly Change[];
  /** Findings that came or went and that no change explains. */
  readonly unexplained: { readonly breaks: readonly Finding[]; readonly mends: readonly Finding[] };
  /** What could not be compared, because one side does not tell. */
  readonly notCompared: readonly Localized[];
}

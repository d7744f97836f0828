import type { Localized } from '../message/language.js';
import type { Finding, FramedLocation, SubjectNames } from './result.js';

/** A value on one side of a comparison; `location` null where it stands nowhere. */
export interface ComparedValue {
  /** For people: the text as written, `ON`, or a summary such as `755 root root`. Raw: a report escapes it. */
  readonly text: Localized;
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

/** A difference that two nodes of a cluster rightly have, or that comes and goes with what runs on a node. */
export interface ExpectedDifference extends Change {
  /** Since the value is each machine's `own`, or since something runs, by its `role`, with only one of both. */
  readonly why: 'own' | 'role';
}

/** What changed between two states. */
export interface Difference {
  /** The two states as the user named them. */
  readonly before: string;
  readonly after: string;
  /** When the states were collected, ISO 8601 in UTC, the last of their nodes each; null where nothing tells. */
  readonly collected: { readonly before: string | null; readonly after: string | null };
  /** Whether all of the state that should be the older one was collected later; of two nodes never. */
  readonly swapped: boolean;
  /** The two nodes where the states are of different ones of a cluster; null for one cluster at two times. */
  readonly nodes: { readonly before: string; readonly after: string } | null;
  /** Names of the clusters that were compared; empty where no state of one could be compared with another. */
  readonly compared: readonly string[];
  /** Those that break something first. Of two nodes: those that a finding is about, of either, first. */
  readonly changes: readonly Change[];
  /** What rightly differs between two nodes; of one cluster at two times, what follows from a site's move. */
  readonly expected: readonly ExpectedDifference[];
  /** How many findings are about both of two nodes alike, and so about no difference. */
  readonly alike: number;
  /** Findings that came or went and that no change explains. */
  readonly unexplained: { readonly breaks: readonly Finding[]; readonly mends: readonly Finding[] };
  /** Findings of one state where the other does not tell enough to have them: they may have been there all along. */
  readonly oneSided: { readonly before: readonly Finding[]; readonly after: readonly Finding[] };
  /** What could not be compared, because one side does not tell. */
  readonly notCompared: readonly Localized[];
}

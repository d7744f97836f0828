import type { Localized } from '../message/language.js';
import type { Fix } from './fix.js';
import type { SubjectOutcome } from './outcomes.js';
import type { Picture } from './picture.js';

export type Severity = 'error' | 'warning' | 'info';

/** How well a fact is founded (domain.md); the grade bounds a rule's severity. */
export type Grade = 'manual' | 'faq' | 'code' | 'inferred' | 'third-party' | 'unknown';

/** When a fault bites. */
export type Phase = 'create-site' | 'start' | 'failover' | 'agent' | 'operation';

/** How a rule ended for one subject. A rule that threw is `not-checked`, never passed. */
export type Status = 'passed' | 'failed' | 'not-applicable' | 'not-checked';

export type Verdict = 'go' | 'go-with-warnings' | 'cannot-tell' | 'no-go';

/** What a finding is about; null where it is about none or several of a kind. */
export interface SubjectNames {
  readonly node: string | null;
  readonly site: string | null;
  readonly agent: string | null;
}

/** 1-based lines and 1-based UTF-16 columns, end exclusive. A link, a folder, an empty file: 1:1 to 1:1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A location with the text around it, so that a report needs no file. */
export interface FramedLocation extends Location {
  /** The lines from `firstLine` on; empty where the place has no text. Raw: a report escapes them. */
  readonly excerpt: readonly string[];
  /** 1-based. */
  readonly firstLine: number;
}

export interface RelatedPlace {
  readonly message: Localized;
  readonly location: FramedLocation;
}

export interface Finding extends SubjectNames {
  /** With its pack: `jobcenter/nats-url-required`. */
  readonly rule: string;
  /** The rule's own name of this message; stable, never shown. */
  readonly messageKey: string;
  readonly severity: Severity;
  readonly evidence: Grade;
  /** The guide's section (`G 2.3.3.1.3`), an FAQ or an RFC; null for the engine's own findings. */
  readonly reference: string | null;
  /** Null for a file that belongs to no cluster. */
  readonly cluster: string | null;
  readonly message: Localized;
  readonly help: Localized;
  readonly location: FramedLocation | null;
  readonly related: readonly RelatedPlace[];
  /** Whether the one right answer is known. */
  readonly fixable: boolean;
  /** What would mend it, also where it cannot be written; several where somebody has to choose. Left out: unknown. */
  readonly fixes?: readonly Fix[];
  readonly fingerprint: string;
}

/** One thing that is missing, on one node. */
export interface Gap {
  /** Null where no single node is meant. */
  readonly node: string | null;
  /** The name of a fact or input, such as `stat`. */
  readonly need: string;
  /** What would settle it, without the node: gaps of several nodes are told together. */
  readonly how: Localized;
}

/** Why something could not be checked; shared by every entry with the same cause. */
export interface MissingInput {
  readonly gaps: readonly Gap[];
  /** Names of facts or inputs, such as `stat`. */
  readonly missing: readonly string[];
  /** The command or file that would settle it. */
  readonly supply: Localized;
}

export interface NotChecked extends SubjectNames {
  readonly rule: string;
  readonly cluster: string | null;
  readonly cause: MissingInput;
}

export interface Suppressed {
  readonly finding: Finding;
  readonly reason: string;
  /** ISO 8601 date of a waiver; null for an inline comment. */
  readonly expires: string | null;
  /** What keeps it out of the report, where it is not a comment in the file. */
  readonly by?: 'waiver' | 'baseline';
}

export interface Coverage {
  readonly rules: number;
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  readonly notChecked: number;
}

/** What the checks of one cluster (or of loose files: `name` null) gave. */
export interface ClusterResult {
  readonly name: string | null;
  /** Display path of the manifest; null where the cluster was inferred. */
  readonly manifest: string | null;
  readonly nodes: readonly string[];
  readonly sites: readonly string[];
  readonly agents: readonly string[];
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly suppressed: readonly Suppressed[];
  /** Each rule's worst status over its subjects. */
  readonly statuses: ReadonlyMap<string, Status>;
  /** The number of files read. */
  readonly files: number;
  /** How each subject of each rule ended; only where it was asked for. */
  readonly outcomes?: readonly SubjectOutcome[];
  /** What the cluster is made of; only where it was asked for. */
  readonly picture?: Picture;
}

/** The result of a run; every report is a projection of it. */
export interface RunResult {
  readonly verdict: Verdict;
  readonly clusters: readonly ClusterResult[];
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  readonly suppressed: readonly Suppressed[];
  readonly coverage: Coverage;
  readonly summary: {
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly files: number;
    readonly clusters: number;
    readonly nodes: number;
  };
  /** Inputs that could not be used (exit 2), one sentence each with its place. */
  readonly inputProblems: readonly Localized[];
  /** Rules that threw (exit 3), one sentence each. */
  readonly internalErrors: readonly string[];
}

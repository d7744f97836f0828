import type { Outcome } from '../../engine/rehearsal.js';
import type { Status, Verdict } from '../../engine/result.js';
import type { Language } from '../../message/language.js';
import { english } from './words-en.js';
import { japanese } from './words-ja.js';

/** The words of a page that the other reports have not, in one language. */
export interface PageWords {
  readonly title: string;
  readonly skip: string;
  readonly contents: string;
  readonly clusters: string;
  readonly cluster: string;
  readonly verdict: string;
  /** What a verdict means, in a sentence. */
  readonly meaning: Readonly<Record<Verdict, string>>;
  readonly asFarAsChecked: string;
  readonly notCheckedCount: string;
  readonly findings: string;
  readonly noFindings: string;
  readonly noPlace: string;
  readonly related: string;
  readonly fix: string;
  readonly rule: string;
  readonly about: (node: string | null, site: string | null, agent: string | null) => string;
  readonly notShown: (count: number) => string;
  readonly drawing: DrawingWords;
  readonly matrix: MatrixWords;
  readonly open: OpenWords;
  readonly suppressed: SuppressedWords;
  readonly coverage: string;
  readonly problems: string;
  readonly rules: string;
  readonly cause: (rank: number) => string;
  readonly plan: PlanWords;
  readonly rehearsal: RehearsalWords;
  readonly madeBy: (tool: string, version: string) => string;
}

export interface DrawingWords {
  readonly heading: string;
  /** The drawing's name and what it shows, for those who cannot see it. */
  readonly title: (cluster: string) => string;
  readonly description: (nodes: number, services: number, disks: number) => string;
  readonly node: string;
  readonly disk: string;
  readonly noData: string;
  readonly active: string;
  readonly standby: string;
  readonly legend: string;
  readonly lines: { readonly active: string; readonly standby: string; readonly unknown: string };
  readonly signs: {
    readonly error: string;
    readonly warning: string;
    readonly info: string;
    readonly open: string;
  };
  readonly inWords: string;
  readonly runsOn: (nodes: string) => string;
  readonly activeOn: (nodes: string) => string;
  readonly worksFor: (site: string) => string;
  readonly holds: (names: string) => string;
  readonly whole: string;
  readonly notDrawn: (count: number) => string;
  /** What is marked somewhere: "2 errors, 1 not checked". */
  readonly marked: (errors: number, warnings: number, infos: number, open: number) => string;
}

export interface MatrixWords {
  readonly heading: string;
  readonly caption: (from: number, to: number, of: number) => string;
  readonly whole: string;
  readonly status: Readonly<Record<Status, string>>;
  readonly notAsked: string;
  readonly legend: string;
  readonly notApplicable: (count: number) => string;
}

export interface OpenWords {
  readonly heading: string;
  readonly intro: string;
  readonly missing: (need: string) => string;
  readonly nodes: string;
  readonly how: string;
  readonly rules: (count: number) => string;
  readonly none: string;
}

export interface SuppressedWords {
  readonly heading: string;
  readonly reason: string;
  readonly noReason: string;
  readonly until: string;
  readonly by: { readonly comment: string; readonly waiver: string; readonly baseline: string };
}

export interface PlanWords {
  readonly heading: string;
  readonly seen: string;
  readonly before: string;
  readonly command: string;
  readonly after: string;
}

export interface RehearsalWords {
  readonly heading: string;
  readonly none: string;
  readonly overview: string;
  readonly site: string;
  readonly noSite: string;
  readonly from: string;
  readonly to: string;
  readonly outcomeOf: string;
  readonly outcome: Readonly<Record<Outcome, string>>;
  /** What the worst outcome means for the whole page. */
  readonly meaning: Readonly<Record<Outcome, string>>;
  readonly move: (site: string, from: string, to: string) => string;
  readonly counts: (all: number, passes: number, fails: number, unknown: number) => string;
  readonly steps: (passes: number, fails: number, unknown: number) => string;
}

export const pageWords: Readonly<Record<Language, PageWords>> = { en: english, ja: japanese };

import type { Finding, Phase, Severity } from '../../engine/result.js';
import { STEPS } from '../failover-steps.js';
import { type Bite, biteOf, orderOf } from './bite.js';
import { ruleOf } from './consequences.js';
import { type Group, severityOrder } from './groups.js';
import type { Match } from './read-symptom.js';
import type { TakeOver } from './take-over.js';

/** What the ranking knows of a rule. */
export interface RankedRule {
  readonly severity: Severity;
  readonly phases: readonly Phase[];
}

export interface RankingInput {
  /** By rule, without its pack. */
  readonly rules: ReadonlyMap<string, RankedRule>;
  readonly matches: ReadonlyMap<string, Match>;
  readonly takeOver: TakeOver;
  /** Whether what a finding is about moves with the shared disk, so that it is on whichever node has that. */
  readonly moves: (finding: Finding) => boolean;
  /** Names of the sites that the failure is about. */
  readonly sites: ReadonlySet<string>;
}

/** How causes compare. */
export interface Standing {
  /** 2, may break a failover, or 3, breaks it by itself. */
  readonly strength: number;
  /** Of the same strength the higher counts. */
  readonly score: number;
}

/** A group with its standing among the causes. */
export interface RankedGroup extends Standing {
  readonly group: Group;
  /** The finding that stands for the group. */
  readonly lead: Finding;
  /** How the symptom speaks of the group; null where it does not. */
  readonly match: Match | null;
  /** Whether its evidence sits on a node that had to take over; null where it sits on none or nobody knows. */
  readonly onTakeOver: boolean | null;
}

/**
 * Whether something can break a failover by itself (3), may (2), hardly (1), or is only worth knowing (0). A weaker
 * group never ranks before a stronger one.
 */
function strengthOf(finding: Finding, fit: number, rule: RankedRule | undefined): number {
  if (finding.severity === 'error') return 3;
  const { force } = biteOf(ruleOf(finding), rule?.phases ?? []);
  if (finding.severity === 'info') return fit === 3 ? 2 : fit === 2 ? 1 : 0;
  // A rule's own lesser case does not break what its worse one does.
  if (force === 'breaks' && rule?.severity !== 'error') return 3;
  if (force === 'tidiness') return fit >= 2 ? 2 : 1;
  return fit === 3 ? 3 : 2;
}

const GRADES = { manual: 2, faq: 2, code: 2, inferred: 1, 'third-party': 0, unknown: 0 } as const;
/** What a match with the symptom, the node that had to take over, the site, a consequence and an earlier step count. */
const WEIGHTS = {
  fit: 8,
  here: 6,
  elsewhere: -8,
  otherSite: -8,
  consequence: 2,
  mostConsequences: 6,
  step: 0.8,
  severity: 4,
};

/** The likeliest cause first; what is only worth knowing, or hardly keeps a failover from working, is no cause. */
export function ranked(groups: readonly Group[], input: RankingInput): readonly RankedGroup[] {
  return groups
    .flatMap((group) => judge(group, input) ?? [])
    .filter(({ strength }) => strength > 1)
    .toSorted(byStanding);
}

/** Stronger before weaker, then the better reasons. */
export const byStanding = (a: Standing, b: Standing): number => b.strength - a.strength || b.score - a.score;

function judge(group: Group, input: RankingInput): RankedGroup | null {
  const { rules, matches, takeOver, sites } = input;
  const lead = group.roots.find((each) => takeOver.nodes.has(each.node ?? '')) ?? group.roots[0];
  if (lead === undefined) return null;
  const all = [...group.roots, ...group.consequences];
  const match = bestMatch(group, matches);
  const fit = match?.fit ?? 0;
  const strength = Math.max(...all.map((each) => strengthOf(each, fit, rules.get(ruleOf(each)))));
  const onTakeOver = sitsOn(group, input);
  const step = orderOf(biteIn(ruleOf(lead), rules));
  const followers = new Set(group.consequences.map(ruleOf)).size;
  const worst = Math.min(...all.map(severityOrder));
  const score =
    WEIGHTS.fit * fit +
    (onTakeOver === true ? WEIGHTS.here : onTakeOver === false ? WEIGHTS.elsewhere : 0) +
    (lead.site === null || sites.has(lead.site) ? 0 : WEIGHTS.otherSite) +
    Math.min(WEIGHTS.mostConsequences, WEIGHTS.consequence * followers) +
    WEIGHTS.step * (STEPS.length - step) +
    WEIGHTS.severity * (2 - worst) +
    GRADES[lead.evidence];
  return { group, lead, match, onTakeOver, strength, score };
}

const biteIn = (rule: string, rules: RankingInput['rules']): Bite =>
  biteOf(rule, rules.get(rule)?.phases ?? []);

/** What settling a rule that could not be checked is worth: by what it could find, and how well that would fit. */
export function worthOf(rule: string, { rules, matches }: RankingInput): number {
  const severity = rules.get(rule)?.severity ?? 'info';
  const { force } = biteIn(rule, rules);
  const base = severity === 'error' || force === 'breaks' ? 3 : severity === 'warning' ? 1 : 0;
  return base + 3 * (matches.get(rule)?.fit ?? 0);
}

/** The root's own match before that of what follows from it, which fits only as well as it may. */
function bestMatch({ roots, consequences }: Group, matches: ReadonlyMap<string, Match>): Match | null {
  const of = (findings: readonly Finding[]) =>
    findings
      .flatMap((finding) => matches.get(ruleOf(finding)) ?? [])
      .reduce<Match | null>((best, each) => (best === null || each.fit > best.fit ? each : best), null);
  const own = of(roots);
  const followed = of(consequences);
  return (followed?.fit ?? 0) > (own?.fit ?? 0) ? followed : own;
}

/** Steps that are done on the node that is left: a fault there is where it bites. */
const LEAVING: ReadonlySet<Bite['step']> = new Set(['stop-site', 'processes-gone', 'release-disk']);

function sitsOn({ roots }: Group, { takeOver, moves, rules }: RankingInput): boolean | null {
  if (takeOver.nodes.size === 0) return null;
  const named = roots
    .filter((each) => !LEAVING.has(biteIn(ruleOf(each), rules).step) && !moves(each))
    .flatMap(({ node }) => node ?? []);
  if (named.length === 0) return null;
  return named.some((node) => takeOver.nodes.has(node));
}

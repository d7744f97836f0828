import type { Outcome, Rehearsal, RehearsedStep } from '../../engine/rehearsal.js';
import type { Rule } from '../../engine/rule.js';
import type { Target } from '../../engine/target.js';
import type { Localized } from '../../message/language.js';
import type { StepName } from '../failover-steps.js';
import type { Cluster } from '../model.js';
import { Judging } from './judging.js';
import { type Move, movesOf, type Wanted } from './move.js';
import { RuleBook } from './rule-book.js';
import type { StepDefinition } from './step.js';
import { agentsReconnect, jobUsers, restartJobs } from './steps/agents.js';
import { database, mountDisk, moveVip } from './steps/arriving.js';
import { processesGone, releaseDisk, stopSite } from './steps/leaving.js';
import { commonSettings, link, resolveName, siteSettings } from './steps/settings.js';
import { addressesFree, processesUp, startSite } from './steps/starting.js';

/** Every step of a failover, in its order. */
const steps: readonly StepDefinition[] = [
  stopSite,
  processesGone,
  releaseDisk,
  moveVip,
  mountDisk,
  database,
  link,
  resolveName,
  commonSettings,
  siteSettings,
  addressesFree,
  startSite,
  processesUp,
  agentsReconnect,
  jobUsers,
  restartJobs,
];

export interface Rehearsed {
  /** None where there are too many. */
  readonly rehearsals: readonly Rehearsal[];
  /** The limit, where there are more failovers than that: only a narrower question is answered. */
  readonly moreThan: number | null;
  /** Rules that threw, one sentence each. */
  readonly internalErrors: readonly string[];
}

/**
 * More than this is not rehearsed: a cluster of 64 nodes, more than cluster software has, gives 4,032 for a site; a
 * hostile manifest millions.
 */
const MOST_REHEARSALS = 5000;
/** Each is as much work as there are sites and agents; the sum of that is bounded as well. */
const MOST_WORK = 100_000;

/**
 * Walks through the failovers of a cluster on paper. Steps are judged by what a fault does to them, not by its severity,
 * and by what the two nodes of a move are like: what is wrong with a third one is no matter of theirs.
 * @param rules every rule of the pack
 */
export function rehearse(
  target: Target<Cluster>,
  rules: readonly Rule<Cluster>[],
  wanted: Wanted = {},
): Rehearsed {
  const book = new RuleBook(target, rules);
  const { sites, agents } = target.model;
  const most = Math.min(MOST_REHEARSALS, Math.ceil(MOST_WORK / Math.max(1, sites.length + agents.length)));
  // Counted before any of it is done: the first thousands of a million failovers are of no use to anybody.
  const moves: Move[] = [];
  for (const move of movesOf(target.model, wanted)) {
    if (moves.length === most) return { rehearsals: [], moreThan: most, internalErrors: [] };
    moves.push(move);
  }
  const rehearsals = moves.map((move) => rehearsalOf(move, book, target.name));
  return { rehearsals, moreThan: null, internalErrors: book.errors };
}

function rehearsalOf(move: Move, book: RuleBook, cluster: string | null): Rehearsal {
  /** The first step on the way that failed, by each step that failed or cannot be reached for it. */
  const blocked = new Map<StepName, StepDefinition>();
  const done = steps.map((definition): RehearsedStep => {
    const before = definition.after.flatMap((name) => blocked.get(name) ?? []);
    const [cause] = before.sort((a, b) => steps.indexOf(a) - steps.indexOf(b));
    const judged = cause === undefined ? judge(definition, move, book) : unreached(cause, move);
    if (cause !== undefined) blocked.set(definition.step, cause);
    else if (judged.status === 'fails') blocked.set(definition.step, definition);
    return { step: definition.step, title: definition.title, ...judged };
  });
  return {
    cluster,
    site: move.site?.name.value ?? null,
    from: move.from.name.value,
    to: move.to.name.value,
    outcome: worst(done.map(({ status }) => status)),
    steps: done,
  };
}

function judge(definition: StepDefinition, move: Move, book: RuleBook) {
  const judging = new Judging(move, book);
  for (const side of definition.looksAt) {
    if (move[side].hasData) judging.distrusts(side);
    else judging.lacks(move[side], 'node-tree');
  }
  const passes = definition.judge(judging);
  return judging.verdict(passes);
}

function unreached(cause: StepDefinition, { to }: Move) {
  const { title } = cause;
  const number = steps.indexOf(cause) + 1;
  const reason: Localized = {
    en: `not reached on ${to.name.value}: step ${number} fails before (${title.en})`,
    ja: `手順 ${number}「${title.ja}」が失敗するため、${to.name.value} ではここまで進みません`,
  };
  return { status: 'cannot-tell' as const, reason, rules: [], evidence: [] };
}

const worst = (statuses: readonly Outcome[]): Outcome =>
  statuses.includes('fails') ? 'fails' : statuses.includes('cannot-tell') ? 'cannot-tell' : 'passes';

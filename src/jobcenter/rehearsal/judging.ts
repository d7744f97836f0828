import type { EvidencePlace } from '../../engine/diagnosis.js';
import type { Draft } from '../../engine/own-findings.js';
import { locate } from '../../engine/place.js';
import type { RehearsedStep } from '../../engine/rehearsal.js';
import type { FramedLocation, Gap } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import { escapeControl } from '../../text/escape.js';
import type { Origin } from '../../text/source-file.js';
import type { ClusterNode } from '../model.js';
import { PACK } from '../pack.js';
import { listed } from '../rule.js';
import type { Move } from './move.js';
import type { Part } from './part.js';
import type { Answer, RuleBook } from './rule-book.js';

/**
 * Whose state is asked about: that of one of the two nodes, what they have in common, or what holds for the whole
 * cluster (a disk's content, an address on the network).
 */
export type Where = 'from' | 'to' | 'pair' | 'cluster';

/** What a finding does to a step: `doubt`, whether the step passes is known to nobody. */
export type Effect = 'fails' | 'doubt' | 'none';

export interface Question {
  /** Which of the rule's answers are about the step; default all. */
  readonly about?: (answer: Answer) => boolean;
  /** Default: errors fail the step, other findings do nothing to it. */
  readonly effect?: (finding: Draft) => Effect;
  /** Whether what the rule lacks keeps the step from passing; default true. */
  readonly lacks?: boolean;
  /** One node's answer is enough, as of a disk that all see in turn; default false. */
  readonly once?: boolean;
  /** The rule sees only what moves, as if there were no other site or agent; default false. */
  readonly alone?: boolean;
}

/** How a step ends, without what its definition says. */
export type StepVerdict = Pick<RehearsedStep, 'status' | 'reason' | 'rules' | 'evidence'>;

interface Point {
  readonly reason: Localized;
  readonly evidence: readonly EvidencePlace[];
}

/** More missing things than this are counted in a sentence, not all named. */
const NAMED_GAPS = 4;

/** Gathers what speaks for and against one step of a move, and says how the step ends. */
export class Judging {
  readonly move: Move;
  readonly #book: RuleBook;
  readonly #rules = new Set<string>();
  readonly #failures: Point[] = [];
  readonly #doubts: Point[] = [];
  readonly #gaps = new Map<string, Gap>();
  readonly #shown: EvidencePlace[] = [];

  constructor(move: Move, book: RuleBook) {
    this.move = move;
    this.#book = book;
  }

  /**
   * Takes what a rule (without its pack) says.
   * @returns its answers about the step
   */
  ask(rule: string, where: Where, question: Question = {}): readonly Answer[] {
    const { about = () => true, effect = errorsFail, once = false, lacks = true } = question;
    this.#rules.add(`${PACK}/${rule}`);
    const answers = this.#book.answers(rule, this.#part(where, question.alone ?? false)).filter(about);
    const isSettled = once && answers.some(({ status }) => status === 'passed' || status === 'failed');
    for (const { findings, lacking } of answers) {
      for (const finding of findings) this.#take(finding, effect(finding));
      if (lacks && !isSettled) this.#lack(lacking?.gaps ?? []);
    }
    return answers;
  }

  /** Of facts that are another machine's nobody can tell what they say of the node. */
  distrusts(side: 'from' | 'to'): void {
    const isOther = ({ messageKey }: Draft) => messageKey === 'hostName';
    const answers = this.#book.answers('node-facts-match', this.#part(side, false));
    if (!answers.some(({ findings }) => findings.some(isOther))) return;
    this.ask('node-facts-match', side, {
      lacks: false,
      effect: (finding) => (isOther(finding) ? 'doubt' : 'none'),
    });
  }

  /** The step fails, whatever else is known. */
  fails(reason: Localized, ...evidence: readonly EvidencePlace[]): void {
    this.#failures.push({ reason: shown(reason), evidence });
  }

  /** Nobody can know whether the step passes. */
  doubts(reason: Localized, ...evidence: readonly EvidencePlace[]): void {
    this.#doubts.push({ reason: shown(reason), evidence });
  }

  /** Something is missing that would settle the step; `node` null where no single node is meant. */
  lacks(node: ClusterNode | null, ...needs: readonly [string, ...string[]]): void {
    this.#lack(this.#book.supply(node?.name.value ?? null, needs).gaps);
  }

  /** Something that speaks for the step. */
  shows(message: Localized, at: Origin): void {
    this.#shown.push(place(message, at));
  }

  /** @param passes why the step passes where nothing speaks against it */
  verdict(passes: Localized): StepVerdict {
    const rules = [...this.#rules];
    const against = this.#failures.length > 0 ? this.#failures : this.#doubts;
    const [first] = against;
    if (first !== undefined) {
      return {
        status: this.#failures.length > 0 ? 'fails' : 'cannot-tell',
        reason: first.reason,
        rules,
        evidence: distinct(against.flatMap(({ evidence }) => evidence)),
      };
    }
    if (this.#gaps.size > 0)
      return { status: 'cannot-tell', reason: needsOf([...this.#gaps.values()]), rules, evidence: [] };
    return { status: 'passes', reason: shown(passes), rules, evidence: distinct(this.#shown) };
  }

  #part(where: Where, alone: boolean): Part {
    const { cluster, site, from, to, moving } = this.move;
    const wanted = where === 'cluster' ? cluster.nodes : cluster.nodes.filter((node) => isOf(where, node));
    return { nodes: wanted, services: alone ? { site, agents: moving } : null };

    function isOf(side: Where, node: ClusterNode): boolean {
      return (node === from && side !== 'to') || (node === to && side !== 'from');
    }
  }

  #take(finding: Draft, effect: Effect): void {
    if (effect === 'none') return;
    const { message, location, related } = finding;
    const point = { reason: message, evidence: [{ message, location }, ...related] };
    (effect === 'fails' ? this.#failures : this.#doubts).push(point);
  }

  /** What a third node lacks is no matter of this move. */
  #lack(gaps: readonly Gap[]): void {
    const { from, to } = this.move;
    const names: readonly (string | null)[] = [null, from.name.value, to.name.value];
    for (const gap of gaps) if (names.includes(gap.node)) this.#gaps.set(`${gap.node} ${gap.need}`, gap);
  }
}

const errorsFail = ({ severity }: Draft): Effect => (severity === 'error' ? 'fails' : 'none');
/** Any finding of a rule fails the step, whatever its severity is. */
export const anyFails = (): Effect => 'fails';

/** A place of the model as evidence. */
export const place = (message: Localized, at: Origin): EvidencePlace => ({
  message: shown(message),
  location: locate(at),
});

const shown = ({ en, ja }: Localized): Localized => ({ en: escapeControl(en), ja: escapeControl(ja) });

/** What would settle a step; what several nodes lack is told once. */
function needsOf(gaps: readonly Gap[]): Localized {
  const nodes = new Map<string, string[]>();
  for (const { node, how } of gaps)
    nodes.set(how.en, [...(nodes.get(how.en) ?? []), ...(node === null ? [] : [node])]);
  const named = [...nodes].slice(0, NAMED_GAPS);
  const more = nodes.size - named.length;
  const told = (language: 'en' | 'ja') =>
    named.map(([key, lacking]) => {
      const how = gaps.find((gap) => gap.how.en === key)?.how[language] ?? '';
      return lacking.length === 0 ? how : `${listed(lacking)[language]}: ${how}`;
    });
  return shown({
    en: `to settle it: ${told('en').join('; ')}${more > 0 ? `; and ${more} more` : ''}`,
    ja: `判定に必要なもの: ${told('ja').join('、')}${more > 0 ? `、ほか ${more} 件` : ''}`,
  });
}

/** Each place once. */
function distinct(evidence: readonly EvidencePlace[]): readonly EvidencePlace[] {
  const keyOf = (at: FramedLocation | null) =>
    at === null ? '' : `${at.file}:${at.line}:${at.column}:${at.endLine}:${at.endColumn}`;
  const seen = new Map<string, EvidencePlace>();
  for (const each of evidence) {
    const key = each.location === null ? each.message.en : keyOf(each.location);
    if (!seen.has(key)) seen.set(key, each);
  }
  return [...seen.values()];
}

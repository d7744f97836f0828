import { Asking } from '../../engine/check.js';
import type { Draft } from '../../engine/own-findings.js';
import type { MissingInput, Status, SubjectNames } from '../../engine/result.js';
import type { Rule } from '../../engine/rule.js';
import type { Target } from '../../engine/target.js';
import type { Cluster } from '../model.js';
import { PACK } from '../pack.js';
import { type Part, partOf } from './part.js';

/** What a rule says of one subject; nothing is suppressed, for a comment keeps no site from failing. */
export interface Answer extends SubjectNames {
  readonly status: Status;
  readonly findings: readonly Draft[];
  /** What it lacked; null unless it was not checked. */
  readonly lacking: MissingInput | null;
}

/** Asks rules about parts of one cluster; the same question is asked once. */
export class RuleBook {
  /** Rules that threw, one sentence each. */
  readonly errors: string[] = [];
  readonly #target: Target<Cluster>;
  readonly #rules: ReadonlyMap<string, Rule<Cluster>>;
  readonly #parts = new Map<string, Target<Cluster>>();
  readonly #answers = new Map<string, readonly Answer[]>();

  constructor(target: Target<Cluster>, rules: readonly Rule<Cluster>[]) {
    this.#target = target;
    this.#rules = new Map(rules.map((rule) => [rule.name, rule]));
  }

  /** What would settle needs of a node; null where no single node is meant. */
  supply(node: string | null, needs: readonly string[]): MissingInput {
    return this.#target.supply(node, needs);
  }

  /**
   * @param name a rule without its pack
   * @throws for a rule that does not exist
   */
  answers(name: string, part: Part): readonly Answer[] {
    const place = keyOf(part);
    const key = `${name} ${place}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const rule = this.#rules.get(name);
    if (rule === undefined) throw new Error(`there is no rule ${name}`);
    const answers = this.#ask(rule, this.#targetFor(part, place));
    this.#answers.set(key, answers);
    return answers;
  }

  #targetFor(part: Part, key: string): Target<Cluster> {
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const target = { ...this.#target, model: partOf(this.#target.model, part) };
    this.#parts.set(key, target);
    return target;
  }

  #ask(rule: Rule<Cluster>, target: Target<Cluster>): readonly Answer[] {
    const id = `${PACK}/${rule.name}`;
    const answers: Answer[] = [];
    try {
      const asking = new Asking(rule, id, target);
      for (const subject of rule.subjects(target.model)) {
        const { status, findings, notChecked } = asking.about(subject);
        const { node = null, site = null, agent = null } = subject;
        answers.push({ node, site, agent, status, findings, lacking: notChecked?.cause ?? null });
      }
    } catch (error) {
      const problem = `${id}: ${error instanceof Error ? error.message : String(error)}`;
      if (!this.errors.includes(problem)) this.errors.push(problem);
      answers.push({
        node: null,
        site: null,
        agent: null,
        status: 'not-checked',
        findings: [],
        lacking: FAULT,
      });
    }
    return answers;
  }
}

const how = {
  en: 'a rule itself failed; this is a fault of cjclint, please report it',
  ja: 'ルール自体が異常終了しました。cjclint の不具合ですので報告してください',
};
const FAULT: MissingInput = { missing: ['rule'], supply: how, gaps: [{ node: null, need: 'rule', how }] };

const keyOf = ({ nodes, services }: Part): string =>
  JSON.stringify([
    nodes.map(({ name }) => name.value),
    services === null ? null : [services.site?.name.value, services.agents.map(({ name }) => name.value)],
  ]);

import type { Language } from '../../message/language.js';
import type { Tool } from '../json.js';
import type { ReportedRule } from '../reported-rule.js';
import { type Wording, wording } from '../wording.js';
import { type PageWords, pageWords } from './words.js';

export interface HtmlOptions {
  readonly tool: Tool;
  readonly language: Language;
  /** All rules there are, with their texts. */
  readonly rules: readonly ReportedRule[];
}

/** What every part of a page needs: its language, and the rules that it speaks of so far. */
export class Shown {
  readonly language: Language;
  /** The words that all reports share. */
  readonly common: Wording;
  readonly words: PageWords;
  readonly #rules: ReadonlyMap<string, ReportedRule>;
  readonly #named = new Map<string, number>();

  constructor({ language, rules }: HtmlOptions) {
    this.language = language;
    this.common = wording[language];
    this.words = pageWords[language];
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  /** ` (12)` in English, `（12）` in Japanese. */
  inBrackets(text: string | number): string {
    return this.language === 'ja' ? `（${text}）` : ` (${text})`;
  }

  /** The number of a rule's entry at the end of the page, from 1; null for a rule without texts. */
  entryOf(rule: string): number | null {
    const known = this.#named.get(rule);
    if (known !== undefined) return known;
    if (!this.#rules.has(rule)) return null;
    this.#named.set(rule, this.#named.size + 1);
    return this.#named.size;
  }

  /** The number of an entry that was asked for before; null for none. */
  knownEntryOf(rule: string): number | null {
    return this.#named.get(rule) ?? null;
  }

  /** The rules that entries were asked for, in the order of their numbers. */
  get named(): readonly ReportedRule[] {
    return [...this.#named.keys()].flatMap((rule) => this.#rules.get(rule) ?? []);
  }

  /** Rules in the catalogue's order. */
  get order(): readonly string[] {
    return [...this.#rules.keys()];
  }
}

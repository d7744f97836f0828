import type { Localized } from '../../message/language.js';
import { exampleText } from './example-text.js';

/** A case of the fixtures as a rule's page shows it. */
export interface RuleExample {
  /** The folder under `fixtures/<rule>/`. */
  readonly case: string;
  /** The finding with the text it stands in; of a case that passes, the text that it changes. */
  readonly shown: Localized;
}

/** What `npm run docs` took from a rule's cases; absent where there is none that can be shown. */
export interface RuleExamples {
  readonly bad?: RuleExample;
  readonly good?: RuleExample;
}

/** @param id the rule's name with its pack @returns its examples; without any for a rule newer than the pages */
export function examplesOf(id: string): RuleExamples {
  const all: Readonly<Record<string, RuleExamples>> = JSON.parse(exampleText());
  return Object.hasOwn(all, id) ? (all[id] ?? {}) : {};
}

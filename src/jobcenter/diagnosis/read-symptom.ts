import type { Hint } from '../../engine/diagnosis.js';
import { mentions } from './mentions.js';
import { clauseWith, type SymptomText, symptomText } from './symptom-text.js';
import { symptoms } from './symptoms/index.js';
import type { Fit, Symptom } from './symptoms/symptom.js';

/** Why a rule's finding goes with the symptom that was told. */
export interface Match {
  readonly fit: Fit;
  /** Null where the text names what the rule is about. */
  readonly symptom: Symptom | null;
  /** The words of the text, raw. */
  readonly words: string;
}

/** What was made of a symptom's text. */
export interface ReadSymptom {
  readonly text: SymptomText;
  readonly found: readonly { readonly symptom: Symptom; readonly words: string }[];
  /** By rule, without its pack; the best of several. */
  readonly matches: ReadonlyMap<string, Match>;
  readonly hints: readonly Hint[];
}

const NAMED: Fit = 2;

/** Reads log lines, messages and free Japanese and English words. Takes time in the length of the text alone. */
export function readSymptom(given: string | null): ReadSymptom {
  const text = symptomText(given ?? '');
  const found = symptoms.flatMap((symptom) => {
    for (const pattern of symptom.patterns) {
      const words = clauseWith(pattern, text);
      if (words !== null) return [{ symptom, words }];
    }
    return [];
  });
  const matches = new Map<string, Match>();
  const add = (rule: string, match: Match) => {
    if ((matches.get(rule)?.fit ?? 0) < match.fit) matches.set(rule, match);
  };
  for (const { symptom, words } of found) {
    for (const [rule, fit] of Object.entries(symptom.rules)) add(rule, { fit, symptom, words });
  }
  for (const { forms, rules } of mentions) {
    const words = clauseWith([forms], text);
    if (words !== null) for (const rule of rules) add(rule, { fit: NAMED, symptom: null, words });
  }
  return { text, found, matches, hints: found.flatMap(({ symptom }) => symptom.hints ?? []) };
}

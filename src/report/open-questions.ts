import type { NotChecked } from '../engine/result.js';
import type { Language } from '../message/language.js';
import type { OpenQuestion } from './wording.js';

/** One entry for each thing that is missing, with all the nodes that lack it and the rules that need it. */
export function openQuestions(entries: readonly NotChecked[], language: Language): readonly OpenQuestion[] {
  const questions = new Map<string, { need: string; how: string; nodes: Set<string>; rules: Set<string> }>();
  for (const { rule, cause } of entries) {
    for (const { node, need, how } of cause.gaps) {
      const key = `${need}\n${how.en}`;
      const question = questions.get(key) ?? { need, how: how[language], nodes: new Set(), rules: new Set() };
      if (node !== null) question.nodes.add(node);
      question.rules.add(rule.slice(rule.indexOf('/') + 1));
      questions.set(key, question);
    }
  }
  return [...questions.values()].map(({ need, how, nodes, rules }) => {
    return { need, how, nodes: [...nodes], rules: [...rules] };
  });
}

import type { Localized } from './language.js';

/** Names or words one after the other: `a, b, c` in English, `a、b、c` in Japanese. */
export function listed(words: Iterable<string | Localized>): Localized {
  const all = [...words].map((each) => (typeof each === 'string' ? { en: each, ja: each } : each));
  return { en: all.map(({ en }) => en).join(', '), ja: all.map(({ ja }) => ja).join('、') };
}

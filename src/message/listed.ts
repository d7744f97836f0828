import type { Localized } from './language.js';

/** Names one after the other: `a, b, c` in English, `a、b、c` in Japanese. */
export function listed(names: Iterable<string>): Localized {
  const all = [...names];
  return { en: all.join(', '), ja: all.join('、') };
}

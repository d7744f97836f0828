import type { Localized } from '../message/language.js';
import { nearest } from '../text/nearest.js';

/** Wrong usage: one sentence on stderr and exit code 2. */
export class UsageError extends Error {
  readonly localized: Localized;

  constructor(localized: Localized) {
    super(localized.en);
    this.localized = localized;
  }
}

/** What a user wrote, cut and quoted. */
export const quoted = (text: string): string => `"${text.length > 100 ? `${text.slice(0, 100)}…` : text}"`;

/** The end of a sentence that names the nearest known word; nothing where none is near. */
export function didYouMean(word: string, candidates: Iterable<string>): Localized {
  const near = nearest(word, candidates);
  return near === undefined
    ? { en: '', ja: '' }
    : { en: `; did you mean "${near}"?`, ja: `。"${near}" ではありませんか` };
}

/** Names that are shown where none is near; a list that is longer helps nobody. */
const MOST_SHOWN = 8;

/** The end of a sentence that names the nearest known name, else all where they are few. */
export function oneOfThese(word: string, candidates: readonly string[]): Localized {
  const near = didYouMean(word, candidates);
  if (near.en !== '' || candidates.length === 0 || candidates.length > MOST_SHOWN) return near;
  const names = candidates.map((name) => quoted(name));
  return { en: `; there are ${names.join(', ')}`, ja: `（指定できるのは ${names.join('、')}）` };
}

/** The end of a sentence on a rule that does not exist: the nearest, else those that begin like it, else where all are. */
export function meantRule(word: string, names: readonly string[]): Localized {
  const near = didYouMean(word, names);
  if (near.en !== '') return near;
  const [pack = ''] = /^[^/]*\//.exec(word) ?? [];
  for (let end = word.lastIndexOf('-'); end > pack.length; end = word.lastIndexOf('-', end - 1)) {
    const alike = names.filter((name) => name.startsWith(word.slice(0, end + 1)));
    if (alike.length > 0 && alike.length <= MOST_SHOWN)
      return { en: `; there are ${alike.join(', ')}`, ja: `。似た名前のルール: ${alike.join('、')}` };
  }
  return { en: '; see cjclint rules', ja: '。cjclint rules を参照してください' };
}

/** A value that is not one of the allowed ones. */
export function notAllowed(option: string, value: string, allowed: readonly string[]): UsageError {
  const near = didYouMean(value, allowed);
  return new UsageError({
    en: `${option}: ${quoted(value)} is none of ${allowed.join(', ')}${near.en}`,
    ja: `${option}: ${quoted(value)} は指定できません（${allowed.join('、')} のいずれか）${near.ja}`,
  });
}

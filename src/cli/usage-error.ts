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

/** A value that is not one of the allowed ones. */
export function notAllowed(option: string, value: string, allowed: readonly string[]): UsageError {
  const near = didYouMean(value, allowed);
  return new UsageError({
    en: `${option}: ${quoted(value)} is none of ${allowed.join(', ')}${near.en}`,
    ja: `${option}: ${quoted(value)} は指定できません（${allowed.join('、')} のいずれか）${near.ja}`,
  });
}

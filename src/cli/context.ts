import type { Language, Localized } from '../message/language.js';
import { escapeControl } from '../text/escape.js';
import type { Io } from './io.js';

/** What every command is given. */
export interface Context {
  readonly io: Io;
  readonly language: Language;
  /** Sets the exit code; of several the worst counts. */
  readonly end: (code: number) => void;
}

/** One line on stderr that is no fault. */
export function note({ io, language }: Pick<Context, 'io' | 'language'>, text: Localized): void {
  io.err(`cjclint: ${escapeControl(text[language])}\n`);
}

/** One line on stderr. */
export function complain({ io, language }: Pick<Context, 'io' | 'language'>, problem: Localized): void {
  const label = language === 'ja' ? 'エラー' : 'error';
  io.err(`cjclint: ${label}: ${escapeControl(problem[language])}\n`);
}

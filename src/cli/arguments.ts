import { type Language, languageOf } from '../message/language.js';
import { nearest } from '../text/nearest.js';

/** The values `--color` takes. */
export const COLOUR_WHEN = ['auto', 'always', 'never'] as const;

/**
 * The language of a run, found before anything is parsed, so that complaints about usage are in it too:
 * the last valid `--lang`, else the locale.
 */
export function languageFor(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const end = args.indexOf('--');
  const options = end === -1 ? args : args.slice(0, end);
  const given = options
    .map((arg, at) =>
      arg === '--lang' ? options[at + 1] : arg.startsWith('--lang=') ? arg.slice(7) : undefined,
    )
    .filter((value) => value === 'ja' || value === 'en');
  return given.at(-1) ?? languageOf(env);
}

/**
 * `--color` alone means always; without this, it would swallow the path that follows. A word that is nearly one of its
 * values is left to it, so that the slip is told.
 * @param isPath whether a word names something that is there
 */
export function withExplicitColour(args: readonly string[], isPath: (word: string) => boolean): string[] {
  const end = args.indexOf('--');
  const isMeant = (word = '') =>
    nearest(word, COLOUR_WHEN) !== undefined && (COLOUR_WHEN.some((when) => when === word) || !isPath(word));
  return args.map((arg, at) => {
    if (arg !== '--color' || (end !== -1 && at > end)) return arg;
    return isMeant(args[at + 1]) ? arg : '--color=always';
  });
}

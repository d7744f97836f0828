/** The languages every message exists in. */
export type Language = 'ja' | 'en';

/** One text in every language. */
export type Localized = Readonly<Record<Language, string>>;

/**
 * The language of a run: `--lang` first, then `LC_ALL`, `LC_MESSAGES`, `LANG`; an empty variable counts as unset.
 * Everything that is not Japanese is English.
 */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(
    (value) => value !== undefined && value !== '',
  );
  return locale !== undefined && /^ja([_.@-]|$)/i.test(locale) ? 'ja' : 'en';
}

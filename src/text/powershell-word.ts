const PLAIN = /^[A-Za-z0-9_.:\\/-]+$/;
/** PowerShell takes each of these for a single quote. */
const OTHER_QUOTES = /[\u2018-\u201b]/;

/**
 * A text as one word of PowerShell: as it is where that is safe, else in single quotes.
 * @returns null for a text with typographic quotes, which PowerShell would end the word at
 */
export function powershellWord(text: string): string | null {
  if (PLAIN.test(text)) return text;
  return OTHER_QUOTES.test(text) ? null : powershellString(text);
}

/** A text of which nothing is to be expanded, in single quotes; for texts without typographic quotes. */
export const powershellString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

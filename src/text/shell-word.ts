const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** A text as one word of a POSIX shell: as it is where that is safe, else in single quotes. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A command line to copy. */
export const shellLine = (words: readonly string[]): string => words.map(shellWord).join(' ');

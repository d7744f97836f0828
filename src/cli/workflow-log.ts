import type { Io } from './io.js';

/** Whether what is printed ends in the log of GitHub Actions. */
export const inWorkflow = ({ env }: Pick<Io, 'env'>): boolean => env.GITHUB_ACTIONS === 'true';

/**
 * Text for the log of GitHub Actions in which nothing is a command to the runner: a line that begins with `::`, blanks
 * aside, or has `##[` anywhere would be one. Such signs are shown as escapes; other texts come back unchanged.
 */
export const withoutCommands = (text: string): string =>
  text.replace(/^(\s*):(?=:)/gm, '$1\\x3a').replaceAll('##[', '#\\x23[');

/** The pages of people, in which texts of files and names of folders may begin a line. */
export async function* piecesWithoutCommands(
  pieces: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string> {
  for await (const piece of pieces) yield withoutCommands(piece);
}

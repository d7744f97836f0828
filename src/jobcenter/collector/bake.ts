import type { Known } from './known.js';

/** A line that cannot be one line of the script's lists; such values name nothing that could exist on a node. */
const UNUSABLE = /[\x00-\x1f\x7f]/;

/** Whether the collector can be told a value: no control characters, not empty. */
export const isTellable = (value: string): boolean => value !== '' && !UNUSABLE.test(value);

/** A text as one word of a POSIX shell, whatever it holds. */
export const quotedForShell = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The collector's script with what is known filled into its empty lists. Values with control characters are left out.
 * @throws when the script has no place for a list: the two belong together.
 */
export function bake(script: string, known: Known): string {
  let baked = script;
  for (const [list, values] of Object.entries<readonly string[]>({ ...known })) {
    const empty = `\nknown_${list}=''\n`;
    if (!baked.includes(empty)) throw new Error(`the collector has no list known_${list}`);
    const lines = [...new Set(values)].filter(isTellable).join('\n');
    // As a function: `$` in a value means nothing.
    baked = baked.replace(empty, () => `\nknown_${list}=${quotedForShell(lines)}\n`);
  }
  return baked;
}

/**
 * Characters that a terminal, a log command or a page would obey or swallow: C0 and C1 controls, DEL, directions
 * (UAX #9), zero-width and other invisible characters, line and paragraph separators, lone surrogates, tags.
 */
const UNSAFE =
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
]);

/**
 * Makes text of a file safe to show: unsafe characters become visible escapes (`\x1b`, `\u{202e}`, `\t`, `\n`).
 *
 * @returns the same string where nothing is unsafe.
 */
export function escapeControl(text: string): string {
  return text.search(UNSAFE) === -1 ? text : text.replace(UNSAFE, escapeOne);
}

function escapeOne(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return NAMED.get(character) ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}

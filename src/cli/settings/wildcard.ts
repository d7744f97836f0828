/**
 * Whether a name matches a pattern in which `*` stands for any text and `?` for one character.
 * Linear but for the number of stars: no pattern can make it slow.
 */
export function matchesWildcard(pattern: string, name: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (from < name.length) {
    const want = pattern[at];
    if (want === '*') {
      star = at++;
      resume = from;
    } else if (want === '?' || (want !== undefined && want === name[from])) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

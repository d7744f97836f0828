/** Unchanged lines around a change. */
const CONTEXT = 3;

interface Change {
  /** 0-based, in the old lines. */
  readonly start: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/**
 * The hunks of a unified diff between two texts that agree line by line, but for lines added or gone at the end.
 * Any two texts give a right diff; for others it is longer than it need be.
 * @param show how a line is written, its end without the LF included
 * @returns nothing for equal texts
 */
export function unifiedHunks(
  before: string,
  after: string,
  show: (line: string) => string = (line) => line,
): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  let hunks = '';
  let shift = 0;
  for (const group of grouped(changesOf(old, now))) {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const start = Math.max(0, first.start - CONTEXT);
    const end = Math.min(old.length, last.start + last.removed.length + CONTEXT);
    const growth = group.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0);
    hunks += `@@ -${span(start, end - start)} +${span(start + shift, end - start + growth)} @@\n`;
    let at = start;
    for (const change of group) {
      hunks += written(old.slice(at, change.start), ' ', show);
      hunks += written(change.removed, '-', show) + written(change.added, '+', show);
      at = change.start + change.removed.length;
    }
    hunks += written(old.slice(at, end), ' ', show);
    shift += growth;
  }
  return hunks;
}

/** Lines with their LF; the last has none where the text does not end in one. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  const ended = lines.map((line) => `${line}\n`);
  return rest === '' ? ended : [...ended, rest];
}

function changesOf(old: readonly string[], now: readonly string[]): Change[] {
  const changes: Change[] = [];
  const common = Math.min(old.length, now.length);
  for (let at = 0; at < common; at++) {
    if (old[at] === now[at]) continue;
    const start = at;
    while (at < common && old[at] !== now[at]) at++;
    changes.push({ start, removed: old.slice(start, at), added: now.slice(start, at) });
  }
  if (old.length === now.length) return changes;
  const last = changes.at(-1);
  const start = last !== undefined && last.start + last.removed.length === common ? last.start : common;
  if (start < common) changes.pop();
  return [...changes, { start, removed: old.slice(start), added: now.slice(start) }];
}

/** Changes whose unchanged lines between would be shown whole are one hunk. */
function grouped(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    if (change.start - end <= 2 * CONTEXT) groups.at(-1)?.push(change);
    else groups.push([change]);
    end = change.start + change.removed.length;
  }
  return groups;
}

/** No lines are named by the line before them. */
const span = (start: number, count: number): string => `${count === 0 ? start : start + 1},${count}`;

function written(lines: readonly string[], sign: string, show: (line: string) => string): string {
  return lines
    .map((line) =>
      line.endsWith('\n')
        ? `${sign}${show(line.slice(0, -1))}\n`
        : `${sign}${show(line)}\n\\ No newline at end of file\n`,
    )
    .join('');
}

import { escapeControl } from '../text/escape.js';

/** By this a later run finds the comment it may replace. */
export const MARK = '<!-- cjclint -->';
/** Characters of one text; a longer one is cut. */
const LONGEST = 500;

/**
 * Text of any kind as a code span, in which neither markup nor mentions nor commands of a forge are obeyed; its fence
 * is longer than any run of backticks in it.
 */
export const code = (text: string): string => span(shortened(text));

/** The same for what is to be copied, and so never cut. */
export const command = (text: string): string => span(escapeControl(text));

function span(shown: string): string {
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || shown.startsWith(' ') || shown.endsWith(' ') ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A code span of our own messages, a run of other printable ASCII, or a backtick that ends nothing. */
const MATTERS = /`[^`]+`|[\x21-\x5f\x61-\x7e]+|`/g;
/** A run, with the brackets and stops around it that are no markup. */
const EDGES = /^([("]*)(.*?)([)",;:.?]*)$/;
/** Letters alone are obeyed by no forge, nor are short numbers, nor is nothing. */
const PLAIN_WORD = /^(?:[A-Za-z]+(?:['-][A-Za-z]+)*|\d{1,5})?$/;
/** A number that would begin a list, and what begins a command of a CI log. */
const OBEYED = /^\d+[.)]+$|::/;

/**
 * A sentence with texts of files in it: plain words stand as they are, and everything that could be markup, a link, a
 * mention, a reference or a command of a forge stands in code spans, where names and paths belong anyway.
 */
export function prose(text: string): string {
  const shown = shortened(text).replace(/\s+/g, ' ').trim();
  let made = '';
  let end = 0;
  // Two spans without anything between them would be read as one with other ends.
  const append = (piece: string) => {
    made += made.endsWith('`') && piece.startsWith('`') ? ` ${piece}` : piece;
  };
  for (const { 0: found, index } of shown.matchAll(MATTERS)) {
    append(shown.slice(end, index));
    append(found.startsWith('`') ? code(found.length > 1 ? found.slice(1, -1) : found) : guarded(found));
    end = index + found.length;
  }
  append(shown.slice(end));
  return made;
}

function guarded(run: string): string {
  const [, before = '', inner = '', after = ''] = EDGES.exec(run) ?? [];
  if (OBEYED.test(run)) return code(run);
  return PLAIN_WORD.test(inner) ? run : `${before}${code(inner)}${after}`;
}

/** Markdown in a cell of a table, where a bar ends the cell, in a code span as well; a backslash may itself be escaped. */
export const cell = (markdown: string): string => markdown.replace(/\\(?=\|)/g, '\\ ').replaceAll('|', '\\|');

export const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;

/**
 * Items up to a size, then how many are left out.
 * @param more says how many; nothing is said where it is left out
 */
export function* bounded(
  items: readonly string[],
  size: number,
  more?: (count: number) => string,
): Generator<string> {
  let used = 0;
  for (const [index, item] of items.entries()) {
    used += item.length;
    if (used > size) {
      if (more !== undefined) yield `- … ${more(items.length - index)}\n`;
      return;
    }
    yield item;
  }
}

/** What is folded away under its title, which is ours. */
export function* folded(title: string, items: Iterable<string>): Generator<string> {
  yield `<details><summary>${title}</summary>\n\n`;
  yield* items;
  yield '\n</details>\n\n';
}

const shortened = (text: string): string =>
  escapeControl(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

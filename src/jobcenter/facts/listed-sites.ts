import type { FactParser } from '../../source/fact.js';
import { type FactLine, originIn, originOf, readRows, type Word, wordsOf } from '../../source/facts/lines.js';
import type { Sourced } from '../../text/source-file.js';
import type { ListedSite } from './types.js';

/** SITE-NAME  DAEMON-PID  DB-PATH(LINK) (G 2.4.2.1), in whatever words; and the rules under it. */
const HEADER = /SITE[-_ ]?NAME|DAEMON[-_ ]?PID|DB[-_ ]?PATH|サイト名.{0,40}(?:PID|プロセス|パス)|^[-=+\s]+$/;
const NUMBER = /^\d{1,10}$/;
const STOPPED = /^SHUT$/;
const PATH = /(?:^|\s)(\/|[A-Za-z]:[\\/]|\\\\)/;
/** A link is an absolute path, or the address in hexadecimal alone; `(x86)` belongs to a Windows path. */
const LINK = /\((\/[^()]*|[A-Za-z]:[\\/][^()]*|[0-9A-Fa-f]{8,32})\)/;
/** Where there is no link, as on Windows, a place for it may be left. */
const NO_LINK = /\s\(-*\)$/;
/** A link that a mail client put on a line of its own. */
const LINK_ONLY = /^\((\/[^()]*)\)$/;
/** What stands behind a path without link, apart by a tab or several blanks, is another column. */
const COLUMN_GAP = /\t|\s{2}/;

function sourcedWord(line: FactLine, word: Word): Sourced<string> {
  return { value: word.text, at: originOf(line, word) };
}

/** The state is a pid or SHUT; of several numbers the one beside the path. */
function stateOf(words: readonly Word[]): Word | undefined {
  return words.find((word) => STOPPED.test(word.text)) ?? words.findLast((word) => NUMBER.test(word.text));
}

function databaseAndLink(line: FactLine, from: number): Pick<ListedSite, 'database' | 'link'> {
  const tail = line.text.slice(from);
  const match = LINK.exec(tail);
  const name = match?.[1];
  const gap = tail.search(COLUMN_GAP);
  const path = (match === null ? tail.slice(0, gap < 0 ? tail.length : gap) : tail.slice(0, match.index))
    .trimEnd()
    .replace(NO_LINK, '');
  const linkFrom = from + (match?.index ?? 0) + 1;
  return {
    database: { value: path, at: originIn(line, from, from + path.length) },
    link: name === undefined ? null : { value: name, at: originIn(line, linkFrom, linkFrom + name.length) },
  };
}

function siteOf(line: FactLine): ListedSite | null {
  const start = PATH.exec(line.text);
  if (start === null) return null;
  const from = start.index + start[0].length - (start[1]?.length ?? 0);
  const before = wordsOf(line.text.slice(0, from));
  const state = stateOf(before);
  const name = before.find((word) => word !== state);
  if (state === undefined || name === undefined) return null;
  return {
    name: sourcedWord(line, name),
    pid: NUMBER.test(state.text) ? Number(state.text) : null,
    pidAt: originOf(line, state),
    ...databaseAndLink(line, from),
    at: originIn(line),
  };
}

/** Puts a link that was broken off into the row above. */
function joinLink(line: FactLine, rows: ListedSite[]): boolean {
  const above = rows.at(-1);
  const name = LINK_ONLY.exec(line.text)?.[1];
  if (above === undefined || above.link !== null || name === undefined) return false;
  rows[rows.length - 1] = { ...above, link: { value: name, at: originIn(line, 1, 1 + name.length) } };
  return true;
}

/**
 * Reads `cjcls` and `cjcls -a`. Columns are told apart by what they hold: the first word is the site, a number or SHUT
 * the state, an absolute path the database, an absolute path in parentheses behind it the link.
 */
export const listedSites: FactParser<readonly ListedSite[]> = (file) =>
  readRows<ListedSite>(file, 'empty-is-none', (line, rows) => {
    const site = siteOf(line);
    if (site !== null) rows.push(site);
    return site !== null || joinLink(line, rows) || HEADER.test(line.text);
  });

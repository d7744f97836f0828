import type { Sourced } from '../../text/source-file.js';
import type { FactParser } from '../fact.js';
import { type FactLine, originIn, originOf, readRows, type Word, wordsOf } from './lines.js';
import type { Lookup } from './types.js';

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const IPV6 = /^(?=[^:]*:[^:]*:)[0-9A-Fa-f:.]+(?:%\S+)?$/;
/** Second column of `getent ahosts` as it is printed, which does not say what was asked. */
const SOCKET_TYPE = /^(?:STREAM|DGRAM|RAW)$/;
/** Wider than RFC 1123: a name that breaks the rules was asked for all the same. */
const NAME = /^[\w*\u0080-\uffff-][\w.*\u0080-\uffff-]*$/;

function isAddress(text: string): boolean {
  return IPV4.test(text) || IPV6.test(text);
}

/** Splits at the tab (or the two characters `\t`) after the query, and at blanks. */
function wordsOfLookup(text: string): Word[] {
  const words = wordsOf(text);
  const [first, ...rest] = words;
  const tab = first?.text.indexOf('\\t') ?? -1;
  if (first === undefined || tab < 1) return words;
  const query = { text: first.text.slice(0, tab), from: first.from };
  const answer = { text: first.text.slice(tab + 2), from: first.from + tab + 2 };
  return answer.text === '' ? [query, ...rest] : [query, answer, ...rest];
}

/** A name is answered with addresses, an address with names; anything else is a sentence or another command's row. */
function isPlausible(query: string, answers: readonly Word[]): boolean {
  if (isAddress(query)) return answers.every(({ text }) => NAME.test(text) && !SOCKET_TYPE.test(text));
  const [first] = answers;
  const allWords = answers.every(({ text }) => isAddress(text) || NAME.test(text));
  return NAME.test(query) && allWords && (first === undefined || isAddress(first.text));
}

function distinct(line: FactLine, words: readonly Word[]): readonly Sourced<string>[] {
  const answers = new Map<string, Sourced<string>>();
  for (const word of words) {
    if (!answers.has(word.text)) answers.set(word.text, { value: word.text, at: originOf(line, word) });
  }
  return [...answers.values()];
}

/** Reads lines `<query>\t<answer> <answer> …`; the query alone was asked and not answered. */
export const lookup: FactParser<readonly Lookup[]> = (file) =>
  readRows<Lookup>(file, 'empty-is-none', (line, rows) => {
    const [query, ...answers] = wordsOfLookup(line.text);
    if (query === undefined || !isPlausible(query.text, answers)) return false;
    rows.push({ query: query.text, answers: distinct(line, answers), at: originIn(line) });
    return true;
  });

import { isIP } from 'node:net';
import type { Server } from '../resolve/answer.js';

/** What is wrong with a line of a recording; `text` is the offending part of it. */
export interface Fault {
  readonly fault:
    | 'head'
    | 'fields'
    | 'server'
    | 'type'
    | 'outcome'
    | 'values'
    | 'escape'
    | 'time'
    | 'contradiction';
  readonly text: string;
}

/** More than any answer has: what is longer was not written by this program. */
export const MOST_WORDS = 1000;
/** A name has at most 255 bytes, each written in at most six characters. */
const LONGEST_WORD = 2000;
/** Stands for nothing, where something behind it is to be told. */
export const NOTHING = '-';
const EMPTY = '""';

/** What servers send need not be text: all but visible ASCII is written as its UTF-16 code. */
const UNSAFE = /[^\x21-\x7e]|[\\"]/g;
/** In the last field of a line blanks and quotation marks are as good as letters. */
const UNSAFE_IN_LAST = /[^\x20-\x7e]|\\/g;
const ESCAPE = /\\u([0-9a-f]{4})/g;

const escapeCode = (text: string): string => `\\u${text.charCodeAt(0).toString(16).padStart(4, '0')}`;
const unescaped = (text: string): string | null =>
  text.replace(ESCAPE, '').includes('\\')
    ? null
    : text.replace(ESCAPE, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export function written(word: string): string {
  if (word === '') return EMPTY;
  return word === NOTHING ? escapeCode(word) : word.replace(UNSAFE, escapeCode);
}

export const wordsOf = (words: readonly string[]): string => words.map(written).join(' ');

/** @returns null for an escape that is none, and for what is too long for a name */
export function wordIn(text: string): string | null {
  if (text === EMPTY) return '';
  return text === '' || text.length > LONGEST_WORD ? null : unescaped(text);
}

export function wordsIn(text: string): readonly string[] | null {
  if (text === NOTHING) return [];
  const words = text.split(' ', MOST_WORDS + 1);
  if (words.length > MOST_WORDS) return null;
  const read = words.map(wordIn);
  const known = read.filter((word) => word !== null);
  return known.length === read.length ? known : null;
}

/** Bytes as the last field of a line. */
export const writtenBytes = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString('latin1').replace(UNSAFE_IN_LAST, escapeCode);

/** @returns null for an escape that is none, or that stands for no byte */
export function bytesIn(text: string): Uint8Array | null {
  const read = unescaped(text);
  return read === null || /[^\u0000-\u00ff]/.test(read) ? null : new Uint8Array(Buffer.from(read, 'latin1'));
}

/** As `serverKey` writes it. */
export function serverIn(text: string): Server | null {
  const [, six, four, digits] = /^(?:\[([^\]]{2,100})\]|([\d.]{7,15})):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (six !== undefined && isIP(six) === 6 && port <= 65_535) return { address: six, port };
  if (four !== undefined && isIP(four) === 4 && port <= 65_535) return { address: four, port };
  return null;
}

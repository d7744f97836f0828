import { isAlias, isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { Range } from '../../src/text/source-file.js';
import type { YamlEntry, YamlNode, YamlProblem, YamlScalar } from './document.js';
import { MAX_ALIASED, MAX_DEPTH, type YamlLimit } from './limits.js';
import { aliasInsideItself, duplicateKey, unknownAlias } from './messages.js';

/** What became of a document: its values, or the limit that was reached. */
export type Converted =
  | { readonly root: YamlNode | null; readonly problems: readonly YamlProblem[] }
  | { readonly limit: YamlLimit; readonly range: Range };

/** A value with what aliases to it cost. */
interface Measured {
  readonly node: YamlNode;
  /** Values in it, itself included, aliases counted as what they stand for. */
  readonly size: number;
  /** Collections within each other. */
  readonly depth: number;
}

class LimitReached extends Error {
  readonly limit: YamlLimit;
  readonly range: Range;

  constructor(limit: YamlLimit, range: Range) {
    super(limit);
    this.limit = limit;
    this.range = range;
  }
}

/** Turns the library's tree into ours; aliases become the node they stand for. */
export function convert(contents: unknown, text: string): Converted {
  const conversion = new Conversion(text);
  try {
    const root = contents === null ? null : conversion.node(contents, 0, 0).node;
    const empty = root === null || (root.kind === 'scalar' && root.range.start === root.range.end);
    return { root: empty ? null : root, problems: conversion.problems };
  } catch (error) {
    if (error instanceof LimitReached) return { limit: error.limit, range: error.range };
    throw error;
  }
}

class Conversion {
  readonly problems: YamlProblem[] = [];
  readonly #text: string;
  readonly #anchors = new Map<string, Measured>();
  readonly #open = new Set<string>();
  #aliased = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** @param end offset at which an absent value stands. */
  node(source: unknown, level: number, end: number): Measured {
    if (isAlias(source)) return this.#alias(source.source, this.#range(source.range, end), level);
    const range = this.#range(isMap(source) || isSeq(source) || isScalar(source) ? source.range : null, end);
    const anchor = isMap(source) || isSeq(source) || isScalar(source) ? source.anchor : undefined;
    if (anchor !== undefined) this.#open.add(anchor);
    const measured = this.#unnamed(source, level, range);
    if (anchor !== undefined) {
      this.#open.delete(anchor);
      this.#anchors.set(anchor, measured);
    }
    return measured;
  }

  #unnamed(source: unknown, level: number, range: Range): Measured {
    if (isScalar(source))
      return { node: this.#scalar(source.value, source.source, range), size: 1, depth: 0 };
    if (!isMap(source) && !isSeq(source)) return { node: this.#scalar(null, '', range), size: 1, depth: 0 };
    if (level >= MAX_DEPTH) throw new LimitReached('too-deep', { start: range.start, end: range.start });
    let size = 1;
    let depth = 0;
    const child = (value: unknown, end: number): YamlNode => {
      const measured = this.node(value, level + 1, end);
      size += measured.size;
      depth = Math.max(depth, measured.depth);
      return measured.node;
    };
    const node: YamlNode = isMap(source)
      ? { kind: 'map', range, entries: this.#entries(source.items, range, child) }
      : { kind: 'list', range, items: source.items.map((item) => child(item, range.start)) };
    return { node, size, depth: depth + 1 };
  }

  #entries(
    items: readonly Pair[],
    map: Range,
    child: (value: unknown, end: number) => YamlNode,
  ): YamlEntry[] {
    const seen = new Map<string, Range>();
    return items.map(({ key, value }) => {
      const keyNode = child(key, map.start);
      const text =
        keyNode.kind === 'scalar' ? keyNode.text : this.#text.slice(keyNode.range.start, keyNode.range.end);
      const { range } = keyNode;
      // 1 and 0x1 are one key, 1 and "1" are two; only the latter share their text
      const identity =
        keyNode.kind === 'scalar' ? `${typeof keyNode.value}:${keyNode.value}` : `collection:${text}`;
      const first = seen.get(identity);
      if (first === undefined) seen.set(identity, range);
      else this.problems.push({ kind: 'duplicate-key', range, first, message: duplicateKey(text) });
      return { key: { text, range }, value: child(value, range.end) };
    });
  }

  #alias(name: string, range: Range, level: number): Measured {
    const target = this.#anchors.get(name);
    // An alias without name is a syntax error already
    if (target === undefined && name === '')
      return { node: this.#scalar(null, '*', range), size: 1, depth: 0 };
    if (target === undefined || this.#open.has(name)) {
      const message = this.#open.has(name) ? aliasInsideItself(name) : unknownAlias(name);
      this.problems.push({ kind: 'syntax', range, message });
      return { node: this.#scalar(null, `*${name}`, range), size: 1, depth: 0 };
    }
    this.#aliased += target.size;
    if (this.#aliased > MAX_ALIASED) throw new LimitReached('alias-bomb', range);
    if (level + target.depth > MAX_DEPTH) throw new LimitReached('too-deep', range);
    return target;
  }

  #scalar(value: unknown, source: string | undefined, range: Range): YamlScalar {
    const known =
      value === null || typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
    if (range.start !== range.end)
      return { kind: 'scalar', range, value: known, text: source ?? String(value) };
    // The library puts an absent value behind the blanks that follow; ours stands at the end of what is there
    let at = range.start;
    while (at > 0 && (this.#text[at - 1] === ' ' || this.#text[at - 1] === '\t')) at--;
    return { kind: 'scalar', range: { start: at, end: at }, value: known, text: source ?? '' };
  }

  /** The library ends block values behind their last line end; ours end before the blanks and line ends there. */
  #range(range: readonly number[] | null | undefined, absentAt: number): Range {
    const start = range?.[0] ?? absentAt;
    const valueEnd = range?.[1] ?? start;
    let end = valueEnd;
    while (end > start && BLANK.has(this.#text.charCodeAt(end - 1))) end--;
    return { start, end: end > start ? end : valueEnd };
  }
}

/** Blank, tab, line feed, carriage return. */
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

import type { FactParser } from '../../../src/source/fact.js';
import { type Origin, type Range, SourceFile, textAt } from '../../../src/text/source-file.js';

export function outputFile(text: string): SourceFile {
  return new SourceFile('.facts/fact', { text, encoding: 'utf-8', bom: false, undecodable: [] });
}

/** What a parser makes of an output, with the text of the lines that it did not understand. */
export function readOutput<T>(parser: FactParser<T>, text: string) {
  const file = outputFile(text);
  const { value, notUnderstood } = parser(file);
  return { value, rest: notUnderstood.map(({ start, end }) => text.slice(start, end)), notUnderstood };
}

/** The text under an origin. */
export function under(row: { readonly at: Origin } | null | undefined): string | null {
  return row ? textAt(row.at) : null;
}

function isRange(value: unknown): value is Range {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

/** Every range in a parsed value, and, of values that carry their place, the value beside it. */
export function* places(value: unknown): Generator<{ range: Range; stated: unknown }> {
  if (value instanceof SourceFile || typeof value !== 'object' || value === null) return;
  if (value instanceof Map) {
    for (const entry of value.values()) yield* places(entry);
    return;
  }
  if ('at' in value && typeof value.at === 'object' && value.at !== null && 'range' in value.at) {
    if (isRange(value.at.range))
      yield { range: value.at.range, stated: 'value' in value ? value.value : undefined };
  }
  for (const part of Object.values(value)) yield* places(part);
}

/** A parsed value with each place replaced by the text that stands there. */
export function withTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Map) return [...value].map(([key, entry]) => [key, withTexts(entry)]);
  if (Array.isArray(value)) return value.map(withTexts);
  if ('file' in value && value.file instanceof SourceFile && 'range' in value && isRange(value.range)) {
    return value.file.text.slice(value.range.start, value.range.end);
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTexts(part)]));
}

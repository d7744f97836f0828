import type { Location } from '../engine/result.js';

/** Part of one raw line: 0-based UTF-16 offsets, end exclusive. */
export interface MarkedPart {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of a line that lies in a range; null where none does.
 * @param number of the line, 1-based
 */
export function markedPart(text: string, number: number, location: Location): MarkedPart | null {
  const { line, column, endLine, endColumn } = location;
  if (number < line || number > endLine) return null;
  const indent = text.length - text.trimStart().length;
  const start = number === line ? Math.min(column - 1, text.length) : indent;
  const end = number === endLine ? Math.min(endColumn - 1, text.length) : text.length;
  if (number > line && end <= start) return null;
  return { start, end: Math.max(start, end) };
}

/** Moves an offset back where it would part a surrogate pair. */
export function pieceBoundary(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && offset < text.length && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

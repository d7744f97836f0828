import type { Origin } from '../text/source-file.js';
import type { FramedLocation, Location } from './result.js';

/** Lines shown before the place, so that a reader sees where he is. */
const LINES_BEFORE = 1;
/** A range over more lines than this is shown by its first lines. */
const LINES_AT_MOST = 5;

/** Turns a place into lines and columns, with the text around it. */
export function locate(origin: Origin): FramedLocation {
  const { file, range } = origin;
  if (range === null || file.text === '') {
    return { file: file.path, line: 1, column: 1, endLine: 1, endColumn: 1, excerpt: [], firstLine: 1 };
  }
  const start = file.position(range.start);
  const end = file.position(range.end);
  const firstLine = Math.max(1, start.line - LINES_BEFORE);
  const lastLine = Math.min(end.line, start.line + LINES_AT_MOST - 1);
  const excerpt: string[] = [];
  for (let line = firstLine; line <= lastLine; line++) excerpt.push(file.lines.textOf(line));
  return {
    file: file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    excerpt,
    firstLine,
  };
}

/** Whether two places share text; places without text are the same when their file is. */
export function overlapping(a: Location, b: Location): boolean {
  if (a.file !== b.file) return false;
  const before = (x: Location, y: Location) =>
    x.endLine < y.line ||
    (x.endLine === y.line && (x.endColumn < y.column || (x.endColumn === y.column && !withoutText(x))));
  return !before(a, b) && !before(b, a);
}

const withoutText = (place: Location) => place.line === place.endLine && place.column === place.endColumn;

/** By file, line and column. */
export function compareLocations(a: Location | null, b: Location | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** The text under a place, as far as it stands on the first line; empty where there is none. */
export function textUnder(location: FramedLocation | null): string {
  if (location === null) return '';
  const line = location.excerpt[location.line - location.firstLine] ?? '';
  return line.slice(
    location.column - 1,
    location.line === location.endLine ? location.endColumn - 1 : undefined,
  );
}

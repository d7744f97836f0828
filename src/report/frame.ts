import type { FramedLocation } from '../engine/result.js';
import { type Cell, cellsOf } from './cells.js';
import { type MarkedPart, markedPart, pieceBoundary } from './marked-part.js';
import type { Measure } from './width.js';

/** How a frame is drawn. */
export interface FrameStyle {
  /** Columns that a line of the frame may take; fewer than 30 count as 30. */
  readonly width: number;
  readonly measure: Measure;
  /** Colours the line under the text. */
  readonly mark: (text: string) => string;
  /** Colours line numbers and the bar. */
  readonly gutter: (text: string) => string;
}

const CUT = '…';
const SMALLEST_WIDTH = 30;
/** Line numbers are set right in so many columns, so that frames stand under each other. */
const NUMBER_COLUMNS = 5;
const BAR = ' | ';

/**
 * The lines of a place with their numbers, and `^~~~` right under the text of the range, however wide its characters
 * are. Long lines are cut around the range; what does not fit is replaced by `…`.
 * @returns no line where the place has no text.
 */
export function codeFrame(location: FramedLocation, style: FrameStyle): string[] {
  const { excerpt, firstLine } = location;
  const last = firstLine + excerpt.length - 1;
  if (excerpt.length === 0 || location.line > last) return [];
  const numbers = Math.max(NUMBER_COLUMNS, String(last).length);
  const room = Math.max(SMALLEST_WIDTH, style.width) - numbers - BAR.length;
  const output = excerpt.flatMap((text, index) => {
    const number = firstLine + index;
    const drawn = drawLine(text, markedPart(text, number, location), room, style.measure);
    const gutter = style.gutter(
      `${String(number).padStart(numbers)}${drawn.text === '' ? BAR.trimEnd() : BAR}`,
    );
    const lines = [gutter + drawn.text];
    if (drawn.marks !== '') {
      const blank = drawn.marks.length - drawn.marks.trimStart().length;
      lines.push(
        style.gutter(`${' '.repeat(numbers)}${BAR}`) +
          ' '.repeat(blank) +
          style.mark(drawn.marks.slice(blank)),
      );
    }
    return lines;
  });
  if (location.endLine > last) output.push(style.gutter(CUT.padStart(numbers)));
  return output;
}

/** One line within `room` columns, and what stands under it; `marks` is empty without a marked part. */
function drawLine(text: string, marked: MarkedPart | null, room: number, measure: Measure) {
  // A line may be megabytes long; no more than this can be shown of it.
  const reach = room * 2;
  const from = pieceBoundary(text, Math.max(0, (marked?.start ?? 0) - reach));
  const to = pieceBoundary(text, Math.min(text.length, (marked?.start ?? 0) + reach * 2));
  const cells = cellsOf(text, from, to, measure);
  const total = columnsOf(cells);
  const range = markedColumns(cells, marked);
  const whole = from === 0 && to === text.length && Math.max(total, range.end) <= room;
  const shift = whole ? 0 : shiftFor(range, total, room);
  const cutLeft = !whole && (from > 0 || shift > 0);
  const shown: Cell[] = [];
  for (const cell of cells) {
    if (cell.column < (cutLeft ? shift + CUT.length : 0)) continue;
    const isLast = cell === cells.at(-1) && to === text.length && range.end <= shift + room;
    if (cell.column + cell.columns > shift + room - (isLast ? 0 : CUT.length)) break;
    shown.push(cell);
  }
  const cutRight = !whole && ((shown.at(-1)?.end ?? from) < to || to < text.length);
  const before = cutLeft ? CUT.length : 0;
  // A wide or tabbed cell may straddle the cut, so columns count from the first cell that is shown.
  const left = shown[0]?.column ?? shift;
  const body = shown.map((cell) => cell.shown).join('');
  const drawn = `${cutLeft ? CUT : ''}${body}${cutRight ? CUT : ''}`.trimEnd();
  if (marked === null) return { text: drawn, marks: '' };
  const width = before + columnsOf(shown, left) + (cutRight ? CUT.length : 0);
  const start = Math.max(0, range.start - left + before);
  const end = Math.max(start + 1, Math.min(range.end - left + before, width));
  return { text: drawn, marks: `${' '.repeat(start)}^${'~'.repeat(end - start - 1)}` };
}

/** Columns of the marked part, at least one; a place behind the last character is the column after it. */
function markedColumns(cells: readonly Cell[], marked: MarkedPart | null): { start: number; end: number } {
  if (marked === null) return { start: 0, end: 0 };
  const first = cells.find((cell) => cell.end > marked.start);
  if (first === undefined) {
    const total = columnsOf(cells);
    return { start: total, end: total + 1 };
  }
  const inside = cells.filter((cell) => cell.end > marked.start && cell.start < marked.end);
  const last = inside.at(-1) ?? null;
  const end = last === null ? first.column + 1 : last.column + last.columns;
  return { start: first.column, end: Math.max(first.column + 1, end) };
}

/** How many columns to leave out on the left, so that the range is seen with some text on both sides. */
function shiftFor(range: { start: number; end: number }, total: number, room: number): number {
  const spare = Math.max(Math.floor(room / 4), room - (range.end - range.start));
  const wanted = Math.max(0, range.start - Math.floor(spare / 2));
  if (range.end + CUT.length <= room) return 0;
  return Math.min(wanted, Math.max(0, Math.max(total, range.end) - room));
}

function columnsOf(cells: readonly Cell[], from = 0): number {
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.columns - from;
}

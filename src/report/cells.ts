import { escapeControl } from '../text/escape.js';
import type { Measure } from './width.js';

/** Columns between two tab stops. */
const TAB = 4;

/** A piece of a line as it is shown. */
export interface Cell {
  readonly shown: string;
  /** Columns before it, from the first cell of the line. */
  readonly column: number;
  readonly columns: number;
  /** 0-based UTF-16 offsets in the raw line, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Part of a raw line as cells: tabs become blanks up to the next stop, unsafe characters visible escapes. */
export function cellsOf(line: string, from: number, to: number, measure: Measure): Cell[] {
  const cells: Cell[] = [];
  let start = from;
  let column = 0;
  const add = (piece: string, shown: string) => {
    const columns = measure.columns(shown);
    cells.push({ shown, column, columns, start, end: start + piece.length });
    start += piece.length;
    column += columns;
  };
  for (const piece of measure.pieces(line.slice(from, to))) {
    const escaped = escapeControl(piece);
    if (piece === '\t') add(piece, ' '.repeat(TAB - (column % TAB)));
    else if (escaped === piece) add(piece, piece);
    // An invisible character joins the one before it; shown as an escape it stands alone.
    else for (const character of piece) add(character, escapeControl(character));
  }
  return cells;
}

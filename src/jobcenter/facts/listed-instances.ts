import type { FactParser } from '../../source/fact.js';
import { type FactLine, originIn, readRows } from '../../source/facts/lines.js';
import type { Origin, Sourced } from '../../text/source-file.js';
import type { ListedInstance } from './types.js';

/** A cell of a table's row, without the blanks around it; offsets in the line's text. */
interface Cell {
  readonly text: string;
  readonly from: number;
}

interface Columns {
  readonly name: number;
  readonly id: number;
  /** -1: there is no such column. */
  readonly active: number;
  readonly enabled: number;
}

const DEFAULT_COLUMNS: Columns = { name: 0, id: 1, active: 2, enabled: 3 };
/** `+---+---+`, with the box characters of other tools, the dots of a shortened example, and `---  ---`. */
const RULE = /^[-+=|:.\s\u2500-\u257f…]+$/;
const BAR = /[|│┃]/;
const BARS = /[|│┃]/g;
const GAP = /\t+|\s{2,}/g;
/** Headings in capitals without dashes, underlines and blanks. */
const HEADINGS: Readonly<Record<keyof Columns, readonly string[]>> = {
  name: ['INSTANCENAME', 'インスタンス名'],
  id: ['INSTANCEID', 'インスタンスID'],
  active: ['ACTIVE', 'ISACTIVE', '稼働', '起動'],
  enabled: ['ENABLE', 'ENABLED', 'ISENABLED', '有効', '自動起動'],
};
const HEADING_JOINT = /[-_\s]+/g;
/** Without bars a sentence could pass for a row; an ID (or the guide's placeholder of one) tells. */
const ID = /^[0-9A-Fa-fx]{1,12}(?:-[0-9A-Fa-fx]{1,12}){2,}$/;
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

function cell(text: string, from: number, to: number): Cell {
  const part = text.slice(from, to);
  const trimmed = part.trimStart();
  return { text: trimmed.trimEnd(), from: from + part.length - trimmed.length };
}

/** Cells between bars, with or without bars at both ends; without bars, between tabs or several blanks. */
function cellsOf(text: string): Cell[] {
  const hasBars = BAR.test(text);
  const cells: Cell[] = [];
  let from = 0;
  for (const match of text.matchAll(hasBars ? BARS : GAP)) {
    if (match.index > 0) cells.push(cell(text, from, match.index));
    from = match.index + match[0].length;
  }
  if (from < text.length) cells.push(cell(text, from, text.length));
  return cells;
}

function columnsOf(cells: readonly Cell[]): Columns | null {
  const headings = cells.map(({ text }) => text.toUpperCase().replace(HEADING_JOINT, ''));
  const find = (names: readonly string[]) => headings.findIndex((heading) => names.includes(heading));
  const columns = {
    name: find(HEADINGS.name),
    id: find(HEADINGS.id),
    active: find(HEADINGS.active),
    enabled: find(HEADINGS.enabled),
  };
  return columns.name < 0 || columns.id < 0 ? null : columns;
}

function originOfCell(line: FactLine, { text, from }: Cell): Origin {
  return originIn(line, from, from + text.length);
}

function flag(line: FactLine, found: Cell | undefined): Sourced<boolean> | null {
  const value = FLAGS.get(found?.text.toLowerCase() ?? '');
  return found === undefined || value === undefined ? null : { value, at: originOfCell(line, found) };
}

function instanceOf(
  line: FactLine,
  cells: readonly Cell[],
  columns: Columns,
  isSure: boolean,
): ListedInstance | null {
  const name = cells[columns.name];
  const id = cells[columns.id];
  if (!name?.text || !id?.text || !(isSure || ID.test(id.text))) return null;
  return {
    name: { value: name.text, at: originOfCell(line, name) },
    id: { value: id.text, at: originOfCell(line, id) },
    active: flag(line, cells[columns.active]),
    enabled: flag(line, cells[columns.enabled]),
    at: originIn(line),
  };
}

/**
 * Reads the table of `jcagctrl list`. Columns are found by the names in the header, in any order and width; without a
 * header the rows are taken in the order of inputs.md §3 if the second cell looks like an ID.
 */
export const listedInstances: FactParser<readonly ListedInstance[]> = (file) => {
  let header: Columns | null = null;
  return readRows<ListedInstance>(file, 'empty-is-none', (line, rows) => {
    if (RULE.test(line.text)) return true;
    const cells = cellsOf(line.text);
    const columns = columnsOf(cells);
    if (columns !== null) {
      header = columns;
      return true;
    }
    const isSure = header !== null && BAR.test(line.text);
    const instance = instanceOf(line, cells, header ?? DEFAULT_COLUMNS, isSure);
    if (instance !== null) rows.push(instance);
    return instance !== null;
  });
};

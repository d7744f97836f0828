import type { FramedLocation } from '../../engine/result.js';
import type { Cell } from '../cells.js';
import { cellsOf } from '../cells.js';
import { markedPart, pieceBoundary } from '../marked-part.js';
import { simpleMeasure } from '../width.js';
import { type Content, html, type Markup, nothing } from './markup.js';

/** UTF-16 units of a line that are shown before and behind the start of its marked part. */
const REACH = 160;
const CUT = '…';

/** The lines of a place with their numbers, the text of the range marked; empty where the place has no text. */
export function codeFrame(location: FramedLocation): Markup {
  const { excerpt, firstLine } = location;
  const last = firstLine + excerpt.length - 1;
  if (excerpt.length === 0 || location.line > last) return nothing;
  const lines = excerpt.map((text, index) => {
    const number = firstLine + index;
    return html`<div class="line"><span class="number">${number}</span><code>${drawn(text, number, location)}</code></div>`;
  });
  const more =
    location.endLine > last ? html`<div class="line"><span class="number">${CUT}</span></div>` : null;
  return html`<div class="frame">${lines}${more}</div>`;
}

/** One line as text before the marked part, the part, and text behind it. */
function drawn(text: string, number: number, location: FramedLocation): Content {
  const range = markedPart(text, number, location);
  // A line may be megabytes long; what is looked at around the mark is enough for a reader.
  const from = pieceBoundary(text, Math.max(0, (range?.start ?? 0) - REACH));
  const to = pieceBoundary(text, Math.min(text.length, Math.max(range?.start ?? 0, 0) + 2 * REACH));
  const cells = cellsOf(text, from, to, simpleMeasure);
  const [before, after] = [from > 0 ? CUT : '', to < text.length ? CUT : ''];
  if (range === null) return [before, shown(cells), after];
  const inside = cells.filter((cell) => cell.end > range.start && cell.start < range.end);
  const mark =
    inside.length === 0 ? html`<mark class="point">&nbsp;</mark>` : html`<mark>${shown(inside)}</mark>`;
  return [
    before,
    shown(cells.filter((cell) => cell.end <= range.start)),
    mark,
    shown(cells.filter((cell) => cell.start >= range.end && cell.end > range.start)),
    after,
  ];
}

const shown = (cells: readonly Cell[]): string => cells.map((cell) => cell.shown).join('');

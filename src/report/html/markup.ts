import { escapeControl } from '../../text/escape.js';

/** What may stand in a page: markup as it is, everything else as text. */
export type Content = Markup | string | number | null | readonly Content[];

/** A piece of a page that is safe as it stands: made by {@link html}, or of texts that are the program's own. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Markup of a template. Every value in it is escaped, for text and for attributes in double quotes, unless it is markup
 * itself; so no value may stand in a tag's name, in a style or in a link (but for a number behind `#`).
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = parts[0] ?? '';
  for (const [index, value] of values.entries()) text += written(value) + (parts[index + 1] ?? '');
  return new Markup(text);
}

export const nothing: Markup = new Markup('');

function written(value: Content): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return value === null ? '' : value.map(written).join('');
}

const MARKUP = /[&<>"'\ufffe\uffff]/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text for element or attribute; what a page would obey or swallow becomes a visible escape. */
const escaped = (text: string): string =>
  escapeControl(text).replace(
    MARKUP,
    (found) => ENTITIES.get(found) ?? `\\u{${found.charCodeAt(0).toString(16)}}`,
  );

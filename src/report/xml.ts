import { escapeControl } from '../text/escape.js';

const MARKUP = /[&<>"'\ufffe\uffff]/g;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** One line of text for element or attribute; what XML 1.0 cannot hold becomes a visible escape. */
export const xmlText = (text: string): string =>
  escapeControl(text).replace(
    MARKUP,
    (found) => ENTITIES.get(found) ?? `\\u{${found.charCodeAt(0).toString(16)}}`,
  );

/** ` name="value"` for each; a null is left out. */
export const xmlAttributes = (values: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${xmlText(String(value))}"`))
    .join('');

import type { Localized } from '../../message/language.js';
import type { Origin } from '../../text/source-file.js';
import { type Trait, trait } from './trait.js';

/** One row of a fact. */
export interface Row {
  readonly key: string;
  readonly text: string;
  readonly at: Origin;
}

/** Rows of one key as one trait, such as several installed versions of a package; rows without text are counted. */
export function joined(
  rows: readonly Row[],
  what: (key: string) => Localized,
  meaning: (text: string) => string = (text) => text,
): Trait[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byKey.get(row.key);
    if (known === undefined) byKey.set(row.key, [row]);
    else known.push(row);
  }
  return [...byKey].map(([key, [first, ...others]]) => {
    const texts = [first, ...others].flatMap((row) =>
      row === undefined || row.text === '' ? [] : [row.text],
    );
    const shown = texts.length === 0 ? `× ${others.length + 1}` : texts.sort().join(', ');
    return trait(key, shown, first?.at ?? null, {
      what: what(key),
      others: others.map(({ at }) => at),
      meaning: texts.length === 0 ? shown : texts.map(meaning).sort().join(', '),
    });
  });
}

import type { Range } from '../../src/text/source-file.js';
import { SourceFile } from '../../src/text/source-file.js';

/** A file with a text, as if read. */
export function fileOf(text: string): SourceFile {
  return new SourceFile('file', { text, encoding: 'utf-8', bom: false, undecodable: [] });
}

/** The text under a range. */
export function under(text: string, range: Range | null | undefined): string {
  return range === null || range === undefined ? '' : text.slice(range.start, range.end);
}

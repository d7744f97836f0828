import { LineIndex, type Position } from './line-index.js';

/** The encodings a file may come in (inputs.md §4). */
export type Encoding = 'utf-8' | 'shift_jis' | 'euc-jp' | 'utf-16le' | 'utf-16be';

/** Part of a file's decoded text: 0-based UTF-16 offsets, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Bytes that the file's encoding does not explain. */
export interface UndecodableBytes {
  /** The replacement characters standing for them in the decoded text. */
  readonly range: Range;
  readonly bytes: readonly number[];
}

/** Where a file stands on a disk, for what would change it; or why it is not to be changed. */
export type FilePlace =
  | {
      readonly state: 'on-disk';
      /** Absolute; the folder that nothing of the tree leads out of. */
      readonly root: string;
      /** Below the root: `/` and the parts, none of which is a link. */
      readonly path: string;
    }
  | { readonly state: 'read-only'; readonly why: 'archive' | 'outside' | 'live' | 'no-file' };

const noFile: FilePlace = { state: 'read-only', why: 'no-file' };

export interface DecodedText {
  /** The text without its byte order mark, line ends as they are in the file. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly undecodable: readonly UndecodableBytes[];
}

/**
 * A file that was read, or a place in a tree that has no text (a folder, a link, a file that could not be read):
 * then the text is empty and every position is 1:1.
 */
export class SourceFile implements DecodedText {
  /** Relative to the working directory, with `/`; inside an archive `archive.tar.gz!/path/in/archive`. */
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly undecodable: readonly UndecodableBytes[];
  readonly place: FilePlace;
  /** Other files with the same content that stand for the same file of the shared disk. */
  readonly copies: SourceFile[] = [];
  #lines: LineIndex | undefined;

  constructor(path: string, decoded: DecodedText, place: FilePlace = noFile) {
    this.path = path;
    this.text = decoded.text;
    this.encoding = decoded.encoding;
    this.bom = decoded.bom;
    this.undecodable = decoded.undecodable;
    this.place = place;
  }

  /** A place without text: a folder, a link, a missing or unreadable file. */
  static withoutText(path: string, place?: FilePlace): SourceFile {
    return new SourceFile(path, { text: '', encoding: 'utf-8', bom: false, undecodable: [] }, place);
  }

  get lines(): LineIndex {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines;
  }

  /** @returns the 1-based line and 1-based UTF-16 column of an offset. */
  position(offset: number): Position {
    return this.lines.position(offset);
  }
}

/** Where a value was read. Without a range: the file (folder, link) as a whole, shown as 1:1. */
export interface Origin {
  readonly file: SourceFile;
  readonly range: Range | null;
}

/** A value that remembers where it was read. */
export interface Sourced<T> {
  readonly value: T;
  readonly at: Origin;
}

/** Pairs a value with its place. */
export function sourced<T>(value: T, file: SourceFile, range: Range | null): Sourced<T> {
  return { value, at: { file, range } };
}

/** @returns the exact text an origin points at; empty for a file as a whole. */
export function textAt(origin: Origin): string {
  return origin.range === null ? '' : origin.file.text.slice(origin.range.start, origin.range.end);
}

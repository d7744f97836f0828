import type { Range, SourceFile } from '../text/source-file.js';
import { type Edit, type Fix, filesOf } from './fix.js';

/** What is to change in one file, or of one link. */
export interface PlannedFile {
  readonly file: SourceFile;
  /** No two share a place. */
  readonly texts: { readonly range: Range; readonly text: string }[];
  byteOrderMark: boolean;
  carriageReturns: boolean;
  /** The new name of a link. */
  name: string | null;
}

/**
 * Fixes that can be made in one go. Of two that want the same place the first is taken; the other is for the next go,
 * when the files have been checked again.
 */
export class EditPlan {
  readonly files = new Map<string, PlannedFile>();
  readonly #pathOf: (edit: Edit, file: SourceFile) => string | null;

  /** @param pathOf the one name of a file that an edit changes; null where it may not be changed */
  constructor(pathOf: (edit: Edit, file: SourceFile) => string | null) {
    this.#pathOf = pathOf;
  }

  /** @returns whether all edits of a fix are planned now, else none is */
  add({ edits }: Fix): boolean {
    const wanted: { readonly path: string; readonly file: SourceFile; readonly edit: Edit }[] = [];
    for (const edit of edits) {
      if (changesNothing(edit)) continue;
      for (const file of filesOf(edit)) {
        const path = this.#pathOf(edit, file);
        if (path === null || !fits(edit, file, this.files.get(path))) return false;
        wanted.push({ path, file, edit });
      }
    }
    for (const { path, file, edit } of wanted) take(edit, this.#file(path, file));
    return wanted.length > 0;
  }

  #file(path: string, file: SourceFile): PlannedFile {
    let planned = this.files.get(path);
    if (planned === undefined) {
      planned = { file, texts: [], byteOrderMark: false, carriageReturns: false, name: null };
      this.files.set(path, planned);
    }
    return planned;
  }
}

const changesNothing = (edit: Edit) =>
  edit.kind === 'text' && edit.file.text.slice(edit.range.start, edit.range.end) === edit.text;

function fits(edit: Edit, file: SourceFile, planned: PlannedFile | undefined): boolean {
  if (planned === undefined) return true;
  // Read twice, with a change in between: offsets of the one are not those of the other.
  if (planned.file.text !== file.text) return false;
  if (edit.kind === 'rename') return planned.name === null || planned.name === edit.name;
  if (edit.kind !== 'text') return true;
  return planned.texts.every((other) => isSame(other, edit) || !touching(other.range, edit.range));
}

function take(edit: Edit, planned: PlannedFile): void {
  switch (edit.kind) {
    case 'byte-order-mark':
      planned.byteOrderMark = true;
      break;
    case 'carriage-returns':
      planned.carriageReturns = true;
      break;
    case 'rename':
      planned.name = edit.name;
      break;
    case 'text':
      if (!planned.texts.some((other) => isSame(other, edit))) planned.texts.push(edit);
  }
}

interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

const isSame = (a: TextEdit, b: TextEdit) =>
  a.range.start === b.range.start && a.range.end === b.range.end && a.text === b.text;

/** Side by side is too near: which of two texts comes first where one is put in would be chance. */
const touching = (a: Range, b: Range) => a.start <= b.end && b.start <= a.end;

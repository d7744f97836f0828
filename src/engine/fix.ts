import type { Range, SourceFile } from '../text/source-file.js';

/** One change that helps to mend a finding. A rule says what is to change; it writes nothing. */
export type Edit =
  | {
      readonly kind: 'text';
      readonly file: SourceFile;
      /** What is replaced; an empty range: something is put in there. */
      readonly range: Range;
      readonly text: string;
    }
  /** The byte order mark goes. */
  | { readonly kind: 'byte-order-mark'; readonly file: SourceFile }
  /** Every CR that stands before the end of a line goes. */
  | { readonly kind: 'carriage-returns'; readonly file: SourceFile }
  /** What stands there (a link) gets another name in its folder. */
  | { readonly kind: 'rename'; readonly file: SourceFile; readonly name: string };

/** Edits that mend a finding together; all are made or none. */
export interface Fix {
  /** What somebody has to choose it by; null for the one right answer. */
  readonly choice: string | null;
  readonly edits: readonly Edit[];
}

export const replaceText = (file: SourceFile, range: Range, text: string): Edit => ({
  kind: 'text',
  file,
  range,
  text,
});

/**
 * A new line behind the last one, ended as that is.
 * @param lineEnd for a file in which no line ends
 */
export function appendLine(file: SourceFile, line: string, lineEnd: '\n' | '\r\n' = '\n'): Edit {
  const { text } = file;
  const last = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  const own = last < 0 ? lineEnd : text[last] === '\n' && text[last - 1] === '\r' ? '\r\n' : text[last];
  const before = text === '' || last === text.length - 1 ? '' : own;
  return replaceText(file, { start: text.length, end: text.length }, `${before}${line}${own}`);
}

/** Every file that an edit changes: of a shared file all its copies, so that they stay alike. */
export const filesOf = ({ file }: Edit): readonly SourceFile[] => [file, ...file.copies];

/**
 * Whether the one right answer is known. Where the files stand makes no difference: a snapshot and its archive have one
 * result, and what cannot be written is said when it is to be.
 */
export const isFixable = (fixes: readonly Fix[]): boolean => {
  const [only] = fixes;
  return fixes.length === 1 && only !== undefined && only.choice === null && only.edits.length > 0;
};

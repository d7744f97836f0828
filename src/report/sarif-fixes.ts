import { type Edit, type Fix, filesOf } from '../engine/fix.js';
import { escapeControl } from '../text/escape.js';

type TextEdit = Extract<Edit, { readonly kind: 'text' }>;

/**
 * What would mend a finding, as SARIF says it (§3.55): one fix for each answer there is. A byte order mark, line ends
 * and names of links are no regions of a text; fixes with these are left to `--fix`, as is what it would not write.
 * @param artifact how a file is named
 */
export function sarifFixes(fixes: readonly Fix[], artifact: (file: string) => object) {
  return fixes.flatMap(({ choice, edits }) => {
    const texts = edits.filter((edit) => edit.kind === 'text');
    const isWritable = texts.flatMap(filesOf).every(({ place }) => place.state === 'on-disk');
    if (texts.length < edits.length || texts.length === 0 || !isWritable) return [];
    const byFile = new Map<string, TextEdit[]>();
    for (const edit of texts) {
      for (const { path } of filesOf(edit)) byFile.set(path, [...(byFile.get(path) ?? []), edit]);
    }
    return [
      {
        ...(choice === null ? {} : { description: { text: escapeControl(choice) } }),
        artifactChanges: [...byFile].map(([path, changes]) => ({
          artifactLocation: artifact(path),
          replacements: changes.map(replacement),
        })),
      },
    ];
  });
}

function replacement({ file, range, text }: TextEdit) {
  const start = file.position(range.start);
  const end = file.position(range.end);
  return {
    deletedRegion: {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    },
    ...(text === '' ? {} : { insertedContent: { text } }),
  };
}

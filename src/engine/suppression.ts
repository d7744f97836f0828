import type { SourceFile } from '../text/source-file.js';
import type { Finding } from './result.js';

/** One rule named in a `# cjclint-disable…` comment of a file. */
export interface Suppression {
  readonly file: SourceFile;
  /** As written, with or without its pack. */
  readonly rule: string;
  readonly range: { readonly start: number; readonly end: number };
  /** The only line it speaks of, 1-based; null for the whole file. */
  readonly line: number | null;
  readonly reason: string;
}

const MARK = 'cjclint-disable';
const comment = /^[ \t]*#[ \t]*cjclint-disable(-next-line)?(?:[ \t]+(.*))?$/;

/** Finds the suppressions of a file; comments that stand alone on their line count. */
export function suppressionsOf(file: SourceFile): Suppression[] {
  if (!file.text.includes(MARK)) return [];
  const found: Suppression[] = [];
  for (let line = 1; line <= file.lines.count; line++) {
    const text = file.lines.textOf(line);
    const match = comment.exec(text);
    if (match === null) continue;
    const [rules = '', reason = ''] = splitReason(match[2] ?? '');
    const start = file.lines.startOf(line) + text.indexOf('#');
    const names = rules.split(/[\s,]+/).filter((name) => name !== '');
    for (const rule of names.length === 0 ? [''] : names) {
      found.push({
        file,
        rule,
        range: { start, end: file.lines.startOf(line) + text.trimEnd().length },
        line: match[1] === undefined ? null : line + 1,
        reason,
      });
    }
  }
  return found;
}

/** `a, b -- why` in its two parts. */
function splitReason(text: string): [string, string] {
  const place = text.search(/(^|[ \t])--([ \t]|$)/);
  if (place < 0) return [text.trim(), ''];
  return [text.slice(0, place).trim(), text.slice(place).trim().slice(2).trim()];
}

/** Whether a suppression speaks of a finding. */
export function suppresses(suppression: Suppression, finding: Finding): boolean {
  const named = finding.rule === suppression.rule || finding.rule.endsWith(`/${suppression.rule}`);
  if (!named || suppression.rule === '' || finding.location?.file !== suppression.file.path) return false;
  return suppression.line === null || suppression.line === finding.location.line;
}

import type { PendingChanges } from '../../source/pending-changes.js';
import { decode } from '../../text/decode.js';
import { escapeControl } from '../../text/escape.js';
import type { DecodedText } from '../../text/source-file.js';
import { unifiedHunks } from '../../text/unified-diff.js';
import type { FixFiles } from './fix-files.js';

/** A diff, and the files whose part of it is to be looked at only. */
export interface FixDiff {
  readonly text: string;
  /** Labels of files that `patch` could not change by it: they are not UTF-8, or a sign of theirs is shown escaped. */
  readonly forReading: readonly string[];
}

/**
 * The changes as git writes them, in UTF-8 whatever the files are in.
 * @param visible whether signs that cannot be seen (CR, byte order mark) are shown, as on a terminal; else they stand
 *   as they are, so that the diff can be applied. Other control characters are always shown, never written.
 */
export function fixDiff(pending: PendingChanges, files: FixFiles, visible: boolean): FixDiff {
  const parts: { readonly label: string; readonly text: string; readonly applies: boolean }[] = [];
  for (const [path, content] of pending.contents) {
    const original = files.original(path);
    if (original === null) continue;
    const [before, after] = [decode(original.bytes), decode(content)];
    if ('binary' in before || 'binary' in after) continue;
    let applies = !visible && before.encoding === 'utf-8' && before.undecodable.length === 0;
    const hunks = unifiedHunks(marked(before), marked(after), (line) => {
      const shown = visible ? shownOnTerminal(line) : shownInFile(line);
      if (shown !== line) applies = false;
      return shown;
    });
    if (hunks === '') continue;
    const [from, to] = [`a/${original.label}`, `b/${original.label}`];
    const head = `diff --git ${quotedPath(from)} ${quotedPath(to)}\n`;
    const names = `--- ${endedPath(from)}\n+++ ${endedPath(to)}\n`;
    parts.push({ label: original.label, text: head + names + hunks, applies: applies || visible });
  }
  for (const { from, to } of pending.renames()) {
    const label = files.original(from)?.label ?? from;
    const name = `${label.slice(0, label.lastIndexOf('/') + 1)}${to.slice(to.lastIndexOf('/') + 1)}`;
    parts.push({
      label,
      text: `diff --git ${quotedPath(`a/${label}`)} ${quotedPath(`b/${name}`)}\nsimilarity index 100%\nrename from ${quotedPath(label)}\nrename to ${quotedPath(name)}\n`,
      applies: true,
    });
  }
  parts.sort((a, b) => (a.label < b.label ? -1 : 1));
  return {
    text: parts.map(({ text }) => text).join(''),
    forReading: parts.filter(({ applies }) => !applies).map(({ label }) => label),
  };
}

const marked = ({ text, bom }: DecodedText) => (bom ? `\ufeff${text}` : text);

/** Tabs harm nobody, and are what a reader expects to see. */
const shownOnTerminal = (line: string) => line.split('\t').map(escapeControl).join('\t');

function shownInFile(line: string): string {
  const start = line.startsWith('\ufeff') ? 1 : 0;
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  return line.slice(0, start) + shownOnTerminal(line.slice(start, end)) + line.slice(end);
}

/** As git quotes a path: only where something in it would be taken for something else, or not be seen. */
function quotedPath(path: string): string {
  const signs = [...path].map((sign) => {
    if (sign === '"' || sign === '\\') return `\\${sign}`;
    return escapeControl(sign) === sign ? sign : [...Buffer.from(sign)].map(octal).join('');
  });
  const written = signs.join('');
  return written === path ? path : `"${written}"`;
}

const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`;

/** A path with a blank is ended by a tab, for behind a blank `patch` expects a time. */
const endedPath = (path: string) => quotedPath(path) + (path.includes(' ') ? '\t' : '');

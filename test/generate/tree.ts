import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import encodings from 'encoding-japanese';

export type Charset = 'utf-8' | 'shift_jis' | 'euc-jp';

/** What stands at a path: text that is encoded when written, raw bytes, a link (never followed), an empty folder. */
export type Entry =
  | { readonly kind: 'text'; readonly text: string; readonly charset: Charset }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'folder' };

/** Relative paths with `/` to what stands there. */
export type Tree = Map<string, Entry>;

/** Encodes text the way an editor of the customer would save it. */
export function encode(text: string, charset: Charset): Uint8Array {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  const to = charset === 'shift_jis' ? 'SJIS' : 'EUCJP';
  return Uint8Array.from(encodings.convert(encodings.stringToCode(text), { to, from: 'UNICODE' }));
}

/** @throws when there is no text at the path, which is a mistake of the test. */
export function textOf(tree: Tree, path: string): string {
  const entry = tree.get(path);
  if (entry?.kind !== 'text') throw new Error(`no text at ${path}`);
  return entry.text;
}

/** Writes the tree below an existing folder; links are real symbolic links. */
export function writeTree(folder: string, tree: Tree): void {
  const made = new Set<string>();
  const make = (path: string) => {
    if (made.has(path)) return;
    mkdirSync(path, { recursive: true });
    made.add(path);
  };
  for (const [path, entry] of tree) {
    const target = join(folder, path);
    make(entry.kind === 'folder' ? target : dirname(target));
    if (entry.kind === 'text') writeFileSync(target, encode(entry.text, entry.charset));
    else if (entry.kind === 'bytes') writeFileSync(target, entry.bytes);
    else if (entry.kind === 'link') symlinkSync(entry.target, target);
  }
}

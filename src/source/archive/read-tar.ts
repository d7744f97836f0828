import type { Extract, ExtractEvents, Header } from 'tar-stream';
import type { FileItem, RawEntry } from './archive-index.js';
import { tarName } from './entry-name.js';
import { Damaged } from './problem.js';

/** Is told every entry; @returns the file to be filled with its content, null to have it skipped. */
export type Visit = (entry: RawEntry) => FileItem | null;
export type Keep = (file: FileItem, content: Uint8Array) => void;

/**
 * Reads a tar of any dialect: ustar, PAX and GNU long names, v7.
 * @throws {Damaged}, and what `visit` and the pieces throw
 */
export async function readTar(pieces: AsyncIterable<Uint8Array>, visit: Visit, keep: Keep): Promise<void> {
  const { extract } = await import('tar-stream');
  const tar = extract(options);
  let failure: unknown = null;
  let zeros = 0;
  tar.on('error', (error) => {
    failure ??= error;
  });
  // Before anything can go wrong: a reader that is closed already tells nobody again.
  const ended = new Promise<void>((resolve) => {
    for (const event of endings) tar.on(event, () => resolve());
  });
  tar.on('entry', (header, stream, next) => {
    // What goes wrong with an entry is the archive's error, and told there.
    stream.on('error', () => {});
    let file: FileItem | null;
    try {
      file = visit(entryOf(header));
    } catch (error) {
      failure ??= error;
      tar.destroy();
      return;
    }
    if (file === null) stream.resume();
    else collect(stream, file, keep);
    stream.on('end', next);
  });

  try {
    for await (const piece of pieces) {
      zeros = trailingZeros(piece, zeros);
      if (failure === null && !tar.destroyed && !tar.write(piece)) await Promise.race([drained(tar), ended]);
      if (failure !== null) throw failure;
    }
    tar.end(null);
    await ended;
    if (failure !== null) throw failure;
  } catch (error) {
    throw damageOf(failure ?? error);
  } finally {
    tar.destroy();
  }
  // Without the block of zeros at the end nobody knows whether more was to follow.
  if (zeros < BLOCK) throw new Damaged('truncated');
}

const BLOCK = 512;
const endings = ['finish', 'close'] as const;

// Names as bytes: tar does not say in which encoding they are.
const options = { highWaterMark: 64 * 1024, filenameEncoding: 'latin1', allowUnknownFormat: true };

type Content = ExtractEvents['entry'][1];

function collect(stream: Content, file: FileItem, keep: Keep): void {
  const content = new Uint8Array(file.size);
  let length = 0;
  stream.on('data', (piece) => {
    if (!(piece instanceof Uint8Array)) return;
    content.set(piece, length);
    length += piece.length;
  });
  stream.on('end', () => keep(file, content));
}

function entryOf({ name, type, linkname, size, pax }: Header): RawEntry {
  // PAX names are UTF-8 and decoded already; the others came byte for byte.
  const own = isPax(pax) ? pax : {};
  const named = own.path === undefined ? tarName(name) : name;
  const target = own.linkpath === undefined ? tarName(linkname ?? '') : (linkname ?? '');
  const kind = kinds[type] ?? 'other';
  const folder = kind === 'file' && named.endsWith('/');
  return { name: named, kind: folder ? 'directory' : kind, target, size };
}

const isPax = (pax: unknown): pax is { path?: unknown; linkpath?: unknown } =>
  typeof pax === 'object' && pax !== null;

const kinds: Readonly<Record<string, RawEntry['kind']>> = {
  file: 'file',
  'contiguous-file': 'file',
  link: 'hard-link',
  symlink: 'link',
  directory: 'directory',
};

function trailingZeros(piece: Uint8Array, before: number): number {
  let count = 0;
  while (count < BLOCK && count < piece.length && piece[piece.length - 1 - count] === 0) count += 1;
  return count === piece.length ? Math.min(BLOCK, before + count) : count;
}

const drained = (tar: Extract) => new Promise<void>((resolve) => tar.once('drain', () => resolve()));

function damageOf(error: unknown): unknown {
  if (!(error instanceof Error) || error.constructor !== Error) return error;
  return new Damaged(error.message === 'Unexpected end of data' ? 'truncated' : 'corrupt');
}

import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Limits } from '../limits.js';
import { baseName } from '../tree-path.js';
import { ArchiveIndex, type FileItem, type Wanted } from './archive-index.js';
import { ArchiveLayer } from './archive-layer.js';
import { type ArchiveFormat, formatOfBytes, formatOfName, MAGIC_BYTES } from './format.js';
import { wantedTargets } from './link-targets.js';
import { type ArchiveProblem, Damaged, LimitReached } from './problem.js';
import { readTar } from './read-tar.js';
import { topFolderOf } from './top-folder.js';
import { Deadline, unpacked } from './unpack.js';

export type OpenedArchive =
  | { readonly state: 'opened'; readonly layer: ArchiveLayer }
  | { readonly state: 'problem'; readonly problem: ArchiveProblem };

/**
 * Reads an archive as a tree: all entries, and of the files only the content of the wanted ones. Nothing is written
 * to disk. An archive with any damage gives nothing, for a file that is missing in half a tree would be taken for a
 * fault of the node.
 * @param path as the file system knows it @param label how people are shown it
 */
export async function openArchive(
  path: string,
  label: string,
  limits: Limits,
  wanted: Wanted,
): Promise<OpenedArchive> {
  try {
    const format = formatOfBytes(startOf(path)) ?? formatOfName(path);
    if (format === undefined) throw new Damaged('unsupported');
    const index = new ArchiveIndex(wanted, limits);
    const deadline = new Deadline(limits.seconds);
    if (format === 'zip') await fromZip(path, index, deadline);
    else await fromTar(path, format, index, deadline);
    const top = topFolderOf(index.root, baseName(label), wanted.manifest);
    return { state: 'opened', layer: new ArchiveLayer(index, label, top) };
  } catch (error) {
    return { state: 'problem', problem: problemOf(error, label) };
  }
}

async function fromTar(
  path: string,
  format: Exclude<ArchiveFormat, 'zip'>,
  index: ArchiveIndex,
  deadline: Deadline,
): Promise<void> {
  const { limits } = index;
  const files: (FileItem | null)[] = [];
  await readTar(
    unpacked(path, format, limits, deadline),
    (entry) => {
      const { file, wanted } = index.add(entry);
      files.push(file);
      return wanted;
    },
    (file, content) => index.keep(file, content),
  );
  const more = new Set(wantedTargets(index));
  if (more.size === 0) return;
  let at = 0;
  await readTar(
    unpacked(path, format, limits, deadline),
    () => {
      const file = files[at] ?? null;
      at += 1;
      return file !== null && more.has(file) ? file : null;
    },
    (file, content) => index.keep(file, content),
  );
}

async function fromZip(path: string, index: ArchiveIndex, deadline: Deadline): Promise<void> {
  const [{ zipEntries }, { content, readZip }, { BlockFile }] = await Promise.all([
    import('./zip-directory.js'),
    import('./read-zip.js'),
    import('./block-file.js'),
  ]);
  const file = new BlockFile(path);
  try {
    const { limits } = index;
    const files = readZip(await zipEntries(file, limits, deadline), file, index, limits, deadline);
    for (const item of wantedTargets(index)) {
      const entry = files.get(item);
      if (entry !== undefined) index.keep(item, content(entry, file));
    }
  } finally {
    file.close();
  }
}

function startOf(path: string): Uint8Array {
  // A pipe would be waited for, perhaps for ever.
  if (!statSync(path).isFile()) throw new Damaged('unreadable');
  const file = openSync(path, 'r');
  try {
    const start = new Uint8Array(MAGIC_BYTES);
    return start.subarray(0, readSync(file, start, 0, MAGIC_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function problemOf(error: unknown, archive: string): ArchiveProblem {
  if (error instanceof LimitReached) {
    return { kind: 'limit', archive, limit: error.limit, value: error.value };
  }
  if (error instanceof Damaged) {
    return { kind: 'damaged', archive, damage: error.damage, entry: error.entry };
  }
  const fromSystem = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return { kind: 'damaged', archive, damage: fromSystem ? 'unreadable' : 'corrupt', entry: null };
}

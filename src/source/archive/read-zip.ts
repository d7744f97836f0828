import { crc32, inflateRawSync } from 'node:zlib';
import type { Limits } from '../limits.js';
import type { ArchiveIndex, FileItem, RawEntry } from './archive-index.js';
import type { BlockFile } from './block-file.js';
import { Damaged, LimitReached } from './problem.js';
import type { Deadline } from './unpack.js';
import type { ZipEntry } from './zip-directory.js';

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const LONGEST_TARGET = 4096;
const RATIO_FREE_BYTES = 32 * 1024 * 1024;

const FILE_TYPE = 0o170000;
const kinds: ReadonlyMap<number, RawEntry['kind']> = new Map([
  [0, 'file'],
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'link'],
]);

/**
 * Puts the entries of a zip into an index. Every entry is held against what stands in front of its content, so that
 * a directory that lies is found even where it lies about files that nobody wants.
 * @returns the entry of each file
 * @throws {LimitReached} @throws {Damaged}
 */
export function readZip(
  entries: readonly ZipEntry[],
  file: BlockFile,
  index: ArchiveIndex,
  limits: Limits,
  deadline: Deadline,
): Map<FileItem, ZipEntry> {
  checkSizes(entries, file.size, limits);
  checkPlaces(entries, file, deadline);
  const files = new Map<FileItem, ZipEntry>();
  for (const entry of entries) {
    deadline.check();
    const kind = kindOf(entry);
    const target = kind === 'link' ? linkTarget(entry, file) : '';
    const item = index.add({ name: entry.name, kind, target, size: entry.size });
    if (item.file !== null) files.set(item.file, entry);
    if (item.wanted !== null) index.keep(item.wanted, content(entry, file));
  }
  return files;
}

/** The content of an entry, checked. @throws {Damaged} */
export function content(entry: ZipEntry, file: BlockFile): Uint8Array {
  if (entry.encrypted) throw new Damaged('encrypted', entry.name);
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new Damaged('unsupported', entry.name);
  const packed = file.bytes(contentStart(entry, file), entry.packed);
  const bytes = entry.method === STORED ? Uint8Array.from(packed) : inflated(packed, entry);
  if (bytes.length !== entry.size) throw new Damaged('contradicts-itself', entry.name);
  if (crc32(bytes) !== entry.crc) throw new Damaged('corrupt', entry.name);
  return bytes;
}

function inflated(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    const tooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Damaged(tooLong ? 'contradicts-itself' : 'corrupt', entry.name);
  }
}

function kindOf({ name, mode }: ZipEntry): RawEntry['kind'] {
  return name.endsWith('/') ? 'directory' : (kinds.get(mode & FILE_TYPE) ?? 'other');
}

/** A link's content is its target. */
function linkTarget(entry: ZipEntry, file: BlockFile): string {
  if (entry.size > LONGEST_TARGET || entry.packed > LONGEST_TARGET) throw new Damaged('corrupt', entry.name);
  return Buffer.from(content(entry, file)).toString('utf8');
}

/** What the entries say they unpack to; nobody unpacks them all, but a bomb is a bomb. */
function checkSizes(entries: readonly ZipEntry[], packed: number, limits: Limits): void {
  let total = 0;
  for (const { size } of entries) total += size;
  if (total > RATIO_FREE_BYTES && total > limits.ratio * packed) {
    throw new LimitReached('ratio', limits.ratio);
  }
  if (total > limits.totalBytes) throw new LimitReached('totalBytes', limits.totalBytes);
}

/** Compares each entry with its local header; two entries never share bytes. */
function checkPlaces(entries: readonly ZipEntry[], file: BlockFile, deadline: Deadline): void {
  let end = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    deadline.check();
    if (entry.offset < end) throw new Damaged('contradicts-itself', entry.name);
    end = contentStart(entry, file) + entry.packed;
    if (end > file.size) throw new Damaged('truncated', entry.name);
  }
}

/** Where the bytes of an entry begin. @throws {Damaged} when its local header is not that of the directory */
function contentStart(entry: ZipEntry, file: BlockFile): number {
  const { offset, rawName } = entry;
  if (offset + LOCAL_HEADER_SIZE + rawName.length > file.size) throw new Damaged('truncated', entry.name);
  const header = file.bytes(offset, LOCAL_HEADER_SIZE + rawName.length);
  const agrees =
    header.readUInt32LE(0) === LOCAL_HEADER &&
    header.readUInt16LE(8) === entry.method &&
    header.readUInt16LE(26) === rawName.length &&
    header.subarray(LOCAL_HEADER_SIZE).equals(rawName);
  if (!agrees) throw new Damaged('contradicts-itself', entry.name);
  return offset + LOCAL_HEADER_SIZE + rawName.length + header.readUInt16LE(28);
}

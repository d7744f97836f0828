import type { Entry } from 'yauzl';
import type { Limits } from '../limits.js';
import type { BlockFile } from './block-file.js';
import { zipName } from './entry-name.js';
import { Damaged, LimitReached } from './problem.js';
import type { Deadline } from './unpack.js';

/** An entry as the central directory has it. */
export interface ZipEntry {
  readonly name: string;
  /** The bytes of its name, to be compared with what stands before its content. */
  readonly rawName: Buffer;
  readonly packed: number;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
  readonly encrypted: boolean;
  /** Where its local header begins. */
  readonly offset: number;
  /** Unix file type and mode; 0 when it was not made on Unix. */
  readonly mode: number;
}

const ENCRYPTED = 0x1;
const UTF8 = 0x800;
const UNICODE_PATH = 0x7075;
/** Version, and the checksum of the name it stands for. */
const UNICODE_PATH_HEADER = 5;
const CENTRAL_HEADER = 0x02014b50;

/** Reads the table of contents at the end of a zip. @throws {LimitReached} @throws {Damaged} */
export async function zipEntries(file: BlockFile, limits: Limits, deadline: Deadline): Promise<ZipEntry[]> {
  const yauzl = await import('yauzl');

  class Reader extends yauzl.RandomAccessReader {
    override read(
      target: Buffer,
      offset: number,
      length: number,
      from: number,
      done: (error: Error | null) => void,
    ): void {
      try {
        file.bytes(from, length).copy(target, offset);
      } catch (error) {
        done(error instanceof Error ? error : new Damaged('corrupt'));
        return;
      }
      done(null);
    }
  }

  try {
    const options = { decodeStrings: false, lazyEntries: true, autoClose: false };
    const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(), file.size, options);
    if (zip.entryCount > limits.entries) throw new LimitReached('entries', limits.entries);
    const entries: ZipEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(zipEntry(entry));
      deadline.check();
    }
    return whole(entries, file, zip);
  } catch (error) {
    throw error instanceof LimitReached || error instanceof Damaged ? error : new Damaged('corrupt');
  }
}

/** @throws {Damaged} when the table holds more than its end says: what is left out would be missed in silence. */
function whole(entries: ZipEntry[], file: BlockFile, zip: object): ZipEntry[] {
  const end = 'readEntryCursor' in zip && typeof zip.readEntryCursor === 'number' ? zip.readEntryCursor : 0;
  if (end + 4 <= file.size && file.bytes(end, 4).readUInt32LE(0) === CENTRAL_HEADER) {
    throw new Damaged('contradicts-itself');
  }
  return entries;
}

function zipEntry(entry: Entry): ZipEntry {
  const { generalPurposeBitFlag: flags, versionMadeBy, externalFileAttributes } = entry;
  const unicode = entry.extraFields.find(({ id }) => id === UNICODE_PATH)?.data.subarray(UNICODE_PATH_HEADER);
  const rawName = Buffer.from(entry.fileNameRaw);
  return {
    name: unicode === undefined ? zipName(rawName, (flags & UTF8) !== 0) : zipName(unicode, true),
    rawName,
    packed: entry.compressedSize,
    size: entry.uncompressedSize,
    crc: entry.crc32,
    method: entry.compressionMethod,
    encrypted: (flags & ENCRYPTED) !== 0,
    offset: entry.relativeOffsetOfLocalHeader,
    mode: versionMadeBy >>> 8 === UNIX ? externalFileAttributes >>> 16 : 0,
  };
}

const UNIX = 3;

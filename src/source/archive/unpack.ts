import { createReadStream, type ReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Limits } from '../limits.js';
import type { ArchiveFormat } from './format.js';
import { Damaged, LimitReached } from './problem.js';

/** Small archives may be packed as tightly as they like. */
const RATIO_FREE_BYTES = 32 * 1024 * 1024;
const CHUNK = 64 * 1024;

/** When an archive has to be read; one for all passes over it. */
export class Deadline {
  readonly #end: number;

  constructor(private readonly seconds: number) {
    this.#end = performance.now() + seconds * 1000;
  }

  /** @throws {LimitReached} */
  check(): void {
    if (performance.now() > this.#end) throw new LimitReached('seconds', this.seconds);
  }
}

/**
 * The tar in a file, piece by piece, at most 64 KiB each.
 * @throws {LimitReached} for too much, too tightly packed, too slow. @throws {Damaged}
 */
export async function* unpacked(
  path: string,
  format: Exclude<ArchiveFormat, 'zip'>,
  limits: Limits,
  deadline: Deadline,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: CHUNK });
  let total = 0;
  try {
    for await (const piece of streams[format](file)) {
      total += piece.length;
      if (total > limits.totalBytes) throw new LimitReached('totalBytes', limits.totalBytes);
      if (total > RATIO_FREE_BYTES && total > limits.ratio * file.bytesRead) {
        throw new LimitReached('ratio', limits.ratio);
      }
      deadline.check();
      for (let at = 0; at < piece.length; at += CHUNK) yield piece.subarray(at, at + CHUNK);
    }
  } catch (error) {
    throw damageOf(error);
  } finally {
    file.destroy();
  }
}

const streams: Readonly<
  Record<Exclude<ArchiveFormat, 'zip'>, (file: ReadStream) => AsyncIterable<Uint8Array>>
> = {
  tar: (file) => file,
  'tar.gz': (file) => {
    const gunzip = createGunzip({ chunkSize: CHUNK });
    file.on('error', (error) => gunzip.destroy(error));
    return file.pipe(gunzip);
  },
  'tar.xz': fromXz,
};

async function* fromXz(file: ReadStream): AsyncGenerator<Uint8Array> {
  const { XzReadableStream } = await import('xz-decompress');
  const reader = new XzReadableStream(webStream(file)).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    // Frees the decoder's memory and lets the next archive in; an already failed stream refuses, and has done both.
    await reader.cancel().catch(() => {});
  }
}

/** A file as the kind of stream that xz-decompress takes. */
function webStream(file: ReadStream): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<unknown> = file[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else if (value instanceof Uint8Array) controller.enqueue(value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}

/** xz-embedded's return codes, as the library words them. */
const XZ_ERROR = /error code (\d+)$/;
const XZ_ENDS_EARLY = '8';
const XZ_UNSUPPORTED = new Set(['3', '4', '6']);

function damageOf(error: unknown): unknown {
  if (error instanceof LimitReached || error instanceof Damaged || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'Z_BUF_ERROR') return new Damaged('truncated');
  if (code.startsWith('Z_')) return new Damaged('corrupt');
  const xz = XZ_ERROR.exec(error.message)?.[1];
  if (xz === XZ_ENDS_EARLY) return new Damaged('truncated');
  if (xz !== undefined) return new Damaged(XZ_UNSUPPORTED.has(xz) ? 'unsupported' : 'corrupt');
  return new Damaged(code === '' ? 'corrupt' : 'unreadable');
}

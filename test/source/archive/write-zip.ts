import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip as a test wants it, honest or not. */
export interface ZipFile {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: 0 | 8;
  /** Unix type and mode; without it the entry was made on Windows. */
  readonly mode?: number;
  /** What the directory says, when it is not the truth. */
  readonly lie?: {
    readonly size?: number;
    readonly crc?: number;
    readonly name?: string;
    readonly offset?: number;
  };
}

const UTF8 = 0x800;
const UNIX = 3;

/** @param count how many entries the end of the directory says there are */
export function zip(files: readonly ZipFile[], count = files.length): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = '', flags, method = 8, mode, lie = {} } of files) {
    const rawName = Buffer.from(name);
    const body = Buffer.from(content);
    const packed = method === 0 ? body : deflateRawSync(body);
    const flag = flags ?? (typeof name === 'string' ? UTF8 : 0);
    const rest = Buffer.alloc(26);
    rest.writeUInt16LE(20, 0);
    rest.writeUInt16LE(flag, 2);
    rest.writeUInt16LE(method, 4);
    rest.writeUInt32LE(crc32(body), 10);
    rest.writeUInt32LE(packed.length, 14);
    rest.writeUInt32LE(body.length, 18);
    rest.writeUInt16LE(rawName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), rest, rawName, packed]);
    locals.push(local);

    const shownName = lie.name === undefined ? rawName : Buffer.from(lie.name);
    const head = Buffer.alloc(46);
    head.write('PK\x01\x02', 0, 'latin1');
    head.writeUInt16LE((mode === undefined ? 0 : UNIX << 8) | 20, 4);
    rest.copy(head, 6);
    head.writeUInt32LE(lie.crc ?? crc32(body), 16);
    head.writeUInt32LE(lie.size ?? body.length, 24);
    head.writeUInt16LE(shownName.length, 28);
    head.writeUInt32LE(mode === undefined ? 0 : mode * 0x10000, 38);
    head.writeUInt32LE(lie.offset ?? offset, 42);
    directory.push(Buffer.concat([head, shownName]));
    offset += local.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, table, end]);
}

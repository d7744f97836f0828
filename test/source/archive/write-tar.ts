/** An entry of a tar as a test wants it, honest or not. */
export interface TarEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** The type flag: `0` file, `1` hard link, `2` link, `3` device, `5` folder … */
  readonly type?: string;
  readonly target?: string;
  /** What the header says the size is, whatever the content. */
  readonly size?: number;
}

const BLOCK = 512;

const bytesOf = (text: string | Uint8Array) =>
  typeof text === 'string' ? Buffer.from(text) : Buffer.from(text);

/** One entry's header and content, padded. */
export function tarEntry({ name, content = '', type = '0', target = '', size }: TarEntry): Buffer {
  const body = bytesOf(content);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  bytesOf(name).copy(header, 0, 0, 100);
  octal(0o644, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size ?? body.length, 124, 12);
  octal(0, 136, 12);
  header.fill(' ', 148, 156);
  header.write(type, 156, 'latin1');
  header.write(target, 157, 100, 'utf8');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
    'latin1',
  );
  return Buffer.concat([header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)]);
}

export const TAR_END = Buffer.alloc(2 * BLOCK);

export const tar = (...entries: readonly TarEntry[]): Buffer =>
  Buffer.concat([...entries.map(tarEntry), TAR_END]);

/** The entry that gives the next one what its header has no room for. */
export function pax(keys: Readonly<Record<string, string>>): TarEntry {
  const lines = Object.entries(keys).map(([key, value]) => {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + String(rest).length;
    if (String(length).length + rest !== length) length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
  });
  return { name: 'PaxHeaders/x', type: 'x', content: lines.join('') };
}

/** The entry that gives the next one a long name (`L`) or a long target (`K`), as GNU tar writes it. */
export const gnuLong = (type: 'L' | 'K', text: string): TarEntry => ({
  name: '././@LongLink',
  type,
  content: `${text}\0`,
});

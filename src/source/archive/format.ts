/** How an archive is packed. Compressed formats hold a tar. */
export type ArchiveFormat = 'tar' | 'tar.gz' | 'tar.xz' | 'zip';

/** As many bytes of the start of a file as tell its format. */
export const MAGIC_BYTES = 512;

const suffixes: readonly (readonly [string, ArchiveFormat])[] = [
  ['.tar', 'tar'],
  ['.tar.gz', 'tar.gz'],
  ['.tgz', 'tar.gz'],
  ['.tar.xz', 'tar.xz'],
  ['.txz', 'tar.xz'],
  ['.zip', 'zip'],
];

/** What the default places of trees are tried with, in this order. */
export const archiveSuffixes: readonly string[] = ['.tar', '.tar.gz', '.tgz', '.tar.xz', '.zip'];

/** The format that a file's name promises, in any letter case; undefined for names of other files. */
export function formatOfName(name: string): ArchiveFormat | undefined {
  const lower = name.toLowerCase();
  return suffixes.find(([suffix]) => lower.endsWith(suffix) && lower.length > suffix.length)?.[1];
}

/** A file's name without the ending that makes it an archive: `node.tar.gz` is `node`. */
export function archiveStem(name: string): string {
  const lower = name.toLowerCase();
  const suffix = suffixes.find(([each]) => lower.endsWith(each) && lower.length > each.length)?.[0] ?? '';
  return name.slice(0, name.length - suffix.length);
}

/** The format that the first bytes show (`ustar` of tar, the magic numbers of the others); undefined for others. */
export function formatOfBytes(start: Uint8Array): ArchiveFormat | undefined {
  const starts = (...magic: readonly number[]) => magic.every((byte, at) => start[at] === byte);
  if (starts(0x1f, 0x8b)) return 'tar.gz';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'tar.xz';
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6) || starts(0x50, 0x4b, 7, 8)) return 'zip';
  const ustar = [0x75, 0x73, 0x74, 0x61, 0x72].every((byte, at) => start[257 + at] === byte);
  return ustar ? 'tar' : undefined;
}

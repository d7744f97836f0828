/** Bounds on what strangers' trees may make us read; every one has an option or a clear error. */
export interface Limits {
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Entries (files, folders, links) of one tree. */
  readonly entries: number;
  /** Folders in folders. */
  readonly depth: number;
  /** Links followed to resolve one path. */
  readonly links: number;
  /** Unpacked bytes of one archive. */
  readonly totalBytes: number;
  /** Unpacked bytes for each packed byte of an archive. */
  readonly ratio: number;
  /** Seconds to read one archive. */
  readonly seconds: number;
}

export const defaultLimits: Limits = {
  fileBytes: 8 * 1024 * 1024,
  entries: 200_000,
  depth: 64,
  links: 40,
  totalBytes: 1024 * 1024 * 1024,
  ratio: 200,
  seconds: 60,
};

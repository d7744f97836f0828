/** The limits that can stop the reading of an archive, by their names in `Limits`. */
export type ArchiveLimit =
  | 'entries'
  | 'depth'
  | 'totalBytes'
  | 'ratio'
  | 'seconds'
  | 'keptBytes'
  | 'nameBytes';

export type ArchiveDamage =
  /** It ends before its end. */
  | 'truncated'
  /** Something in it is not what the format says. */
  | 'corrupt'
  /** A table of contents that does not agree with what is there. */
  | 'contradicts-itself'
  | 'encrypted'
  /** A format or compression that is not known, or no archive at all. */
  | 'unsupported'
  /** The file system does not give it. */
  | 'unreadable';

/** Why an archive could not be used. Nothing of it is used then: half a tree would read as a tree that lacks files. */
export type ArchiveProblem =
  | { readonly kind: 'limit'; readonly archive: string; readonly limit: ArchiveLimit; readonly value: number }
  | {
      readonly kind: 'damaged';
      readonly archive: string;
      readonly damage: ArchiveDamage;
      /** The entry at fault, as it is called in the archive; null when none is meant. */
      readonly entry: string | null;
    };

/** Thrown inside of this folder only; `openArchive` turns it into an `ArchiveProblem`. */
export class LimitReached extends Error {
  constructor(
    readonly limit: ArchiveLimit,
    readonly value: number,
  ) {
    super(limit);
  }
}

/** Thrown inside of this folder only; `openArchive` turns it into an `ArchiveProblem`. */
export class Damaged extends Error {
  constructor(
    readonly damage: ArchiveDamage,
    readonly entry: string | null = null,
  ) {
    super(damage);
  }
}

/** What a text is shown as instead: enough to translate results back, and to give the same names again. */
export interface RenamedRow {
  /**
   * `name`: of a host, site, user …, or a domain; `zone`: a label of a domain; `path`: a part of a path; `word`: of
   * people's own texts; `address`: IPv4 or IPv6; `mac`: of a network card.
   */
  readonly kind: RenamedKind;
  /** In small letters; letter case is that of the place. */
  readonly original: string;
  readonly shown: string;
}

export const RENAMED_KINDS = ['name', 'zone', 'path', 'word', 'address', 'mac'] as const;
export type RenamedKind = (typeof RENAMED_KINDS)[number];

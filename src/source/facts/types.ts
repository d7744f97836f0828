import type { Origin, Sourced } from '../../text/source-file.js';

/** One row of the `stat` fact; octal `mode` as a number, only its low 12 bits. */
export interface StatRow {
  readonly path: string;
  readonly mode: number;
  readonly user: string;
  readonly group: string;
  readonly kind: 'directory' | 'file' | 'link' | 'other';
  /** The whole row. */
  readonly at: Origin;
  /** The mode's digits. */
  readonly modeAt: Origin;
}

/** One address of `ip -o addr show`. */
export interface InterfaceAddress {
  readonly interface: string;
  readonly family: 'inet' | 'inet6';
  /** Without prefix length and zone. */
  readonly address: string;
  readonly prefixLength: number | null;
  readonly scope: string | null;
  /** The address, without its prefix length. */
  readonly at: Origin;
}

/** One line of /proc/mounts, with its octal escapes (`\040`) undone. */
export interface Mount {
  readonly device: string;
  readonly mountPoint: string;
  readonly type: string;
  readonly options: readonly string[];
  /** The mount point. */
  readonly at: Origin;
}

/** One process of `ps -eo pid,ppid,user,args`. */
export interface Process {
  readonly pid: number;
  readonly ppid: number;
  readonly user: string;
  readonly args: string;
  /** The arguments. */
  readonly at: Origin;
}

/** One process of `ps -eo pid,lstart,args`. */
export interface ProcessStart {
  readonly pid: number;
  /** Seconds since 1970 of the clock as printed, read as if it were UTC (the column has no time zone). */
  readonly localSeconds: number;
  readonly args: string;
  /** The start time. */
  readonly at: Origin;
}

/** One row of the `changed` fact. */
export interface ChangedFile {
  readonly path: string;
  /** Seconds since 1970, UTC. */
  readonly seconds: number;
  readonly at: Origin;
}

/** One listening TCP socket of `ss -ltn`. */
export interface Listener {
  /** `0.0.0.0`, `::`, `*` stand for every address; brackets and zone removed. */
  readonly address: string;
  readonly port: number;
  /** Address and port. */
  readonly at: Origin;
}

/** One account of `getent passwd`; an account that stands twice is there once. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly at: Origin;
}

/** One line of the `lookup` fact. */
export interface Lookup {
  /** A name or an address, as asked. */
  readonly query: string;
  /** Empty: asked, and no answer. Of names the first is the canonical one. Repeated answers stand once. */
  readonly answers: readonly Sourced<string>[];
  /** The whole line. */
  readonly at: Origin;
}

/** One package, name and version apart. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly at: Origin;
}

/** One line of `sha256sum`. */
export interface Checksum {
  readonly sum: string;
  readonly path: string;
  readonly at: Origin;
}

/** One line of `ls -dZ` or `matchpathcon`. */
export interface SelinuxLabel {
  readonly path: string;
  /** `user:role:type:level`, or as much of it as is printed. */
  readonly label: string;
  /** The third part of the label, such as `jobcenter_exec_t`; null for `?` and `<<none>>`. */
  readonly type: string | null;
  /** The label. */
  readonly at: Origin;
}

export type SelinuxMode = 'enforcing' | 'permissive' | 'disabled';

/** One process of `fuser -vm <disk>`; the kernel's own mount line is left out. */
export interface Holder {
  /** The file system it holds, as printed. */
  readonly disk: string;
  readonly user: string;
  readonly pid: number;
  readonly access: string;
  readonly command: string;
  readonly at: Origin;
}

/** `key=value` lines of `meta` and `env`; of a key that stands twice the last counts. */
export type KeyValues = ReadonlyMap<string, Sourced<string>>;

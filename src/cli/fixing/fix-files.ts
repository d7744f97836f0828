import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { livePlaces } from '../../jobcenter/live-places.js';
import { LINK_FOLDER } from '../../jobcenter/platform.js';
import type { Localized } from '../../message/language.js';
import { inFolder, type PendingChanges } from '../../source/pending-changes.js';
import type { FilePlace, SourceFile } from '../../text/source-file.js';
import { writeProblem } from './write-problem.js';

/** A file or link on the disk as it was found. */
export interface FoundOnDisk {
  /** Absolute, no link on the way. */
  readonly path: string;
  /** How people are shown it. */
  readonly label: string;
  /** Of a link, where it leads. */
  readonly bytes: Uint8Array;
}

/** Why a file is not changed. */
export interface Refused {
  readonly refused: Localized;
  /** Whether it is a fault of the input, not what the file is: then the run ends with 2. */
  readonly fault: boolean;
}

type ReadOnlyWhy = Extract<FilePlace, { readonly state: 'read-only' }>['why'];

const readOnly: Readonly<Record<ReadOnlyWhy, Localized>> = {
  archive: { en: 'it is in an archive', ja: 'アーカイブの中にある' },
  outside: {
    en: 'the manifest names it outside of its folder, or by an absolute path',
    ja: 'マニフェストのフォルダの外、または絶対パスで指定されている',
  },
  live: { en: 'it is of a live system', ja: '稼働中のシステムのものである' },
  'no-file': { en: 'it is no file', ja: 'ファイルではない' },
};

/** Finds the places of files that may be changed, and changes them at the end; what it was not given it leaves alone. */
export class FixFiles {
  readonly #found = new Map<string, FoundOnDisk | Refused>();
  /** By path; those in which nothing more is changed, but some things may have been. */
  readonly #closed = new Map<string, Refused>();
  readonly #roots = new Map<string, string>();
  readonly #findLive: () => readonly string[];
  #live: readonly string[] | undefined;

  /** @param findLive where files and folders of a live system stand, no link on the way; asked once, if at all */
  constructor(findLive: () => readonly string[] = placesOfThisMachine) {
    this.#findLive = findLive;
  }

  /** The file behind a text or the link behind a place without text, if it may be changed. */
  find(file: SourceFile, kind: 'file' | 'link'): FoundOnDisk | Refused {
    const { place } = file;
    if (place.state === 'read-only') return { refused: readOnly[place.why], fault: false };
    const path = inFolder(this.#realRoot(place.root), place.path);
    let found = this.#found.get(path);
    if (found === undefined) {
      this.#live ??= this.#findLive();
      const isLive = this.#live.some((live) => path === live || path.startsWith(`${live}/`));
      found = isLive ? { refused: readOnly.live, fault: false } : inspected(path, file.path, kind);
      this.#found.set(path, found);
    }
    return this.#closed.get(path) ?? found;
  }

  /** Nothing more is changed in a file; what was changed before stays. */
  close(path: string, why: Localized): void {
    this.#closed.set(path, { refused: why, fault: true });
  }

  /** What a file held when it was first asked for. */
  original(path: string): FoundOnDisk | null {
    const found = this.#found.get(path);
    return found === undefined || 'refused' in found ? null : found;
  }

  /** Writes every change, each file at once or not at all. @returns what could not be written, in words. */
  write(pending: PendingChanges): Localized[] {
    const problems: Localized[] = [];
    const attempt = (path: string, kind: 'file' | 'link', change: () => void) => {
      const original = this.original(path);
      if (original === null) return;
      try {
        const now = inspected(path, original.label, kind);
        if ('refused' in now) problems.push(notWritten(original.label, now.refused));
        else if (!equal(now.bytes, original.bytes))
          problems.push(notWritten(original.label, changedMeanwhile));
        else change();
      } catch (error) {
        problems.push(writeProblem(original.label, error));
      }
    };
    for (const [path, content] of pending.contents) {
      const original = this.original(path);
      if (original !== null && equal(content, original.bytes)) continue;
      attempt(path, 'file', () => replaceFile(path, content));
    }
    for (const { from, to } of pending.renames()) {
      attempt(from, 'link', () => {
        if (lstatSync(to, { throwIfNoEntry: false }) === undefined) renameSync(from, to);
        else problems.push(notWritten(basename(to), { en: 'it is there already', ja: 'すでに存在します' }));
      });
    }
    return problems;
  }

  #realRoot(root: string): string {
    let real = this.#roots.get(root);
    if (real === undefined) {
      real = statSync(root, { throwIfNoEntry: false }) === undefined ? root : realpathSync(root);
      this.#roots.set(root, real);
    }
    return real;
  }
}

/** @param why as a part of a sentence */
export const notWritten = (label: string, why: Localized): Localized => ({
  en: `"${label}" is not changed: ${why.en}`,
  ja: `"${label}" は変更されていません: ${why.ja}`,
});

export const changedMeanwhile: Localized = {
  en: 'it changed since it was read',
  ja: '読み込み後に変更されました',
};

function inspected(path: string, label: string, kind: 'file' | 'link'): FoundOnDisk | Refused {
  const fault = (en: string, ja: string): Refused => ({ refused: { en, ja }, fault: true });
  try {
    const folder = dirname(path);
    if (realpathSync(folder) !== folder) return fault('a link leads to it', 'リンクの先にあります');
    const status = lstatSync(path);
    if (kind === 'link' && !status.isSymbolicLink()) return fault('it is no link', 'リンクではありません');
    if (kind === 'file' && !status.isFile()) {
      return fault('it is no regular file', '通常のファイルではありません');
    }
    accessSync(folder, constants.W_OK);
    if (kind === 'link') return { path, label, bytes: Buffer.from(readlinkSync(path)) };
    // The folder alone decides whether a file can be replaced, but a read-only one is not meant to be.
    if ((status.mode & 0o222) === 0) return fault('it is read-only', '読み取り専用です');
    accessSync(path, constants.W_OK);
    return { path, label, bytes: readFileSync(path) };
  } catch (error) {
    const { en, ja } = writeProblem(label, error);
    return fault(en, ja);
  }
}

/** What JobCenter on this machine, if there is one, reads itself: its own folders, and its sites' databases. */
function placesOfThisMachine(): readonly string[] {
  // What is not there, or not to be read, is nothing that this user could change.
  const known = <T>(look: () => readonly T[]): readonly T[] => {
    try {
      return look();
    } catch {
      return [];
    }
  };
  const real = (path: string) => known(() => [realpathSync(path)]);
  const links = known(() => readdirSync(LINK_FOLDER, { withFileTypes: true })).filter((entry) =>
    entry.isSymbolicLink(),
  );
  return [...livePlaces.flatMap(real), ...links.flatMap(({ name }) => real(join(LINK_FOLDER, name)))];
}

const equal = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Whoever reads the file sees the old content or the new one, never a part; mode and, as root, owner stay. */
function replaceFile(path: string, content: Uint8Array): void {
  const before: Stats = lstatSync(path);
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.cjclint`);
  const descriptor = openSync(beside, 'wx', 0o600);
  try {
    try {
      writeFileSync(descriptor, content);
      if (process.getuid?.() === 0) fchownSync(descriptor, before.uid, before.gid);
      fchmodSync(descriptor, before.mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

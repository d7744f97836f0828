import type { SubjectNames } from '../../engine/result.js';
import type { Localized } from '../../message/language.js';
import type { Origin, SourceFile } from '../../text/source-file.js';

/** One thing in which two states of a cluster may differ: a key of a file, a row of a fact, an address. */
export interface Trait {
  /** What it is, within its group; the same in both states. */
  readonly key: string;
  /** What it is, for people and without its group: `NATS_URL`, `the mode of /mnt/jobmgdb`. */
  readonly what: Localized;
  /** Equal where the two states mean the same, however they write it. */
  readonly meaning: string;
  /** What is behind its name, where that makes one that was renamed known again. */
  readonly behind?: string;
  /** As written, or a short form of it; raw. Where it alone differs, that is told only with a finding that it brings. */
  readonly text: Localized;
  readonly at: Origin | null;
  /** Further places that belong to it, such as the other items of a list. */
  readonly others?: readonly Origin[];
}

/** When a file was changed, and where a fact tells that. */
export interface FileChange {
  /** Since 1970, UTC. */
  readonly seconds: number;
  readonly at: Origin;
}

/** Traits that stand in one place, and of which a state tells all or none. */
export interface TraitGroup {
  /** The same in both states. */
  readonly key: string;
  /** The path of the file, the name of the fact, site or agent; what messages call it. */
  readonly name: string;
  /** Where they stand: `/usr/lib/nqs/rc/daemon.conf of jcmanager02`. */
  readonly where: Localized;
  /** The same without the node. */
  readonly place: Localized;
  readonly names: SubjectNames;
  /**
   * What is known when only one state has the group. A file came or went, or something declared did, as far as the
   * other state would show it; where it is `untold`, a state without it just does not tell.
   */
  readonly alone: 'file' | 'declared' | 'untold';
  /** Whether a trait that only one state has is a change; not so where each state was asked for other things. */
  readonly complete: boolean;
  /** The file, for finding what was changed in it; null where the traits stand in several. */
  readonly file: SourceFile | null;
  /** When the file was changed; null where nothing tells. */
  readonly changed: FileChange | null;
  readonly traits: readonly Trait[];
}

/** A trait whose name is the same in both languages: a key, a path, a name. */
export function trait(
  key: string,
  text: string | Localized,
  at: Origin | null,
  more: Partial<Pick<Trait, 'what' | 'meaning' | 'behind' | 'others'>> = {},
): Trait {
  const shown = typeof text === 'string' ? same(text) : text;
  return { key, what: same(key), meaning: shown.en, text: shown, at, ...more };
}

/** Where the traits of a group stand, with the node and without it. */
export const standing = (place: Localized, node: string | null): Pick<TraitGroup, 'where' | 'place'> => ({
  place,
  where: node === null ? place : { en: `${place.en} of ${node}`, ja: `${node} の ${place.ja}` },
});

export const same = (text: string): Localized => ({ en: text, ja: text });

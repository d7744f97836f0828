import type { Localized } from '../../message/language.js';
import type { Trait, TraitGroup } from './trait.js';

/** One side of a change: the trait, or only the group in which it would stand. */
export interface Side {
  readonly group: TraitGroup | null;
  readonly trait: Trait | null;
}

/** A trait, or a whole group, that is not what it was. */
export interface TraitChange {
  /** The group as the newer state has it, else as the older one had it. */
  readonly group: TraitGroup;
  /** Null where the whole group came or went. */
  readonly what: Localized | null;
  /** What messages may call it: a key, a path, a name. */
  readonly name: string;
  readonly before: Side;
  readonly after: Side;
  /** Whether both mean the same and only the writing differs, which matters only to a rule that minds it. */
  readonly isWriting: boolean;
}

/** Whether the state on the other side would show a group if it had it. */
export type Telling = (group: TraitGroup, side: 'before' | 'after') => boolean;

/**
 * Compares two states by meaning, in the order of the newer one.
 * @param called what to say of a group of which one side tells nothing; null where it need not
 */
export function changesBetween(
  before: readonly TraitGroup[],
  after: readonly TraitGroup[],
  wouldTell: Telling,
  called: (group: TraitGroup, silent: 'before' | 'after') => Localized | null,
): {
  readonly changes: readonly TraitChange[];
  readonly notCompared: readonly Localized[];
  /** Paths of the files of which only one side tells. */
  readonly oneSided: ReadonlySet<string>;
} {
  const older = new Map(before.map((group) => [group.key, group]));
  const newer = new Map(after.map((group) => [group.key, group]));
  const changes: TraitChange[] = [];
  const notCompared: Localized[] = [];
  const oneSided = new Set<string>();
  const alone = (group: TraitGroup, side: 'before' | 'after') => {
    const none: Side = { group: null, trait: null };
    const some: Side = { group, trait: null };
    if (wouldTell(group, side === 'before' ? 'after' : 'before'))
      changes.push({
        group,
        what: null,
        name: group.name,
        before: side === 'before' ? some : none,
        after: side === 'after' ? some : none,
        isWriting: false,
      });
    else {
      if (group.file !== null) oneSided.add(group.file.path);
      const said = called(group, side === 'before' ? 'after' : 'before');
      if (said !== null) notCompared.push(said);
    }
  };
  for (const group of newer.values()) {
    const old = older.get(group.key);
    if (old === undefined) alone(group, 'after');
    else changes.push(...changesIn(old, group));
  }
  for (const group of older.values()) if (!newer.has(group.key)) alone(group, 'before');
  return { changes, notCompared, oneSided };
}

function changesIn(before: TraitGroup, after: TraitGroup): TraitChange[] {
  const older = byKey(before);
  const newer = byKey(after);
  const complete = before.complete && after.complete;
  const changes: TraitChange[] = [];
  const change = (old: Trait | null, now: Trait | null) => {
    const what = (now ?? old)?.what ?? null;
    changes.push({
      group: after,
      what,
      name: (now ?? old)?.key ?? '',
      before: { group: before, trait: old },
      after: { group: after, trait: now },
      isWriting: old !== null && old.key === now?.key && old.meaning === now.meaning,
    });
  };
  const renamed = complete ? renamedTraits(older, newer) : new Map<Trait, Trait>();
  for (const [key, now] of newer) {
    const old = older.get(key) ?? renamed.get(now) ?? null;
    if (old === null ? complete : old.meaning !== now.meaning || old.text.en !== now.text.en)
      change(old, now);
  }
  const known = new Set(renamed.values());
  if (complete) for (const [key, old] of older) if (!newer.has(key) && !known.has(old)) change(old, null);
  return changes;
}

/** What older traits that are gone are called now: by what is behind them, where that tells one from all the others. */
function renamedTraits(
  older: ReadonlyMap<string, Trait>,
  newer: ReadonlyMap<string, Trait>,
): ReadonlyMap<Trait, Trait> {
  const gone = aloneBehind([...older.values()].filter(({ key }) => !newer.has(key)));
  const come = aloneBehind([...newer.values()].filter(({ key }) => !older.has(key)));
  const renamed = new Map<Trait, Trait>();
  for (const [behind, now] of come) {
    const old = gone.get(behind);
    if (old !== undefined) renamed.set(now, old);
  }
  return renamed;
}

function aloneBehind(traits: readonly Trait[]): ReadonlyMap<string, Trait> {
  const count = new Map<string, number>();
  for (const { behind = '' } of traits) count.set(behind, (count.get(behind) ?? 0) + 1);
  return new Map(
    traits.flatMap((each) => {
      const { behind } = each;
      return behind !== undefined && count.get(behind) === 1 ? [[behind, each] as const] : [];
    }),
  );
}

/** Of traits that stand twice the last counts, as in the files. */
const byKey = ({ traits }: TraitGroup) => new Map(traits.map((each) => [each.key, each]));

export const silentState = ({ where: { en, ja } }: TraitGroup, silent: 'before' | 'after'): Localized =>
  silent === 'before'
    ? { en: `${en}: the older state does not tell`, ja: `${ja}: 変更前の側にデータがありません` }
    : { en: `${en}: the newer state does not tell`, ja: `${ja}: 変更後の側にデータがありません` };

/**
 * The six relations that cross-node rules ask about. Each has a defined answer for none, one, many and missing:
 * an item without value (`undefined`) takes part in no group; it is for the rule to say that it is missing.
 */

/** Items that share one value. */
export interface Group<T, V> {
  readonly value: V;
  readonly holders: readonly T[];
}

/**
 * Items by value, in the order in which the values first stand.
 * @param keyOf what makes two values equal; by default the value itself.
 */
export function groups<T, V>(
  items: Iterable<T>,
  valueIn: (item: T) => V | undefined,
  keyOf: (value: V) => unknown = (value) => value,
): Group<T, V>[] {
  const found = new Map<unknown, { value: V; holders: T[] }>();
  for (const item of items) {
    const value = valueIn(item);
    if (value === undefined) continue;
    const key = keyOf(value);
    const group = found.get(key);
    if (group === undefined) found.set(key, { value, holders: [item] });
    else group.holders.push(item);
  }
  return [...found.values()];
}

/** What {@link same} finds where not all values agree. */
export interface Disagreement<T, V> {
  /** The largest group; null on a tie, when nobody is the odd one out. */
  readonly common: Group<T, V> | null;
  /** All groups but the common one; on a tie all of them. */
  readonly odd: readonly Group<T, V>[];
  readonly groups: readonly Group<T, V>[];
}

/** *same*: every item has one value. None and one item agree. @returns null when they agree. */
export function same<T, V>(
  items: Iterable<T>,
  valueIn: (item: T) => V | undefined,
  keyOf?: (value: V) => unknown,
): Disagreement<T, V> | null {
  const all = groups(items, valueIn, keyOf);
  if (all.length < 2) return null;
  const sizes = all.map((group) => group.holders.length);
  const most = Math.max(...sizes);
  const largest = all.filter((group) => group.holders.length === most);
  const common = largest.length === 1 ? (largest[0] ?? null) : null;
  return { common, odd: all.filter((group) => group !== common), groups: all };
}

/** *unique*: no two items share a value. @returns the groups of two and more, so a, a, c gives a. */
export function unique<T, V>(
  items: Iterable<T>,
  valueIn: (item: T) => V | undefined,
  keyOf?: (value: V) => unknown,
): Group<T, V>[] {
  return groups(items, valueIn, keyOf).filter((group) => group.holders.length > 1);
}

/** Two paths of which one equals or contains the other. */
export interface Overlap<T> {
  readonly outer: T;
  readonly inner: T;
  readonly equal: boolean;
}

/**
 * *disjoint paths*: none equals, contains or lies in another.
 * @param pathOf a normalized absolute path as its parts, so that `/mnt/db` and `/mnt/db2` are apart.
 */
export function overlaps<T>(
  items: readonly T[],
  pathOf: (item: T) => readonly string[] | undefined,
): Overlap<T>[] {
  const found: Overlap<T>[] = [];
  items.forEach((first, index) => {
    const a = pathOf(first);
    if (a === undefined) return;
    for (const second of items.slice(index + 1)) {
      const b = pathOf(second);
      if (b === undefined) continue;
      const [outer, inner, long, short] =
        a.length <= b.length ? [first, second, b, a] : [second, first, a, b];
      if (short.every((part, place) => part === long[place])) {
        found.push({ outer, inner, equal: a.length === b.length });
      }
    }
  });
  return found;
}

/** *subset of*: every item is among the allowed. @returns the items that are not. */
export function outside<T>(
  items: Iterable<T>,
  allowed: ReadonlySet<unknown>,
  keyOf: (item: T) => unknown,
): T[] {
  return [...items].filter((item) => !allowed.has(keyOf(item)));
}

/** *exactly one of*: @returns the items that hold, when they are not exactly one; null when just one holds. */
export function notExactlyOne<T>(items: Iterable<T>, holds: (item: T) => boolean): readonly T[] | null {
  const holding = [...items].filter(holds);
  return holding.length === 1 ? null : holding;
}

/** One key on which {@link sameExcept} disagrees. */
export interface KeyDisagreement<T> {
  readonly key: string;
  readonly disagreement: Disagreement<T, string | null>;
}

/**
 * *same except*: the items' keys and values agree, but for some keys that others judge.
 * A key that an item lacks counts as the value null, so that it can be the odd one.
 */
export function sameExcept<T>(
  items: readonly T[],
  valuesOf: (item: T) => ReadonlyMap<string, string>,
  except: ReadonlySet<string>,
): KeyDisagreement<T>[] {
  const keys = new Set(items.flatMap((item) => [...valuesOf(item).keys()]));
  const found: KeyDisagreement<T>[] = [];
  for (const key of keys) {
    if (except.has(key)) continue;
    const disagreement = same(items, (item) => valuesOf(item).get(key) ?? null);
    if (disagreement !== null) found.push({ key, disagreement });
  }
  return found;
}

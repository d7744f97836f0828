import type { RenamedKind, RenamedRow } from './renamed.js';

/** Writes a name like another one: all capitals, a capital in front, or small letters. */
export function inCaseOf(original: string, name: string): string {
  if (!/[A-Z]/.test(original)) return name;
  if (!/[a-z]/.test(original)) return name.toUpperCase();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The longest label that DNS allows; a longer one has to stay too long. */
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;
/** What the longest name of DNS can have; a longer one is looked for as a whole. */
const MOST_PARTS = 130;

/** Second-level labels that say nothing of who is below them. */
const PUBLIC = new Set([
  'co',
  'or',
  'ne',
  'ac',
  'go',
  'ad',
  'ed',
  'gr',
  'lg',
  'com',
  'net',
  'org',
  'gov',
  'edu',
]);

/** What is no name by itself is kept apart by a word before it. */
const SPACES = ['zone', 'path', 'word', 'mac'] as const satisfies readonly RenamedKind[];
const SPACE = /^([a-z]+) (.+)$/s;

/**
 * Other names for names: `node1`, `site2`. A name gets the same one wherever it stands; letter case is that of the
 * place. The parts of host names are named one by one, so that a short and a full name, and two names of one domain,
 * stay that.
 */
export class Pseudonyms {
  /** By name in small letters. */
  readonly #given = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #taken = new Set<string>();
  readonly #known: ReadonlySet<string>;
  /** The most separated parts that a name has. */
  mostParts = 1;

  /** @param known words that stay, in small letters */
  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }

  /** Every other name that was given. */
  *rows(): Generator<RenamedRow> {
    for (const [key, shown] of this.#given) {
      const [, prefix, rest = ''] = SPACE.exec(key) ?? [];
      const kind = SPACES.find((each) => each === prefix);
      yield kind === undefined ? { kind: 'name', original: key, shown } : { kind, original: rest, shown };
    }
  }

  /** Gives a name what it was given before. */
  recall({ kind, original, shown }: RenamedRow): void {
    const key = kind === 'name' ? original.toLowerCase() : `${kind} ${original.toLowerCase()}`;
    for (const part of shown.toLowerCase().split(/[./\\]/)) this.#taken.add(part);
    this.#set(key, shown.toLowerCase());
  }

  get(name: string): string | undefined {
    return this.#given.get(name.toLowerCase());
  }

  /** A word of the files' own language, or nothing that could be told from a number. */
  isKnown(name: string): boolean {
    return this.#known.has(name.toLowerCase()) || !/[A-Za-z\u0080-\uffff]/.test(name);
  }

  /** Names that exist come out for no other name; say them before any is asked for. */
  reserve(names: Iterable<string>): void {
    for (const name of names) for (const part of name.toLowerCase().split(/[./\\]/)) this.#taken.add(part);
  }

  /** @returns the other name in small letters; the name itself where it has to stay. */
  give(kind: string, name: string): string {
    const key = name.toLowerCase();
    const given = this.#given.get(key);
    if (given !== undefined) return given;
    if (this.isKnown(key)) return key;
    let other: string;
    do {
      const count = (this.#counts.get(kind) ?? 0) + 1;
      this.#counts.set(kind, count);
      // What makes a name invalid has to stay in it.
      const strange = [...new Set(name.match(/[^A-Za-z0-9.\-\s\u0080-\uffff]/g) ?? [])].join('');
      other = `${kind}${strange}${count}`;
    } while (this.#taken.has(other));
    this.#set(key, key.length > LONGEST_LABEL && !key.includes('.') ? other.padEnd(key.length, 'x') : other);
    return this.#given.get(key) ?? other;
  }

  /** A host name: its first label by its kind, its domain label by label. */
  giveHost(kind: string, name: string): void {
    const labels = name
      .toLowerCase()
      .replace(/^-+|\.$/g, '')
      .split('.');
    const [first = '', ...domain] = labels;
    const whole = name.length > LONGEST_NAME;
    if (first !== '') this.#label(kind, first, whole);
    if (domain.length > 1 || (domain.length === 1 && first === '')) this.#domain(domain, whole);
  }

  #label(kind: string, label: string, padded: boolean): void {
    const other = this.give(kind, label);
    if (padded && other !== label) this.#set(label, other.padEnd(label.length, 'x'));
  }

  /** @returns the domain's other name */
  #domain(labels: readonly string[], padded: boolean): string {
    const name = labels.join('.');
    const known = this.#given.get(name);
    if (known !== undefined) return known;
    const [first = '', ...rest] = labels;
    const isPublic = rest.length === 0 || (rest.length === 1 && PUBLIC.has(first));
    if (isPublic || first === '') return name;
    const zone = this.#zone(first);
    const other = `${padded ? zone.padEnd(first.length, 'x') : zone}.${this.#domain(rest, padded)}`;
    this.#set(name, other);
    return other;
  }

  /** Labels of domains are no names by themselves: `corp` in another place is another thing. */
  #zone(label: string): string {
    const key = `zone ${label}`;
    let zone = this.#given.get(key);
    if (zone === undefined) {
      zone = this.give('zone', key);
      this.#given.set(key, zone);
    }
    return zone;
  }

  #set(key: string, other: string): void {
    this.#given.set(key, other);
    this.#taken.add(other);
    this.mostParts = Math.max(this.mostParts, Math.min(MOST_PARTS, key.split(/[.\-_]/).length));
  }
}

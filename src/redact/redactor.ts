import { toAscii } from '../text/full-width.js';
import {
  AddressDisguise,
  disguisedColons,
  disguisedDotted,
  disguisedHex,
  disguisedReverse,
} from './addresses.js';
import { likeWritten } from './like-written.js';
import { inCaseOf, Pseudonyms } from './names.js';
import { ALL, DOTTED, HEX, INSIDE, MAC, PLAIN, USUAL, UUID, WORDS } from './patterns.js';
import type { RenamedRow } from './renamed.js';

/** What of some files has to be hidden, as somebody who knows their product found it. */
export interface Secrets {
  /** Host names, users and the like, with what their other names begin with; those of one kind in a good order. */
  readonly names: readonly { readonly kind: string; readonly name: string; readonly isHost: boolean }[];
  /** Parts of paths that tell of their owner, the folders' and files' own names. */
  readonly pathParts: readonly string[];
  /** Addresses that occur, as written. */
  readonly addresses: readonly string[];
  /** Words that stay wherever they stand, in small letters. */
  readonly known: ReadonlySet<string>;
  /** Folders whose entries are named after addresses in hexadecimal. */
  readonly hexFolders: ReadonlySet<string>;
}

/** An IPv6 address with an IPv4 one in it, and a port. */
const LONGEST_ADDRESS = 52;
const LONGEST_LABEL = 64;
/** Longer ones are no host names, not even bad ones. */
const LONGEST_NAME = 1000;
/** Each costs a search of every text. */
const MOST_LITERALS = 1000;
/** What printers put for a character that they lack. */
const BLANK = '〓';
const ARCHIVE = /(?:\.tar|\.tar\.gz|\.tgz|\.tar\.xz|\.zip)?!?$/;
const EXTENSION = /\.[A-Za-z0-9]{1,5}$/;

/**
 * Replaces what tells of its owner — names, addresses, users, parts of paths — in texts and paths. The same goes for
 * the same everywhere, so that what is equal, related or wrong stays so. One redactor serves all inputs of a run.
 */
export class Redactor {
  readonly #names: Pseudonyms;
  readonly #addresses: AddressDisguise;
  readonly #folders = new Map<string, string>();
  /** Addresses in hexadecimal, in small letters. */
  readonly #hex = new Set<string>();
  readonly #hexFolders: ReadonlySet<string>;
  /** Names that hold what no word holds, longest first. */
  readonly #literals: readonly (readonly [string, string])[];
  /** What parts of paths were before; to find a file again. */
  readonly #before = new Map<string, string>();
  readonly #words = new Map<string, string>();

  /** @param before what was given in an earlier run, to be given again */
  constructor(
    { names, pathParts, addresses, known, hexFolders }: Secrets,
    before: readonly RenamedRow[] = [],
  ) {
    this.#names = new Pseudonyms(known);
    this.#names.reserve(names.map(({ name }) => name));
    this.#names.reserve(pathParts);
    this.#addresses = new AddressDisguise(addresses);
    for (const row of before) {
      if (row.kind === 'address') this.#addresses.recall(row.original, row.shown);
      else this.#names.recall(row.kind === 'mac' ? { ...row, shown: `mac:${macNumber(row.shown)}` } : row);
    }
    this.#hexFolders = hexFolders;
    // A cluster or an agent may be called like a site; it is then the host's name, with its domain.
    const hosts = new Set(names.filter(({ isHost }) => isHost).map(({ name }) => name.toLowerCase()));
    for (const { kind, name } of names) {
      if (hosts.has(name.toLowerCase()) && name.length <= LONGEST_NAME) this.#names.giveHost(kind, name);
      else this.#names.give(kind, name);
    }
    for (const part of pathParts) this.#folder(part);
    for (const address of addresses) this.#rememberHex(address);
    const unusual = names.filter(
      ({ name }) => (!USUAL.test(name) || name.length > LONGEST_NAME) && !this.#names.isKnown(name),
    );
    this.#literals = [
      ...unusual.map(({ kind, name }): readonly [string, string] => [name, this.#names.give(kind, name)]),
      ...pathParts
        .filter((part) => !USUAL.test(part))
        .map((part): readonly [string, string] => [`/${part}`, `/${this.#folder(part)}`]),
    ]
      .slice(0, MOST_LITERALS)
      .sort(([a], [b]) => b.length - a.length);
  }

  /** What was replaced so far, and by what. */
  *rows(): Generator<RenamedRow> {
    for (const row of this.#names.rows())
      yield row.kind === 'mac' ? { ...row, shown: this.#mac(row.original) } : row;
    yield* this.#addresses.rows();
  }

  text(text: string): string {
    return this.#every(ALL, text, (word) => this.#word(word));
  }

  /**
   * Words of somebody's own: what is not known to be a word of the files' language becomes another one.
   * @param asWide whether Japanese stays as many characters of two bytes
   */
  words(text: string, asWide = false): string {
    return this.#every(WORDS, text, (word) =>
      asWide && !/[ -~]/.test(word) ? BLANK.repeat(word.length) : this.#freeWord(word),
    );
  }

  #every(pattern: RegExp, text: string, word: (word: string) => string): string {
    let literal = text;
    for (const [name, other] of this.#literals) literal = literal.replaceAll(name, other);
    return this.#each(pattern, literal, (match, groups, before) => {
      const { credentials, email, colons, reverse, dotted, part, percent } = groups;
      if (percent !== undefined) return percent;
      if (credentials !== undefined) return credentials.includes(':') ? 'user:secret@' : 'user@';
      if (email !== undefined) return this.#email(email);
      if (colons !== undefined) return this.#colons(colons);
      if (reverse !== undefined) return disguisedReverse(reverse, this.#addresses);
      if (dotted !== undefined) return disguisedDotted(dotted, this.#addresses);
      if (part !== undefined) return this.#partOr(word, part, folderBefore(before));
      return word(match);
    });
  }

  #freeWord(word: string): string {
    if (UUID.test(word)) return word;
    if (this.#hex.has(word.toLowerCase())) return disguisedHex(word, this.#addresses);
    return this.#namesIn(word, (text) =>
      this.#names.isKnown(text)
        ? text
        : text.replace(/[^.\-_]+/g, (each) =>
            PLAIN.test(each) || this.#names.isKnown(each)
              ? each
              : inCaseOf(each, this.#names.give('word', `word ${each}`)),
          ),
    );
  }

  /** One part of a path in a tree. @param folder the part before it */
  pathPart(part: string, folder: string | undefined): string {
    const other = this.#pathPart(part, folder);
    if (other !== part) this.#before.set(other, part);
    return other;
  }

  /** A path in a tree, or a link's target. */
  path(path: string): string {
    const parts = path.split('/');
    return parts.map((part, at) => (part === '' ? part : this.pathPart(part, parts[at - 1]))).join('/');
  }

  /**
   * A path of the machine that runs this, as a user gave it: every part that is not a usual one is somebody's own.
   * What has been redacted already stays.
   */
  label(path: string): string {
    return path
      .split('/')
      .map((part) => {
        const suffix = ARCHIVE.exec(part)?.[0] ?? '';
        const stem = part.slice(0, part.length - suffix.length);
        const isDone = this.#before.has(part) || this.#before.has(stem);
        if (isDone || /^\.*$/.test(stem) || this.#names.isKnown(stem.replace(/^\./, ''))) return part;
        const other = this.#ownersWord(stem);
        this.#before.set(other, stem).set(other + suffix, part);
        return other + suffix;
      })
      .join('/');
  }

  #partOr(word: (word: string) => string, part: string, folder: string | undefined): string {
    // `/path?query`
    const pieces = this.#folders.has(part.toLowerCase()) ? [part] : part.split(/([?#&]+)/);
    if (pieces.length > 1)
      return pieces.map((piece, at) => (at % 2 === 1 ? piece : this.#partOr(word, piece, folder))).join('');
    const other = this.pathPart(part, folder);
    return other === part && !this.#names.isKnown(part) ? word(part) : other;
  }

  /** The path that a redacted one stands for. */
  original(path: string): string {
    return path
      .split('/')
      .map((part) => this.#before.get(part) ?? part)
      .join('/');
  }

  #pathPart(part: string, folder: string | undefined): string {
    if (folder !== undefined && this.#hexFolders.has(folder) && HEX.test(part))
      return disguisedHex(part, this.#addresses);
    const own = this.#folders.get(part.toLowerCase());
    if (own !== undefined) return inCaseOf(part, own);
    return this.#inside(part);
  }

  #folder(part: string): string {
    const key = part.toLowerCase();
    const known = this.#folders.get(key);
    if (known !== undefined) return inCaseOf(part, known);
    if (this.#inside(part) !== part) return this.#inside(part);
    const extension = EXTENSION.exec(key)?.[0] ?? '';
    const stem = key.slice(0, key.length - extension.length);
    if (this.#names.isKnown(key) || this.#names.isKnown(stem)) return part;
    const other = this.#names.give('dir', `path ${stem}`) + extension;
    this.#folders.set(key, other);
    return inCaseOf(part, other);
  }

  #inside(text: string): string {
    return this.#each(INSIDE, text, (match, { email, reverse, dotted }) => {
      if (email !== undefined) return this.#email(email);
      if (reverse !== undefined) return disguisedReverse(reverse, this.#addresses);
      if (dotted !== undefined) return disguisedDotted(dotted, this.#addresses);
      return this.#word(match);
    });
  }

  #email(email: string): string {
    const at = email.indexOf('@');
    const [user, host] = [email.slice(0, at), email.slice(at + 1)];
    if (this.#names.get(host) === undefined) this.#names.giveHost('host', host);
    return `${this.#names.give('user', user)}@${this.#word(host)}`;
  }

  #colons(text: string): string {
    if (text.length > LONGEST_ADDRESS) return this.#inside(text);
    if (MAC.test(text)) return this.#mac(text);
    const address = disguisedColons(text, this.#addresses);
    if (address !== null) return address;
    // `::1:23141`, or the colon behind a sentence's last word.
    const cut = /^(.+?)(:+\d*)$/.exec(text);
    const shorter = cut === null ? null : disguisedColons(cut[1] ?? '', this.#addresses);
    return shorter === null ? this.#inside(text) : shorter + (cut?.[2] ?? '');
  }

  #mac(text: string): string {
    const key = `mac ${text.toLowerCase()}`;
    const number = Number(/\d+$/.exec(this.#names.give('mac', key))?.[0] ?? 0);
    return `02:00:00:00:${[number >> 8, number & 0xff].map((each) => each.toString(16).padStart(2, '0')).join(':')}`;
  }

  #rememberHex(address: string): void {
    const colons = address.includes(':');
    const octets = colons
      ? []
      : address.split('.').map((octet) => Number(octet).toString(16).padStart(2, '0'));
    if (octets.length === 4) this.#hex.add(octets.join(''));
  }

  /** A word, and the names in it: `nmapmgr.jcmg.example.jp`, `jcmanager01-20261120`. */
  #word(word: string): string {
    let known = this.#words.get(word);
    if (known === undefined) {
      known = this.#hex.has(word.toLowerCase()) ? disguisedHex(word, this.#addresses) : this.#namesIn(word);
      this.#words.set(word, known);
    }
    return known;
  }

  /** A part of a path that its owner thought up: what is neither a known word nor a number tells of him. */
  #ownersWord(part: string): string {
    const rest = (text: string) =>
      text.replace(/[^.\-_]+/g, (each) => {
        if (this.#hex.has(each.toLowerCase())) return disguisedHex(each, this.#addresses);
        return this.#names.isKnown(each) ? each : this.#folder(each);
      });
    return part
      .split(new RegExp(`(${DOTTED})`))
      .map((each, at) => (at % 2 === 1 ? disguisedDotted(each, this.#addresses) : this.#namesIn(each, rest)))
      .join('');
  }

  #namesIn(word: string, rest: (text: string) => string = (text) => text): string {
    const starts = [0, ...Array.from(word.matchAll(/[.\-_]+/g), ({ 0: mark, index }) => index + mark.length)];
    const ends = [...Array.from(word.matchAll(/[.\-_]+/g), ({ index }) => index), word.length];
    let out = '';
    let done = 0;
    for (let from = 0; from < starts.length; from += 1) {
      const start = starts[from] ?? 0;
      if (start < done) continue;
      for (let to = Math.min(ends.length, from + this.#names.mostParts); to > from; to -= 1) {
        const end = ends[to - 1] ?? word.length;
        const name = word.slice(start, end);
        const other = this.#names.get(name);
        if (other === undefined) continue;
        out += rest(this.#hostsBefore(word.slice(done, start), other)) + inCaseOf(name, other);
        done = end;
        break;
      }
    }
    return out + rest(word.slice(done));
  }

  /** Whoever stands before a known domain is a host of it. */
  #hostsBefore(text: string, domain: string): string {
    const label = domain.includes('.')
      ? /([^.\-_]+(?:[-_]+[^.\-_]+)*)\.$/.exec(text.slice(-LONGEST_LABEL))?.[1]
      : undefined;
    if (label === undefined || this.#names.isKnown(label)) return text;
    return `${text.slice(0, text.length - label.length - 1)}${inCaseOf(label, this.#names.give('host', label))}.`;
  }

  /** Replaces what is found when full-width signs are read as plain ones; what they were written in, they stay in. */
  #each(
    pattern: RegExp,
    text: string,
    change: (match: string, groups: Readonly<Record<string, string | undefined>>, before: string) => string,
  ): string {
    const plain = toAscii(text);
    let out = '';
    let done = 0;
    for (const found of plain.matchAll(pattern)) {
      const [match] = found;
      const other = change(
        match,
        found.groups ?? {},
        plain.slice(Math.max(0, found.index - 80), found.index),
      );
      if (other === match) continue;
      out +=
        text.slice(done, found.index) +
        likeWritten(text.slice(found.index, found.index + match.length), other);
      done = found.index + match.length;
    }
    return done === 0 ? text : out + text.slice(done);
  }
}

/** Of `02:00:00:00:01:02`, what {@link Redactor} made it of. */
const macNumber = (mac: string): number => Number.parseInt(mac.replaceAll(':', '').slice(-4), 16) || 0;

/** The part of a path that ends right before a place. */
const folderBefore = (before: string): string | undefined => /([^\s\\/]*)[\\/]$/.exec(before)?.[1];

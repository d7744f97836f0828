import ipaddr from 'ipaddr.js';
import type { RenamedRow } from './renamed.js';

/** First octets that may stand for others; small ones first, whose hexadecimal form has a zero and a letter. */
const FIRST_OCTETS = [
  ...[10, 11, 12, 13, 14, 15],
  ...Array.from({ length: 223 }, (_, index) => index + 1).filter(
    (octet) => (octet < 10 || octet > 15) && octet !== 127 && octet !== 169,
  ),
];
/** Where the first address of each network goes: 10.20.30.40. */
const FIRST_REST = [20, 30, 40];
/** 3fff:: is for documentation (RFC 9637); its neighbours are given to nobody. */
const FIRST_GROUPS = Array.from({ length: 0xfff }, (_, index) => 0x3fff - index);

/**
 * Gives addresses other ones that have the same relations: two that share their first bits (beyond the first octet of
 * IPv4, the first group of IPv6) share as many afterwards. Loopback, any, multicast stay; link-local stays link-local.
 * No key is needed, for what comes out depends on the order of asking and not on the addresses themselves.
 */
export class AddressDisguise {
  readonly #firstOctets: Choice;
  readonly #firstGroups: Choice;
  readonly #flips = new Map<string, number>();
  readonly #shown = new Map<string, string>();

  /** @param originals addresses that must not come out for others */
  constructor(originals: Iterable<string>) {
    const octets = new Set<number>();
    const groups = new Set<number>();
    for (const text of originals) {
      if (!ipaddr.isValid(text)) continue;
      const bytes = ipaddr.parse(text).toByteArray();
      if (bytes.length === 4) octets.add(bytes[0] ?? 0);
      else groups.add(((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0));
    }
    this.#firstOctets = new Choice(FIRST_OCTETS, octets);
    this.#firstGroups = new Choice(FIRST_GROUPS, groups);
  }

  /** @param octets 4 or 16 @param isWhole whether they are an address, and not the beginning of one */
  of(octets: readonly number[], isWhole = true): readonly number[] {
    const given = octets.length === 4 ? this.#v4(octets) : this.#v6(octets);
    if (isWhole && given !== octets) this.#shown.set(written(octets), written(given));
    return given;
  }

  /** Every address that was shown as another one. */
  *rows(): Generator<RenamedRow> {
    for (const [original, shown] of this.#shown) yield { kind: 'address', original, shown };
  }

  /** Has an address, and all that share its first bits, come out as before. */
  recall(original: string, shown: string): void {
    if (!ipaddr.isValid(original) || !ipaddr.isValid(shown)) return;
    const [from, to] = [ipaddr.parse(original).toByteArray(), ipaddr.parse(shown).toByteArray()];
    if (from.length !== to.length) return;
    this.#shown.set(original, shown);
    const [first = 0, second = 0] = from;
    const group = (first << 8) | second;
    if (from.length === 4 && first === 169 && second === 254) this.#learn('link', from.slice(2), to.slice(2));
    else if (from.length === 4) {
      this.#firstOctets.recall(first, to[0] ?? 0);
      this.#learn(`v4/${first}`, from.slice(1), to.slice(1));
    } else if ((group & 0xffc0) === 0xfe80) this.#learn('link6', from.slice(8), to.slice(8));
    else {
      this.#firstGroups.recall(group, ((to[0] ?? 0) << 8) | (to[1] ?? 0));
      this.#learn(`v6/${group}`, from.slice(2), to.slice(2));
    }
  }

  #learn(scope: string, from: readonly number[], to: readonly number[]): void {
    let prefix = `${scope}:`;
    for (const [at, octet] of from.entries()) {
      for (let bit = 7; bit >= 0; bit -= 1) {
        const given = (octet >> bit) & 1;
        if (!this.#flips.has(prefix)) this.#flips.set(prefix, given ^ (((to[at] ?? 0) >> bit) & 1));
        prefix += given;
      }
    }
  }

  #v4(octets: readonly number[]): readonly number[] {
    const [first = 0, second = 0] = octets;
    if (first === 0 || first === 127 || first >= 224) return octets;
    if (first === 169 && second === 254)
      return [first, second, ...this.#rest('link', octets.slice(2), FIRST_REST.slice(1))];
    return [this.#firstOctets.of(first), ...this.#rest(`v4/${first}`, octets.slice(1), FIRST_REST)];
  }

  #v6(octets: readonly number[]): readonly number[] {
    const zeros = (to: number) => octets.slice(0, to).every((octet) => octet === 0);
    if (zeros(15) && (octets[15] ?? 0) < 2) return octets;
    if (octets[0] === 0xff) return octets;
    if (zeros(10) && octets[10] === 0xff && octets[11] === 0xff)
      return [...octets.slice(0, 12), ...this.#v4(octets.slice(12))];
    const first = ((octets[0] ?? 0) << 8) | (octets[1] ?? 0);
    if ((first & 0xffc0) === 0xfe80)
      return [
        ...octets.slice(0, 8),
        ...this.#rest('link6', octets.slice(8), [2, 0, 0, 0xff, 0xfe, 0, 0, 0x10]),
      ];
    const group = this.#firstGroups.of(first);
    const base = Array.from({ length: 14 }, (_, index) => (index === 13 ? 0x10 : 0));
    return [group >> 8, group & 0xff, ...this.#rest(`v6/${first}`, octets.slice(2), base)];
  }

  /** Bit by bit: what a bit becomes depends on the bits before it alone. */
  #rest(scope: string, octets: readonly number[], base: readonly number[]): number[] {
    let prefix = `${scope}:`;
    return octets.map((octet, at) => {
      let out = 0;
      for (let bit = 7; bit >= 0; bit -= 1) {
        const given = (octet >> bit) & 1;
        let flip = this.#flips.get(prefix);
        if (flip === undefined) {
          flip = given ^ (((base[at] ?? 0) >> bit) & 1);
          this.#flips.set(prefix, flip);
        }
        out = (out << 1) | (given ^ flip);
        prefix += given;
      }
      return out;
    });
  }
}

/** Numbers for numbers, each once, none that is an original itself. */
class Choice {
  readonly #free: number[];
  readonly #given = new Map<number, number>();

  constructor(all: readonly number[], taken: ReadonlySet<number>) {
    this.#free = all.filter((each) => !taken.has(each)).reverse();
  }

  recall(original: number, given: number): void {
    if (this.#given.has(original)) return;
    this.#given.set(original, given);
    const free = this.#free.indexOf(given);
    if (free >= 0) this.#free.splice(free, 1);
  }

  of(original: number): number {
    let given = this.#given.get(original);
    if (given === undefined) {
      given = this.#free.pop() ?? original;
      this.#given.set(original, given);
    }
    return given;
  }
}

const written = (octets: readonly number[]): string => ipaddr.fromByteArray([...octets]).toString();

const DOTTED = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Four decimal parts, valid or not: zeros in front stay, and a part that no address has stays. */
export function disguisedDotted(text: string, disguise: AddressDisguise): string {
  const parts = DOTTED.exec(text)?.slice(1);
  if (parts === undefined) return text;
  const octets = parts.map(Number);
  const given = disguise.of(
    octets.map((octet) => octet & 0xff),
    octets.every((octet) => octet < 256),
  );
  return parts
    .map((part, at) => {
      if (Number(part) > 255) return part;
      const zeros = /^0*(?=\d)/.exec(part)?.[0] ?? '';
      return zeros + String(given[at]);
    })
    .join('.');
}

/** An IPv6 address in its own way of writing: in full or shortened, in small letters or capitals; else null. */
export function disguisedColons(text: string, disguise: AddressDisguise): string | null {
  if (!ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text);
  const bytes = address.toByteArray();
  const given = disguise.of(bytes);
  if (given === bytes) return text;
  const after = new ipaddr.IPv6([...given]);
  if (after.isIPv4MappedAddress() && text.includes('.')) return `::ffff:${after.toIPv4Address().toString()}`;
  const full = /^(?:[0-9A-Fa-f]{4}:){7}[0-9A-Fa-f]{4}$/.test(text);
  const written = full
    ? after.parts.map((part) => part.toString(16).padStart(4, '0')).join(':')
    : text.includes('::')
      ? after.toRFC5952String()
      : after.toNormalizedString();
  return /[A-F]/.test(text) && !/[a-f]/.test(text) ? written.toUpperCase() : written;
}

/**
 * Hexadecimal digits that mean an address, or the beginning of one: as many afterwards, and capitals where no small
 * letter was.
 */
export function disguisedHex(digits: string, disguise: AddressDisguise): string {
  const length = digits.length <= 8 ? 8 : 32;
  const bytes = (digits.padEnd(length, '0').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const isWhole = digits.length === length;
  const given = disguise.of(bytes, isWhole).map((octet) => octet.toString(16).padStart(2, '0'));
  const written = given.join('').slice(0, digits.length);
  return /[a-f]/.test(digits) ? written : written.toUpperCase();
}

const REVERSE = /^((?:[0-9A-Fa-f]{1,3}\.)+)(in-addr|ip6)(?=\.arpa$)/i;

/**
 * `100.1.168.192.in-addr.arpa`, the zone `168.192.in-addr.arpa`, and the same of IPv6: parts from the last to the first.
 * What is no such name stays.
 */
export function disguisedReverse(name: string, disguise: AddressDisguise): string {
  const [, written = '', kind = ''] = REVERSE.exec(name) ?? [];
  const parts = written.split('.').slice(0, -1).reverse();
  const isV4 = kind.toLowerCase() === 'in-addr';
  const given = isV4
    ? parts.length <= 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
      ? disguise
          .of(
            Array.from({ length: 4 }, (_, at) => Number(parts[at] ?? 0)),
            parts.length === 4,
          )
          .map(String)
      : null
    : parts.length <= 32 && parts.every((part) => part.length === 1)
      ? [...disguisedHex(parts.join('').padEnd(32, '0'), disguise)]
      : null;
  if (given === null) return name;
  return `${given.slice(0, parts.length).reverse().join('.')}.${name.slice(written.length)}`;
}

/** The encodings whose characters are one to four bytes long and whose ASCII bytes stand for themselves. */
export type MultibyteEncoding = 'utf-8' | 'shift_jis' | 'euc-jp';

/** How well an encoding explains some bytes. */
export interface UnitCount {
  /** Lines with bytes above 7F, all of which are explained. */
  readonly goodLines: number;
  /** Bytes of well-formed characters of two and more bytes. */
  readonly multibyteBytes: number;
  readonly badBytes: number;
}

/**
 * Measures the character that starts at an offset.
 *
 * @returns its length in bytes; negative for bytes that mean nothing, which together make one U+FFFD.
 */
export type UnitLength = (bytes: Uint8Array, offset: number) => number;

/** @returns the function that measures characters of an encoding. */
export function unitLengthOf(encoding: MultibyteEncoding): UnitLength {
  switch (encoding) {
    case 'utf-8':
      return utf8Unit;
    case 'shift_jis': {
      const pairs = shiftJisPairs();
      return (bytes, offset) => shiftJisUnit(bytes, offset, pairs);
    }
    case 'euc-jp': {
      const [two, three] = [eucPairs(), eucTriples()];
      return (bytes, offset) => eucUnit(bytes, offset, two, three);
    }
  }
}

/** Counts what an encoding explains, in one pass. No byte may be NUL. */
export function countUnits(bytes: Uint8Array, encoding: MultibyteEncoding): UnitCount {
  const unitLength = unitLengthOf(encoding);
  let goodLines = 0;
  let multibyteBytes = 0;
  let badBytes = 0;
  let lineHasHigh = false;
  let lineIsGood = true;
  for (let offset = 0; offset < bytes.length; ) {
    const byte = bytes[offset] ?? 0;
    if (byte < 0x80) {
      if (byte === 0x0a || byte === 0x0d) {
        if (lineHasHigh && lineIsGood) goodLines++;
        lineHasHigh = false;
        lineIsGood = true;
      }
      offset++;
      continue;
    }
    const length = unitLength(bytes, offset);
    lineHasHigh = true;
    if (length < 0) {
      lineIsGood = false;
      badBytes -= length;
    } else if (length > 1) multibyteBytes += length;
    offset += Math.abs(length);
  }
  if (lineHasHigh && lineIsGood) goodLines++;
  return { goodLines, multibyteBytes, badBytes };
}

/** Unicode 15, table 3-7; what is broken is cut into maximal subparts as TextDecoder does. */
function utf8Unit(bytes: Uint8Array, offset: number): number {
  const lead = bytes[offset] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (length === 0) return -1;
  for (let index = 1; index < length; index++) {
    const byte = bytes[offset + index] ?? 0;
    let [low, high] = [0x80, 0xbf];
    if (index === 1) {
      if (lead === 0xe0) low = 0xa0;
      else if (lead === 0xed) high = 0x9f;
      else if (lead === 0xf0) low = 0x90;
      else if (lead === 0xf4) high = 0x8f;
    }
    if (byte < low || byte > high) return -index;
  }
  return length;
}

function shiftJisUnit(bytes: Uint8Array, offset: number, pairs: Uint8Array): number {
  const lead = bytes[offset] ?? 0;
  if (lead < 0x80 || (lead >= 0xa1 && lead <= 0xdf)) return 1;
  const trail = bytes[offset + 1] ?? 0;
  if (pairs[lead * 256 + trail] === 1) return 2;
  // An ASCII byte behind a stray lead is itself, not part of the damage
  return lead > 0x80 && lead !== 0xa0 && lead < 0xfd && trail >= 0x80 && trail < 0xfd ? -2 : -1;
}

function eucUnit(bytes: Uint8Array, offset: number, pairs: Uint8Array, triples: Uint8Array): number {
  const lead = bytes[offset] ?? 0;
  if (lead < 0x80) return 1;
  const second = bytes[offset + 1] ?? 0;
  if (lead === 0x8f) return triples[second * 256 + (bytes[offset + 2] ?? 0)] === 1 ? 3 : -1;
  if (pairs[lead * 256 + second] === 1) return 2;
  return lead >= 0xa1 && lead < 0xff && second >= 0xa1 && second < 0xff ? -2 : -1;
}

let shiftJis: Uint8Array | undefined;
let euc: Uint8Array | undefined;
let euc3: Uint8Array | undefined;

function shiftJisPairs(): Uint8Array {
  shiftJis ??= assigned('shift_jis', [], (lead, trail) => {
    const leads = (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc);
    return leads && trail >= 0x40 && trail <= 0xfc && trail !== 0x7f;
  });
  return shiftJis;
}

function eucPairs(): Uint8Array {
  euc ??= assigned('euc-jp', [], (lead, trail) =>
    lead === 0x8e ? trail >= 0xa1 && trail <= 0xdf : inRow(lead) && inRow(trail),
  );
  return euc;
}

function eucTriples(): Uint8Array {
  euc3 ??= assigned('euc-jp', [0x8f], (second, third) => inRow(second) && inRow(third));
  return euc3;
}

function inRow(byte: number): boolean {
  return byte >= 0xa1 && byte <= 0xfe;
}

/**
 * Asks the platform's decoder once for all pairs of an encoding, so that no call per character is needed.
 *
 * @returns 1 at `first * 256 + second` where the bytes are a character.
 */
function assigned(
  encoding: MultibyteEncoding,
  prefix: readonly number[],
  may: (first: number, second: number) => boolean,
): Uint8Array {
  const table = new Uint8Array(65_536);
  const asked: number[] = [];
  const bytes: number[] = [];
  for (let first = 0x80; first < 0x100; first++) {
    for (let second = 0x40; second < 0x100; second++) {
      if (!may(first, second)) continue;
      asked.push(first * 256 + second);
      bytes.push(...prefix, first, second, 0x0a);
    }
  }
  const answers = new TextDecoder(encoding).decode(Uint8Array.from(bytes)).split('\n');
  for (const [index, pair] of asked.entries()) {
    const answer = answers[index] ?? '';
    if (answer.length > 0 && answer.length <= 2 && answer !== '\ufffd') table[pair] = 1;
  }
  return table;
}

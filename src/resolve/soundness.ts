/** What of a message its decoder does not look at. */
export interface Soundness {
  /**
   * Whether every answer has the length of its type, and no label of a name in it holds a dot: written down, such a
   * name cannot be told from one with another label.
   */
  readonly sound: boolean;
  /** The upper bits of the response code, which stand in the OPT record (RFC 6891 6.1.3); 0 without one. */
  readonly extendedCode: number;
}

const HEADER = 12;
const POINTER = 0xc0;
const DOT = 0x2e;
/** Of a record, behind its name: type, class, time to live, length. */
const FIXED = 10;
const [A, CNAME, PTR, AAAA, OPT] = [1, 5, 12, 28, 41];
const LENGTHS = new Map([
  [A, 4],
  [AAAA, 16],
]);
/** Records behind the answers that are walked through for the OPT record; it stands at the end of a few. */
const MOST_BEHIND = 100;

/** Walks through a message without following pointers; one that ends too early is not sound. */
export function soundnessOf(bytes: Buffer): Soundness {
  const unsound = { sound: false, extendedCode: 0 };
  const count = (at: number) => bytes.readUInt16BE(at);
  const [questions, answers] = [count(4), count(6)];
  const behind = Math.min(count(8) + count(10), MOST_BEHIND);
  let at = HEADER;
  for (let n = 0; n < questions; n += 1) {
    const name = walkName(bytes, at);
    if (name === null) return unsound;
    at = name.end + 4;
  }
  let extendedCode = 0;
  for (let n = 0; n < answers + behind; n += 1) {
    const isAnswer = n < answers;
    const owner = walkName(bytes, at);
    // What is cut off behind the answers says nothing about them.
    if (owner === null || owner.end + FIXED > bytes.length)
      return isAnswer ? unsound : { sound: true, extendedCode };
    const type = bytes.readUInt16BE(owner.end);
    const length = bytes.readUInt16BE(owner.end + 8);
    const start = owner.end + FIXED;
    at = start + length;
    if (isAnswer && (at > bytes.length || owner.dotted)) return unsound;
    if (isAnswer && (LENGTHS.get(type) ?? length) !== length) return unsound;
    if (isAnswer && (type === CNAME || type === PTR)) {
      const target = walkName(bytes, start);
      if (target === null || target.end !== at || target.dotted) return unsound;
    }
    if (!isAnswer && type === OPT) extendedCode = bytes.readUInt8(owner.end + 4);
  }
  return { sound: true, extendedCode };
}

/** @returns where a name ends, and whether a label of its own has a dot in it; null where it does not end */
function walkName(bytes: Buffer, start: number): { readonly end: number; readonly dotted: boolean } | null {
  let dotted = false;
  for (let at = start; at < bytes.length; ) {
    const length = bytes.readUInt8(at);
    if ((length & POINTER) === POINTER) return at + 2 > bytes.length ? null : { end: at + 2, dotted };
    if (length === 0) return { end: at + 1, dotted };
    dotted ||= bytes.subarray(at + 1, at + 1 + length).includes(DOT);
    at += 1 + length;
  }
  return null;
}

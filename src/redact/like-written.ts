import { toAscii } from '../text/full-width.js';

const MARKS = /([.\-_:])/;

/** Full-width where the original is, piece by piece as far as both have the same pieces. */
export function likeWritten(original: string, other: string): string {
  const plain = toAscii(original);
  if (plain === original) return other;
  const [before, after] = [plain.split(MARKS), other.split(MARKS)];
  if (before.length !== after.length) return fullWidth(other);
  let at = 0;
  return after
    .map((piece, index) => {
      const length = before[index]?.length ?? 0;
      const written = original.slice(at, at + length);
      at += length;
      return toAscii(written) === written ? piece : fullWidth(piece);
    })
    .join('');
}

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));

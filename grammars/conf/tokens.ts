import { endOfComment, endOfLineEnd, endOfRun, isBlank, isLineEnd, type Token, tokensOf } from '../token.js';

/** The key is what stands before the first `=` of a line, the value what stands behind it, with its own `=`. */
export type ConfTokenKind = 'line-end' | 'blank' | 'comment' | 'equals' | 'key' | 'value';

/** The tokens of daemon.conf and site.conf; every character of a file is in exactly one. */
export function confTokens(text: string): Token<ConfTokenKind>[] {
  let behindEquals = false;
  return tokensOf<ConfTokenKind>(text, (start) => {
    const code = text.charCodeAt(start);
    if (isLineEnd(code)) {
      behindEquals = false;
      return ['line-end', endOfLineEnd(text, start)];
    }
    if (isBlank(code)) return ['blank', endOfRun(text, start, isBlank)];
    if (code === NUMBER_SIGN) return ['comment', endOfComment(text, start)];
    if (behindEquals) return ['value', endOfWords(text, start, isLineEnd)];
    if (isEquals(code)) {
      behindEquals = true;
      return ['equals', start + 1];
    }
    return ['key', endOfWords(text, start, (each) => isLineEnd(each) || isEquals(each))];
  });
}

const NUMBER_SIGN = 0x23;

/** `=`, or the full-width `＝` standing for it. */
const isEquals = (code: number) => code === 0x3d || code === 0xff1d;

/** Words with the blanks between them end before the last blanks, and before a `#` behind blanks. */
function endOfWords(text: string, start: number, stops: (code: number) => boolean): number {
  let end = start;
  for (let offset = start; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (stops(code)) break;
    if (isBlank(code)) continue;
    if (code === NUMBER_SIGN && offset > end) break;
    end = offset + 1;
  }
  return end;
}

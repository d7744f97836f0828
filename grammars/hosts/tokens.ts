import { endOfComment, endOfLineEnd, endOfRun, isBlank, isLineEnd, type Token, tokensOf } from '../token.js';

/** A comment begins with a `#` anywhere in a line (hosts(5)). */
export type HostsTokenKind = 'line-end' | 'blank' | 'comment' | 'field';

/** The tokens of hosts and resolv.def; every character of a file is in exactly one. */
export function hostsTokens(text: string): Token<HostsTokenKind>[] {
  return tokensOf<HostsTokenKind>(text, (start) => {
    const code = text.charCodeAt(start);
    if (isLineEnd(code)) return ['line-end', endOfLineEnd(text, start)];
    if (isBlank(code)) return ['blank', endOfRun(text, start, isBlank)];
    if (code === NUMBER_SIGN) return ['comment', endOfComment(text, start)];
    return ['field', endOfRun(text, start, isFieldPart)];
  });
}

const NUMBER_SIGN = 0x23;

const isFieldPart = (code: number) => !isBlank(code) && !isLineEnd(code) && code !== NUMBER_SIGN;

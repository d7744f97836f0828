import { createToken, Lexer, type TokenType } from 'chevrotain';

/** The tokens of hosts and resolv.def; every character of a file is in exactly one. */
export interface HostsTokens {
  readonly lineEnd: TokenType;
  readonly blank: TokenType;
  /** From a `#` anywhere to the end of the line (hosts(5)). */
  readonly comment: TokenType;
  readonly field: TokenType;
}

export function makeHostsTokens(): HostsTokens {
  return {
    lineEnd: createToken({ name: 'LineEnd', pattern: /\r\n|\n|\r/ }),
    blank: createToken({ name: 'Blank', pattern: /[ \t\v\f\u00a0\u3000]+/, group: 'blanks' }),
    comment: createToken({ name: 'Comment', pattern: /#[^\r\n]*/, group: 'comments' }),
    field: createToken({ name: 'Field', pattern: /[^ \t\v\f\u00a0\u3000\r\n#]+/ }),
  };
}

export function makeHostsLexer({ lineEnd, blank, comment, field }: HostsTokens): Lexer {
  return new Lexer([lineEnd, blank, comment, field], {
    positionTracking: 'onlyOffset',
    skipValidations: true,
    safeMode: true,
  });
}

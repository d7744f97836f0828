import { type CustomPatternMatcherFunc, createToken, Lexer, type TokenType } from 'chevrotain';

/** Space, tab, vertical tab, form feed, no-break space and U+3000; kept in a group, out of the parser's sight. */
const BLANK = /[ \t\v\f\u00a0\u3000]+/;

/** The tokens of daemon.conf and site.conf; every character of a file is in exactly one. */
export interface ConfTokens {
  readonly lineEnd: TokenType;
  /** A line end behind an `=`. */
  readonly valueEnd: TokenType;
  readonly blank: TokenType;
  readonly comment: TokenType;
  readonly equals: TokenType;
  readonly key: TokenType;
  readonly value: TokenType;
}

/** Two modes, so that a second `=` belongs to the value: before the `=` of a line, and behind it. */
export function makeConfTokens(): ConfTokens {
  return {
    lineEnd: createToken({ name: 'LineEnd', pattern: /\r\n|\n|\r/ }),
    valueEnd: createToken({ name: 'ValueEnd', pattern: /\r\n|\n|\r/, pop_mode: true }),
    blank: createToken({ name: 'Blank', pattern: BLANK, group: 'blanks' }),
    comment: createToken({ name: 'Comment', pattern: /#[^\r\n]*/ }),
    equals: createToken({ name: 'Equals', pattern: /[=＝]/, push_mode: 'value' }),
    key: createToken({ name: 'Key', pattern: words(true), line_breaks: false }),
    value: createToken({ name: 'Value', pattern: words(false), line_breaks: false }),
  };
}

export function makeConfLexer({ lineEnd, valueEnd, blank, comment, equals, key, value }: ConfTokens): Lexer {
  return new Lexer(
    {
      modes: { line: [lineEnd, blank, comment, equals, key], value: [valueEnd, blank, comment, value] },
      defaultMode: 'line',
    },
    { positionTracking: 'onlyOffset', skipValidations: true, safeMode: true },
  );
}

/**
 * Matches words with the blanks between them, but not a `#` behind blanks, nor an `=` where that ends them. A function,
 * because V8's regular expressions run out of stack on a line of some megabytes.
 */
function words(endAtEquals: boolean): CustomPatternMatcherFunc {
  return (text, start) => {
    let end = start;
    for (let offset = start; offset < text.length; offset++) {
      const code = text.charCodeAt(offset);
      if (code === 0x0a || code === 0x0d || (endAtEquals && (code === 0x3d || code === 0xff1d))) break;
      if (isBlank(code)) continue;
      if (code === 0x23 && offset > end) break;
      end = offset + 1;
    }
    return end === start ? null : [text.slice(start, end)];
  };
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0c && code !== 0x0a) || code === 0xa0 || code === 0x3000;
}

import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { ConfTokens } from './tokens.js';

/** The tokens of one line that is neither empty nor blank; a lone comment has nothing else. */
export interface ConfLine {
  readonly key?: IToken;
  readonly equals?: IToken | undefined;
  readonly value?: IToken | undefined;
  readonly comment?: IToken | undefined;
}

/**
 * Takes what is wrong with a line as a production of its own: a broken line costs that line and no exception, and
 * with these tokens no input is left for chevrotain's own recovery, which would recurse once per broken line.
 */
export class ConfParser extends EmbeddedActionsParser {
  readonly document: () => ConfLine[];

  constructor(tokens: ConfTokens, skipValidations: boolean) {
    super(Object.values(tokens), { recoveryEnabled: true, maxLookahead: 1, skipValidations });
    const line = this.RULE('line', () =>
      this.OR<ConfLine>([
        { ALT: () => ({ comment: this.CONSUME1(tokens.comment) }) },
        {
          ALT: () => {
            const key = this.CONSUME(tokens.key);
            const assigned = this.OPTION1(() => {
              const equals = this.CONSUME1(tokens.equals);
              return { equals, value: this.OPTION2(() => this.CONSUME1(tokens.value)) };
            });
            const comment = this.OPTION3(() => this.CONSUME2(tokens.comment));
            return { key, equals: assigned?.equals, value: assigned?.value, comment };
          },
        },
        {
          ALT: () => {
            const equals = this.CONSUME2(tokens.equals);
            const value = this.OPTION4(() => this.CONSUME2(tokens.value));
            const comment = this.OPTION5(() => this.CONSUME3(tokens.comment));
            return { equals, value, comment };
          },
        },
      ]),
    );
    this.document = this.RULE('document', () => {
      const lines: ConfLine[] = [];
      this.MANY(() =>
        this.OR([
          { ALT: () => void this.CONSUME(tokens.lineEnd) },
          { ALT: () => void this.CONSUME(tokens.valueEnd) },
          {
            ALT: () => {
              const found = this.SUBRULE(line);
              this.ACTION(() => lines.push(found));
            },
          },
        ]),
      );
      return lines;
    });
    this.performSelfAnalysis();
  }
}

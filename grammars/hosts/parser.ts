import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import type { HostsTokens } from './tokens.js';

/** Takes any row of fields as a line; what they mean is judged afterwards, so that no input ends in recovery. */
export class HostsParser extends EmbeddedActionsParser {
  /** @returns the fields of each line that has any. */
  readonly document: () => IToken[][];

  constructor(tokens: HostsTokens, skipValidations: boolean) {
    super(Object.values(tokens), { recoveryEnabled: true, maxLookahead: 1, skipValidations });
    this.document = this.RULE('document', () => {
      const lines: IToken[][] = [];
      this.MANY1(() =>
        this.OR([
          { ALT: () => void this.CONSUME(tokens.lineEnd) },
          {
            ALT: () => {
              const fields: IToken[] = [];
              this.AT_LEAST_ONE(() => {
                const field = this.CONSUME(tokens.field);
                this.ACTION(() => fields.push(field));
              });
              this.ACTION(() => lines.push(fields));
            },
          },
        ]),
      );
      return lines;
    });
    this.performSelfAnalysis();
  }
}

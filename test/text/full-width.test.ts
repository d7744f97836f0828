import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullWidthRuns, toAscii } from '../../src/text/full-width.js';

describe('full-width characters', () => {
  it.each([
    ['ＮＡＴＳ＿ＵＲＬ＝ｎａｔｓ：／／１０．１', 'NATS_URL=nats://10.1'],
    ['a　b，c～', 'a b,c~'],
    ['１−２', '1-2'],
  ])('%s reads %s', (text, ascii) => {
    expect(toAscii(text)).toBe(ascii);
  });

  it.each(['サイト運用系、。・「」ー', 'ｶﾀｶﾅ', 'plain', ''])('%j has no ASCII twin', (text) => {
    expect(toAscii(text)).toBe(text);
    expect(fullWidthRuns(text)).toEqual([]);
  });

  it('are found as runs with their places', () => {
    const line = 'ipaddress＝１９２.168　運用';
    const runs = fullWidthRuns(line, 0);
    expect(runs.map(({ range }) => line.slice(range.start, range.end))).toEqual(['＝１９２', '　']);
    expect(runs.map(({ ascii }) => ascii)).toEqual(['=192', ' ']);
    expect(fullWidthRuns('＝', 40)[0]?.range).toEqual({ start: 40, end: 41 });
  });

  it('keep their place when replaced', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const ascii = toAscii(text);
        expect(ascii.length).toBe(text.length);
        expect(fullWidthRuns(ascii)).toEqual([]);
      }),
    );
  });
});

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { codeFrame } from '../../src/report/frame.js';
import { measureFor, simpleMeasure } from '../../src/report/width.js';
import { placeIn, underCaret } from './under-caret.js';

const unicode = await measureFor(['e\u0301']);
const style = (width: number, measure = unicode) => ({
  width,
  measure,
  mark: (text: string) => text,
  gutter: (text: string) => text,
});

describe('the caret stands right under the text', () => {
  test.each([
    ['NATS_URL=nats://<|192.168.1.11|>:23141', '192.168.1.11'],
    ['# 運用系の<|アドレス|>です', 'アドレス'],
    ['ｎａｔｓ<|＝|>nats', '＝'],
    ['ｼﾞｮﾌﾞ<|ﾊﾟｽ|>=1', 'ﾊﾟｽ'],
    ['cafe\u0301 <|resume\u0301|> x', 'resume\u0301'],
    ['👍🏽 <|key|>=1', 'key'],
    ['𠮷野家 <|key|>=1', 'key'],
    ['한국어 <|키|>=1', '키'],
    ['\t<|key|>\t=1', 'key'],
    ['日\t<|key|>', 'key'],
    ['a\u001b[31mred<|key|>', 'key'],
    ['a\u202e\u0000<|key\u0007|>b', 'key\\x07'],
    ['<|ipaddress|>', 'ipaddress'],
    ['# ①→■○ <|key|>', 'key'],
  ])('%s', (marked, expected) => {
    expect(underCaret(codeFrame(placeIn(marked), style(80))).text).toBe(expected);
  });

  test('Japanese text needs no string-width', async () => {
    expect(await measureFor(['# 運用系のｱﾄﾞﾚｽ（ＶＩＰ）です。', 'ipaddress=1', 'a\u001bb\tc'])).toBe(
      simpleMeasure,
    );
    const frame = codeFrame(placeIn('# 運用系の<|アドレス|>です'), style(80, simpleMeasure));
    expect(underCaret(frame).text).toBe('アドレス');
  });

  test('an empty range is one caret, also behind the last character', () => {
    expect(codeFrame(placeIn('local_daemon=<||>'), style(80))).toEqual([
      '    1 | local_daemon=',
      '      |              ^',
    ]);
    expect(codeFrame(placeIn('日本<||>語'), style(80))[1]).toBe('      |     ^');
    expect(codeFrame(placeIn('<||>'), style(80))).toEqual(['    1 |', '      | ^']);
  });
});

describe('lines', () => {
  test('the line before is shown with its number, large numbers keep the bar in line', () => {
    const place = { ...placeIn('<|b|>=2', 123456), firstLine: 123455, excerpt: ['a=1', 'b=2'] };
    expect(codeFrame(place, style(80))).toEqual(['123455 | a=1', '123456 | b=2', '       | ^']);
  });

  test('a range over several lines is marked on each, without the indent and the empty lines', () => {
    const place = {
      file: 'a.yaml',
      line: 2,
      column: 4,
      endLine: 5,
      endColumn: 6,
      firstLine: 1,
      excerpt: ['a:', '  b: [', '', '    日本,', '    c]'],
    };
    expect(codeFrame(place, style(80))).toEqual([
      '    1 | a:',
      '    2 |   b: [',
      '      |    ^~~',
      '    3 |',
      '    4 |     日本,',
      '      |     ^~~~~',
      '    5 |     c]',
      '      |     ^',
    ]);
  });

  test('a range that goes on below the excerpt ends in an ellipsis', () => {
    const place = { ...placeIn('<|a: [|>'), endLine: 900, endColumn: 2 };
    expect(codeFrame(place, style(80))).toEqual(['    1 | a: [', '      | ^~~~', '    …']);
  });

  test('a range that ends at the start of the next line is marked on its own line only', () => {
    const place = { ...placeIn('a=1<||>'), endLine: 2, endColumn: 1, excerpt: ['a=1', 'b=2'] };
    expect(codeFrame(place, style(80))).toEqual(['    1 | a=1', '      |    ^', '    2 | b=2']);
  });

  test('a place without text has no frame', () => {
    expect(codeFrame({ ...placeIn('<||>'), excerpt: [] }, style(80))).toEqual([]);
  });
});

describe('long lines are cut around the range', () => {
  const long = (before: number, text: string, after: number) =>
    placeIn(`${'あ'.repeat(before)}<|${text}|>${'b'.repeat(after)}`);

  test.each([
    [40, long(500, '10.0.0.1', 500)],
    [40, long(0, '10.0.0.1', 500)],
    [40, long(500, '10.0.0.1', 0)],
    [60, long(20, '10.0.0.1', 20)],
    [80, long(100_000, '10.0.0.1', 1_000_000)],
    [120, long(30, '10.0.0.1', 60)],
  ])('width %i', (width, place) => {
    const frame = codeFrame(place, style(width));
    expect(underCaret(frame).text).toBe('10.0.0.1');
    for (const line of frame) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(frame[0]).toContain('…');
  });

  test('what is as wide as the terminal is not cut', () => {
    expect(codeFrame(placeIn(`<|k|>=${'v'.repeat(30)}`), style(40))[0]).toBe(`    1 | k=${'v'.repeat(30)}`);
    expect(codeFrame(placeIn(`<|k|>=${'v'.repeat(31)}`), style(40))[0]).toBe(`    1 | k=${'v'.repeat(29)}…`);
  });

  test('a range longer than the line shows its beginning', () => {
    const frame = codeFrame(placeIn(`key = <|${'値'.repeat(500)}|> end`), style(60));
    expect(underCaret(frame).text).toMatch(/^値+…$/);
    expect(frame[0]).toContain('key = 値');
  });
});

test('whatever the text and the range, the frame fits and the caret is under the text', () => {
  const unit = fc.constantFrom(
    'a',
    '=',
    ' ',
    '\t',
    '値',
    'ｱ',
    'ﾞ',
    'é',
    'e\u0301',
    '👍',
    '\u001b',
    '\u200d',
    '\ud800',
    '𠮷',
  );
  const line = fc.array(unit, { maxLength: 120 });
  fc.assert(
    fc.property(
      line,
      fc.array(unit, { maxLength: 9 }),
      line,
      fc.integer({ min: 40, max: 120 }),
      (a, b, c, width) => {
        const [before, text, after] = [a.join(''), `<${b.join('')}>`, c.join('')];
        const frame = codeFrame(placeIn(`${before} <|${text}|> ${after}`), style(width));
        for (const drawn of frame) expect(stringWidth(drawn)).toBeLessThanOrEqual(width);
        const under = underCaret(frame).text;
        expect(under.startsWith('<')).toBe(true);
        if (!under.endsWith('…')) expect(under.endsWith('>')).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

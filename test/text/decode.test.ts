import encoding from 'encoding-japanese';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/text/decode.js';
import type { DecodedText } from '../../src/text/source-file.js';

const JAPANESE = '# 運用系のノード（本番）\nipaddress=192.168.1.100\r\n# ｶﾀｶﾅとカタカナ、①\n';

function encode(text: string, to: 'SJIS' | 'EUCJP' | 'UTF8'): Uint8Array {
  return Uint8Array.from(encoding.convert(encoding.stringToCode(text), { to, from: 'UNICODE' }));
}

function utf16(text: string, littleEndian: boolean, bom: boolean): Uint8Array {
  const bytes = Buffer.from(bom ? `\ufeff${text}` : text, 'utf16le');
  return littleEndian ? bytes : bytes.swap16();
}

function textOf(bytes: Uint8Array): DecodedText {
  const decoded = decode(bytes);
  if ('binary' in decoded) throw new Error('taken for binary');
  return decoded;
}

/** The bad bytes with the text under their range. */
function badIn(bytes: Uint8Array): { under: string; bytes: readonly number[] }[] {
  const { text, undecodable } = textOf(bytes);
  return undecodable.map(({ range, bytes }) => ({ under: text.slice(range.start, range.end), bytes }));
}

describe('a text in a supported encoding', () => {
  it.each([
    ['utf-8', Buffer.from(JAPANESE)],
    ['shift_jis', encode(JAPANESE, 'SJIS')],
    ['euc-jp', encode(JAPANESE, 'EUCJP')],
  ])('is read whole: %s', (name, bytes) => {
    expect(textOf(bytes)).toEqual({ text: JAPANESE, encoding: name, bom: false, undecodable: [] });
  });

  it.each([
    ['utf-16le', true, true],
    ['utf-16le', true, false],
    ['utf-16be', false, true],
    ['utf-16be', false, false],
  ])('is read whole: %s (little endian %s, byte order mark %s)', (name, littleEndian, bom) => {
    const text = 'NATS_URL=nats://host:23141\n# 一つ目　ノード\n';
    expect(textOf(utf16(text, littleEndian, bom))).toEqual({ text, encoding: name, bom, undecodable: [] });
  });

  it('loses its UTF-8 byte order mark, which is reported', () => {
    expect(textOf(Buffer.from('\ufeffa=あ'))).toEqual({
      text: 'a=あ',
      encoding: 'utf-8',
      bom: true,
      undecodable: [],
    });
    expect(textOf(Buffer.from('\ufeffa=b'))).toMatchObject({ text: 'a=b', bom: true });
  });

  it('is read the same from any place in a larger buffer', () => {
    const large = Buffer.concat([Buffer.from('zz'), Buffer.from('a=b'), Buffer.from('zz')]);
    expect(textOf(new Uint8Array(large.buffer, large.byteOffset + 2, 3)).text).toBe('a=b');
  });

  it('is UTF-8 when it is ASCII or empty', () => {
    expect(textOf(Buffer.from('a=b\n'))).toMatchObject({ text: 'a=b\n', encoding: 'utf-8' });
    expect(textOf(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', bom: false, undecodable: [] });
  });

  it.each(['運用系', '待機系ノードの設定', 'サイト名', '本番　環境', '予備（待機）'])(
    '%s is told apart in both',
    (text) => {
      expect(textOf(encode(text, 'EUCJP'))).toMatchObject({ text, encoding: 'euc-jp' });
      expect(textOf(encode(text, 'SJIS'))).toMatchObject({ text, encoding: 'shift_jis' });
    },
  );

  it.each(['ﾊﾞｯｸｱｯﾌﾟ ｻｰﾊﾞ', 'ﾃﾞｰﾀﾍﾞｰｽ', 'ﾎﾟｰﾄ', 'ｼﾞｮﾌﾞ', 'ﾃｽﾄ', 'ﾉｰﾄﾞ=ｱ\nﾊﾞﾝｺﾞｳ=2\n', 'ｻｲﾄ ﾒｲ ﾃｽﾄ'])(
    'half-width katakana %s are Shift_JIS',
    (text) => {
      expect(textOf(encode(text, 'SJIS'))).toMatchObject({ text, encoding: 'shift_jis' });
    },
  );

  it('reads any Japanese text of some length back', () => {
    const letters = fc.constantFrom(...'運用系待機本番設定日あいうえおのはをアイウエオンー。、１２ＡＢabc=#');
    const texts = fc
      .array(letters, { minLength: 8, maxLength: 60 })
      .map((found) => `のノード ${found.join('')}`);
    fc.assert(
      fc.property(texts, (text) => {
        expect(textOf(Buffer.from(text)).text).toBe(text);
        expect(textOf(encode(text, 'SJIS')).text).toBe(text);
        expect(textOf(encode(text, 'EUCJP')).text).toBe(text);
      }),
    );
  });
});

describe('a text with broken bytes', () => {
  it('stays UTF-8 with one broken sequence, whose bytes and place are named', () => {
    const bytes = Buffer.concat([
      Buffer.from('# 運用系の'),
      Buffer.from([0xe3, 0x83]),
      Buffer.from('ノード\na=b\n'),
    ]);
    expect(textOf(bytes)).toMatchObject({ text: '# 運用系の\ufffdノード\na=b\n', encoding: 'utf-8' });
    expect(badIn(bytes)).toEqual([{ under: '\ufffd', bytes: [0xe3, 0x83] }]);
  });

  it('stays UTF-8 behind a UTF-8 byte order mark', () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x82, 0xa0, 0x0a]);
    expect(textOf(bytes)).toMatchObject({ encoding: 'utf-8', bom: true });
    expect(badIn(bytes)).toEqual([{ under: '\ufffd\ufffd', bytes: [0x82, 0xa0] }]);
  });

  it.each([
    ['shift_jis', 'SJIS', [0x85, 0x40], '@'],
    ['shift_jis', 'SJIS', [0xfd], ''],
    ['shift_jis', 'SJIS', [0x81, 0xad], ''],
    ['euc-jp', 'EUCJP', [0xa9, 0xa1], ''],
    ['euc-jp', 'EUCJP', [0xff], ''],
    ['euc-jp', 'EUCJP', [0x8f], ''],
  ] as const)('is %s by most of its lines (%s, %j)', (name, to, bad, kept) => {
    const bytes = Buffer.concat([
      encode('# 運用系\n# 待機系のノード\n', to),
      Buffer.from(bad),
      encode('\n# あ\n', to),
    ]);
    expect(textOf(bytes)).toMatchObject({
      text: `# 運用系\n# 待機系のノード\n\ufffd${kept}\n# あ\n`,
      encoding: name,
    });
    const swallowed = kept === '' ? bad : bad.slice(0, 1);
    expect(badIn(bytes)).toEqual([{ under: '\ufffd', bytes: [...swallowed] }]);
  });

  it('keeps the line end behind a character that was cut off', () => {
    const bytes = Buffer.concat([
      encode('# 運用系\n# 待機系の', 'SJIS'),
      Buffer.from([0x82, 0x0a]),
      Buffer.from('a=b\n'),
    ]);
    expect(textOf(bytes).text).toBe('# 運用系\n# 待機系の\ufffd\na=b\n');
  });

  it('names a lone surrogate and an odd last byte of UTF-16', () => {
    const bytes = Buffer.concat([utf16('a\ud800b', true, true), Buffer.from([0x41])]);
    expect(textOf(bytes).text).toBe('a\ufffdb\ufffd');
    expect(badIn(bytes)).toEqual([
      { under: '\ufffd', bytes: [0x00, 0xd8] },
      { under: '\ufffd', bytes: [0x41] },
    ]);
  });

  it('tells a U+FFFD of the file from a broken byte', () => {
    const bytes = Buffer.concat([Buffer.from('# \ufffd のノードです'), Buffer.from([0xff])]);
    const { text, undecodable } = textOf(bytes);
    expect(undecodable.map(({ range }) => range.start)).toEqual([text.length - 1]);
  });
});

describe('content that is no text', () => {
  it('is binary, with the place of the first NUL', () => {
    expect(decode(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0]))).toEqual({
      binary: true,
      offset: 7,
    });
    expect(decode(Buffer.from('a=b\0\n'))).toEqual({ binary: true, offset: 3 });
    expect(decode(Uint8Array.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]))).toEqual({ binary: true, offset: 2 });
  });

  it('never throws, and every bad place is a U+FFFD', () => {
    let bad = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decode(bytes);
        if ('binary' in decoded) {
          expect(bytes[decoded.offset]).toBe(0);
          return;
        }
        bad += decoded.undecodable.length;
        for (const { range } of decoded.undecodable) {
          expect(decoded.text.slice(range.start, range.end)).toMatch(/^\ufffd+$/);
        }
      }),
      { numRuns: 3000 },
    );
    expect(bad).toBeGreaterThan(0);
  });

  it('loses no byte: those that were explained and those named are all there are', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, maxLength: 200 }), (bytes) => {
        const decoded = decode(bytes);
        if ('binary' in decoded || decoded.encoding !== 'utf-8' || decoded.bom) return;
        read += 1;
        const pieces: Buffer[] = [];
        let at = 0;
        for (const { range, bytes: bad } of decoded.undecodable) {
          pieces.push(Buffer.from(decoded.text.slice(at, range.start)), Buffer.from(bad));
          at = range.end;
        }
        pieces.push(Buffer.from(decoded.text.slice(at)));
        expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(0);
  });
});

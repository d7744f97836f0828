import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decode } from '../../src/text/decode.js';
import type { DecodedText } from '../../src/text/source-file.js';
import { splice } from '../../src/text/splice.js';
import { encoded, encodings } from '../cli/fix-repository.js';

const nothing = { texts: [], byteOrderMark: false, carriageReturns: false };

function read(bytes: Uint8Array): DecodedText {
  const decoded = decode(bytes);
  if ('binary' in decoded) throw new Error('taken for binary');
  return decoded;
}

/** Replaces each occurrence of a text. */
function replaced(bytes: Uint8Array, find: string, put: string): Uint8Array | string {
  const decoded = read(bytes);
  const texts = [...decoded.text.matchAll(new RegExp(find, 'g'))].map(({ index }) => ({
    range: { start: index, end: index + find.length },
    text: put,
  }));
  return splice(bytes, decoded, { ...nothing, texts });
}

const text = '# 表示ソフト、ｶﾅ 𠮷\nkey =値\r\n# 能\n';
const inJis = text.replace('𠮷', '吉');

describe.each(encodings)('a change in %s', (name) => {
  const whole = name.startsWith('UTF-8') ? text : inJis;

  test('replaces the characters, and keeps the bytes of all others', () => {
    expect(replaced(encoded(whole, name), 'y =', 'y=')).toEqual(encoded(whole.replace('y =', 'y='), name));
  });

  test('finds a place behind characters of every length', () => {
    expect(replaced(encoded(whole, name), '\n# 能', '\n#')).toEqual(
      encoded(whole.replace('\n# 能', '\n#'), name),
    );
  });

  test('takes CRs away where a line ends, and nowhere else', () => {
    const bytes = encoded('# 表\r\r\nkey=a\rb\r\n# ソ\r', name);
    expect(splice(bytes, read(bytes), { ...nothing, carriageReturns: true })).toEqual(
      encoded('# 表\nkey=a\rb\n# ソ', name),
    );
  });

  test('whose text is not ASCII is written in UTF-8, and refused in what is only read', () => {
    const result = replaced(encoded(whole, name), '値', '表');
    if (name.startsWith('UTF-8')) expect(result).toEqual(encoded(whole.replace('値', '表'), name));
    else expect(result).toBe('not-encodable');
  });
});

test.each([
  ['utf-16le', (bytes: Buffer) => bytes],
  ['utf-16be', (bytes: Buffer) => bytes.swap16()],
])('a %s file is changed in its own encoding', (_, order) => {
  const utf16 = (content: string) => order(Buffer.from(`\ufeff${content}`, 'utf16le'));
  expect(replaced(utf16('a =1\r\n# 表\r\n'), ' =', '=')).toEqual(utf16('a=1\r\n# 表\r\n'));
  const bytes = utf16('a=1\r\n\u0d0a\r\n');
  expect(splice(bytes, read(bytes), { ...nothing, carriageReturns: true })).toEqual(utf16('a=1\n\u0d0a\n'));
});

test('a byte order mark is taken away alone', () => {
  const bytes = encoded('# 表\r\nkey=a\r\n', 'UTF-8 with BOM');
  expect(splice(bytes, read(bytes), { ...nothing, byteOrderMark: true })).toEqual(
    encoded('# 表\r\nkey=a\r\n', 'UTF-8'),
  );
});

test('bytes that no encoding explains stay where they are', () => {
  const broken = Buffer.concat([encoded('# 運用系の設定ファイル\n# ', 'UTF-8'), Buffer.from([0xe8, 0xa1])]);
  const bytes = Buffer.concat([broken, Buffer.from('\nkey =a\n')]);
  expect(replaced(bytes, 'y =', 'y=')).toEqual(Buffer.concat([broken, Buffer.from('\nkey=a\n')]));
});

test('a change after which the file would be read as another encoding is refused', () => {
  // Without the mark these bytes are Shift_JIS.
  const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), encoded('# 表示の設定\n', 'Shift_JIS')]);
  expect(splice(bytes, read(bytes), { ...nothing, byteOrderMark: true })).toBe('reread');
});

test('a place inside of a character is refused', () => {
  const bytes = encoded('𠮷', 'UTF-8');
  const texts = [{ range: { start: 1, end: 2 }, text: '' }];
  expect(splice(bytes, read(bytes), { ...nothing, texts })).toBe('reread');
});

test('in any file, lines that are not touched keep their bytes', () => {
  const line = fc.oneof(
    fc.constantFrom('# 表示ソフト', '# ｶﾅ', 'ipaddress = 192.168.1.1', 'key =値', '', '# 運用系の設定'),
    fc.stringMatching(/^[ -~]{0,20}$/),
  );
  const eachLine = fc.record({ line, lineEnd: fc.constantFrom('\n', '\r\n') });
  fc.assert(
    fc.property(fc.constantFrom(...encodings), fc.array(eachLine, { maxLength: 30 }), (name, lines) => {
      const head = '# この設定ファイルは運用系と待機系で共有します\n';
      const join = (of: (line: string) => string) =>
        encoded(head + lines.map((each) => of(each.line) + each.lineEnd).join(''), name);
      const bytes = join((each) => each);
      expect(replaced(bytes, ' = 192', '=192')).toEqual(join((each) => each.replace(' = 192', '=192')));
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControl } from '../../src/text/escape.js';

describe('escapeControl', () => {
  it.each([
    ['\x1b[31m', '\\x1b[31m'],
    ['a\tb\r\nc', 'a\\tb\\r\\nc'],
    ['\0\x7f\x9b', '\\x00\\x7f\\x9b'],
    ['a\u202eb\u2069\u200f\u061c', 'a\\u{202e}b\\u{2069}\\u{200f}\\u{61c}'],
    ['\u200b\u200d\ufeff\u2060', '\\u{200b}\\u{200d}\\u{feff}\\u{2060}'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\ud800x\udc00', '\\u{d800}x\\u{dc00}'],
    ['\u{e0041}', '\\u{e0041}'],
  ])('shows %j as %j', (text, shown) => {
    expect(escapeControl(text)).toBe(shown);
  });

  it.each(['', 'nats://host:23141', '運用系のノード　ｶﾅ', 'C:\\JobCenter\\SV', '😀'])(
    'leaves %j alone',
    (text) => {
      expect(escapeControl(text)).toBe(text);
    },
  );

  it('gives a text that has nothing left to escape, also when called twice in a row', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = escapeControl(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(escapeControl(shown)).toBe(shown);
      }),
    );
  });
});

import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { isSimple, simpleMeasure } from '../../src/report/width.js';
import { escapeControl } from '../../src/text/escape.js';

test('the quick measure agrees with string-width for every character it takes on', () => {
  let taken = 0;
  for (let code = 0x20; code < 0x11000; code++) {
    const character = String.fromCodePoint(code);
    // What is shown as an escape is measured after escaping.
    if (!isSimple(character) || escapeControl(character) !== character) continue;
    if (stringWidth(`a${character}`) !== simpleMeasure.columns(character) + 1) {
      expect.fail(`U+${code.toString(16)}: ${simpleMeasure.columns(character)}`);
    }
    taken++;
  }
  expect(taken).toBeGreaterThan(21_000);
});

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellLine, shellWord } from '../../src/text/shell-word.js';

test('plain words stay as they are, so that a command reads as in the guide', () => {
  expect(shellLine(['/usr/lib/nqs/cluster/cjcmksite', 'jcmg.example.jp', '100', '/mnt/jobmgdb'])).toBe(
    '/usr/lib/nqs/cluster/cjcmksite jcmg.example.jp 100 /mnt/jobmgdb',
  );
});

test.each([
  ['/mnt/job db', "'/mnt/job db'"],
  ["it's", "'it'\\''s'"],
  ['', "''"],
  ['$(reboot)', "'$(reboot)'"],
  ['~root', "'~root'"],
])('%s is written %s', (text, written) => {
  expect(shellWord(text)).toBe(written);
});

test('a shell reads every word back as it was', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 0, maxLength: 20 }), { maxLength: 5 });
  fc.assert(
    fc.property(words, (raw) => {
      const given = raw.map((word) => word.replaceAll('\0', ''));
      const script = `printf '%s\\0' ${shellLine(['-', ...given])}`;
      const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
      expect(read.split('\0').slice(1, -1)).toEqual(given);
    }),
    { numRuns: 60 },
  );
});

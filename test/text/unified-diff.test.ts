import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedHunks } from '../../src/text/unified-diff.js';

test('shows three lines around a change, and the numbers of the lines', () => {
  const lines = (...changed: readonly number[]) =>
    Array.from({ length: 20 }, (_, index) => `${index + 1}${changed.includes(index + 1) ? '!' : ''}\n`).join(
      '',
    );
  expect(unifiedHunks(lines(), lines(5, 12))).toBe(
    '@@ -2,14 +2,14 @@\n 2\n 3\n 4\n-5\n+5!\n 6\n 7\n 8\n 9\n 10\n 11\n-12\n+12!\n 13\n 14\n 15\n',
  );
  expect(unifiedHunks(lines(), lines(5, 13)).match(/@@.*@@/g)).toEqual([
    '@@ -2,7 +2,7 @@',
    '@@ -10,7 +10,7 @@',
  ]);
  expect(unifiedHunks(lines(), lines())).toBe('');
});

test('a line behind a last one without line end changes that one too', () => {
  expect(unifiedHunks('a\nb', 'a\nb\nc\n')).toBe(
    '@@ -1,2 +1,3 @@\n a\n-b\n\\ No newline at end of file\n+b\n+c\n',
  );
});

test.each([
  ['', 'a\n', '@@ -0,0 +1,1 @@\n+a\n'],
  ['a\n', '', '@@ -1,1 +0,0 @@\n-a\n'],
])('from %j to %j', (before, after, hunks) => {
  expect(unifiedHunks(before, after)).toBe(hunks);
});

test('git makes the one text of the other, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('a\n', 'b\n', '\n', 'c\r\n', '表\n', 'a'), { maxLength: 25 })
    .map((lines) => lines.join(''));
  const folder = mkdtempSync(join(tmpdir(), 'cjclint-diff-'));
  try {
    fc.assert(
      fc.property(text, text, (before, after) => {
        fc.pre(before !== after && before !== '' && after !== '');
        writeFileSync(join(folder, 'file'), before);
        const diff = `--- a/file\n+++ b/file\n${unifiedHunks(before, after)}`;
        execFileSync('git', ['apply', '-p1', '--whitespace=nowarn', '-'], {
          cwd: folder,
          input: diff,
          env: { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: tmpdir() },
        });
        expect(readFileSync(join(folder, 'file'), 'utf8')).toBe(after);
      }),
      { numRuns: 60 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

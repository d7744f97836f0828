import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factParsers } from '../../../src/jobcenter/facts/index.js';
import type { FactParser } from '../../../src/source/fact.js';
import { jobcenterSamples } from '../../jobcenter/facts/samples.js';
import { outputFile, places, readOutput, withTexts } from './output.js';
import { disguises, systemSamples } from './samples.js';

const samples: Record<string, string> = { ...systemSamples, ...jobcenterSamples };
const parsers: ReadonlyArray<readonly [string, FactParser<unknown>]> = Object.entries(factParsers);

describe.each(parsers)('the fact %s', (name, parser) => {
  const sample = samples[name] ?? '';
  const plain = readOutput(parser, sample);

  it('is read wholly from a realistic output', () => {
    expect(sample).not.toBe('');
    expect(plain.rest).toEqual([]);
    expect([...places(plain.value)]).not.toEqual([]);
  });

  it.each(disguises)('says the same with %s', (_, disguise) => {
    const disguised = readOutput(parser, disguise(sample));
    expect(disguised.rest).toEqual([]);
    expect(withTexts(disguised.value)).toEqual(withTexts(plain.value));
  });

  it.each([
    'bash: frobnicate: command not found',
    '-bash: /usr/lib/nqs/cluster/cjcls: Permission denied',
    "ls: cannot access '/mnt/jobmgdb': No such file or directory",
    'cat: /proc/mounts: Permission denied',
    'Killed by signal 15, sorry about that.',
  ])('gives back the whole line of a complaint: %s', (complaint) => {
    const { value, rest } = readOutput(parser, `# x\r\n> ${complaint}\r\n`);
    expect(rest).toEqual([`> ${complaint}`]);
    expect([...places(value)]).toEqual([]);
  });

  it('keeps what it understands beside a line that means nothing', () => {
    const { value, rest } = readOutput(parser, `Sorry, this takes a moment ...!\n${sample}`);
    expect(rest).toEqual(['Sorry, this takes a moment ...!']);
    expect(withTexts(value)).toEqual(withTexts(plain.value));
  });
});

const ALWAYS_PRINTS = [
  'umask',
  'ip-addr',
  'mounts',
  'ps',
  'ps-start',
  'listen',
  'passwd',
  'getenforce',
  'nmapmgr',
];

describe('an empty output', () => {
  it.each(parsers)('of %s is nothing, and named where the command always prints', (name, parser) => {
    for (const text of ['', '\n', '\r\n  \r\n', '[root@a ~]# command\n']) {
      const { value, notUnderstood } = readOutput(parser, text);
      expect([...places(value)]).toEqual([]);
      expect(notUnderstood).toEqual(ALWAYS_PRINTS.includes(name) ? [{ start: 0, end: 0 }] : []);
    }
  });
});

const FRAGMENTS = [
  ...Object.values(samples).flatMap((sample) => sample.split(/(?<=\n)|(?=[ \t:|])/)),
  ...[
    '\r',
    '\n',
    '\t',
    '\\t',
    '> ',
    '# ',
    '(',
    ')',
    ':',
    '|',
    '+---+',
    '\u3000',
    '\ufeff',
    "'",
    '"',
    '=',
    '\0',
  ],
];
const mangled = fc.array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ maxLength: 5 })), {
  maxLength: 60,
});

describe('any text at all', () => {
  it.each(parsers)('is taken by %s without an error, each place inside the text and true', (_, parser) => {
    fc.assert(
      fc.property(mangled, (parts) => {
        const text = parts.join('');
        const { value, notUnderstood } = parser(outputFile(text));
        for (const { range, stated } of places(value)) {
          const stands = text.slice(range.start, range.end);
          expect(range.start >= 0 && range.end <= text.length && range.start <= range.end).toBe(true);
          expect(stands).not.toMatch(/[\r\n]/);
          if (typeof stated === 'string' && !/^(?:enforcing|permissive|disabled)$/.test(stated)) {
            expect(stands).toBe(stated);
          }
        }
        for (const { start, end } of notUnderstood) {
          expect(text.slice(start, end)).not.toMatch(/[\r\n]/);
          expect(start === 0 || /[\r\n]/.test(text[start - 1] ?? '')).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  // Time that grew with the square of the length would not end here: a million characters, a billion steps a second.
  it.each(parsers)('of a megabyte is read by %s in time that grows with its length alone', (_, parser) => {
    const size = 1_000_000;
    for (const piece of [
      'a ',
      '(/',
      ' on / type x (',
      '\u3000',
      '1:',
      '|',
      'a:',
      '/x:',
      '> ',
      '\\t',
      'サイト名',
      'mon ',
      '1 ',
      "'",
      '[a',
      '-1',
      '<A',
    ]) {
      const { value } = parser(outputFile(piece.repeat(size / piece.length)));
      expect(value).toBeDefined();
    }
  });
});

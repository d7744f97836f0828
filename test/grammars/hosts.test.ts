import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddress } from '../../grammars/hosts/address.js';
import { parseHosts } from '../../grammars/hosts/parse.js';
import { hostsTokens } from '../../grammars/hosts/tokens.js';
import { fileOf, under } from './source.js';

function read(text: string) {
  const { entries, problems } = parseHosts(fileOf(text));
  return {
    entries: entries.map(({ address, names }) => [address, ...names].map(({ range }) => under(text, range))),
    problems: problems.map(({ kind, range }) => [kind, under(text, range)]),
  };
}

describe('hosts and resolv.def', () => {
  it.each(['\n', '\r\n', '\r'])('are read line by line (line end %j)', (end) => {
    const lines = [
      '# 名前',
      '192.168.19.85      jcmg.example.jp\tjcmg # VIP',
      '',
      ' fe80::1%eth0 node#x',
      '::1 localhost',
    ];
    expect(read(lines.join(end))).toEqual({
      entries: [
        ['192.168.19.85', 'jcmg.example.jp', 'jcmg'],
        ['fe80::1%eth0', 'node'],
        ['::1', 'localhost'],
      ],
      problems: [],
    });
  });

  it('give the place of an entry from its address to its last name', () => {
    const text = '# 本番\n  10.0.0.1\u3000jcmg  jc # x\n';
    expect(parseHosts(fileOf(text)).entries.map(({ range }) => under(text, range))).toEqual([
      '10.0.0.1\u3000jcmg  jc',
    ]);
  });

  it('lose a broken line only', () => {
    expect(read('10.0.0.1\nabc def\n010.1.1.1 x\n10.0.0.2 ok\n')).toEqual({
      entries: [['10.0.0.2', 'ok']],
      problems: [
        ['no-name', '10.0.0.1'],
        ['bad-address', 'abc'],
        ['bad-address', '010.1.1.1'],
      ],
    });
  });

  it('read a full-width address as what it was meant to be', () => {
    const [entry] = parseHosts(fileOf('１０.0.0.1　ｊｃｍｇ')).entries;
    expect(entry?.address).toMatchObject({ text: '１０.0.0.1', value: '10.0.0.1' });
    expect(entry?.names).toMatchObject([{ text: 'ｊｃｍｇ', value: 'jcmg' }]);
  });

  it.each(['', '\n', '# a\n \t# b'])('%j holds nothing', (text) => {
    expect(read(text)).toEqual({ entries: [], problems: [] });
  });
});

describe('an address', () => {
  it.each(['0.0.0.0', '255.255.255.255', '::', '::1', '2001:DB8::1', 'fe80::1%eth0', '::ffff:10.0.0.1'])(
    '%s is one',
    (text) => {
      expect(isAddress(text)).toBe(true);
    },
  );

  it.each([
    '',
    '10.1',
    '10.0.0.256',
    '010.1.1.1',
    '0x7f.0.0.1',
    '1.2.3.4/24',
    '1.2.3.4:80',
    '1.2.3.4.5',
    '::1/64',
    '[::1]',
    '1::2::3',
    'fe80::1%',
    '::ffff:010.0.0.1',
    'jcmg',
    ':',
  ])('%j is none', (text) => {
    expect(isAddress(text)).toBe(false);
  });
});

const hostsText = fc
  .array(
    fc.oneof(
      fc.constantFrom('#', ' ', '\t', '　', '\n', '\r', '\r\n', '10.0.0.1', '::1', 'jcmg', '本番'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));

describe('any text as hosts', () => {
  it('can be rebuilt from its tokens', () => {
    fc.assert(
      fc.property(hostsText, (text) => {
        const tokens = hostsTokens(text);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        for (const token of tokens) expect(under(text, token.range)).toBe(token.text);
      }),
      { numRuns: 1000 },
    );
  });

  it('has words where they say', () => {
    let seen = 0;
    fc.assert(
      fc.property(hostsText, (text) => {
        for (const { address, names } of parseHosts(fileOf(text)).entries) {
          seen += 1;
          expect(names.length).toBeGreaterThan(0);
          for (const word of [address, ...names]) expect(under(text, word.range)).toBe(word.text);
        }
      }),
      { numRuns: 1000 },
    );
    expect(seen).toBeGreaterThan(0);
  });
});

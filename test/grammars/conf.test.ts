import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConf } from '../../grammars/conf/parse.js';
import { confTokens } from '../../grammars/conf/tokens.js';
import { fileOf, under } from './source.js';

/** What is under each range of a parsed file. */
function read(text: string) {
  const document = parseConf(fileOf(text));
  return {
    entries: document.entries.map(({ key, value }) => [under(text, key.range), under(text, value.range)]),
    problems: document.problems.map(({ kind, range }) => [kind, under(text, range)]),
    comments: document.comments.map((range) => under(text, range)),
    without: document.keysWithoutValue.map(({ range }) => under(text, range)),
  };
}

const NOTHING = { entries: [], problems: [], comments: [], without: [] };

describe('daemon.conf', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('is read line by line with %s as line end, which is part of no value', (_, end) => {
    const text = [
      '# 運用系',
      'local_daemon=SITE',
      '',
      '  NATS_URL = nats://10.0.0.1:23141 # 本番',
      'ipcheck=OFF',
    ].join(end);
    expect(read(text)).toEqual({
      ...NOTHING,
      entries: [
        ['local_daemon', 'SITE'],
        ['NATS_URL', 'nats://10.0.0.1:23141'],
        ['ipcheck', 'OFF'],
      ],
      comments: ['# 運用系'],
    });
  });

  it('gives the places of =, the blanks around it, and a comment behind the value', () => {
    const text = '# あ\nipaddress \t=　10.0.0.1  # VIP \nlocal_daemon=SITE';
    const [spaced, tight] = parseConf(fileOf(text)).entries;
    expect(under(text, spaced?.equals)).toBe('=');
    expect(under(text, spaced?.blankBefore)).toBe(' \t');
    expect(under(text, spaced?.blankAfter)).toBe('　');
    expect(under(text, spaced?.trailingComment)).toBe('# VIP ');
    expect(tight?.trailingComment).toBeNull();
    expect(tight?.blankBefore).toEqual({ start: tight?.key.range.end, end: tight?.key.range.end });
    expect(tight?.blankAfter).toEqual({ start: tight?.value.range.start, end: tight?.value.range.start });
  });

  it.each([
    ['a=b=c', 'b=c'],
    ['a=b#c', 'b#c'],
    ['a=b #c', 'b'],
    ['a=b　# c', 'b'],
    ['a=b c d ', 'b c d'],
    ['a=b\t', 'b'],
    ['a=;b', ';b'],
  ])('%j has the value %j', (line, value) => {
    expect(read(line)).toEqual({ ...NOTHING, entries: [['a', value]] });
  });

  it('reads full-width letters and signs as what they were meant to be, and keeps what was written', () => {
    const [entry] = parseConf(fileOf('ＮＡＴＳ＿ＵＲＬ＝nats：//10.0.0.1　')).entries;
    expect(entry?.key).toMatchObject({ text: 'ＮＡＴＳ＿ＵＲＬ', value: 'NATS_URL' });
    expect(entry?.value).toMatchObject({ text: 'nats：//10.0.0.1', value: 'nats://10.0.0.1' });
  });

  it.each([
    ['ipaddress=', 'ipaddress', 'ipaddress'],
    ['ipaddress= ', 'ipaddress', 'ipaddress'],
    ['ipaddress=#x', 'ipaddress', 'ipaddress'],
    ['ipaddress= # x', 'ipaddress', 'ipaddress'],
  ])('%j is a key without value', (line, problem, key) => {
    expect(read(line)).toEqual({ ...NOTHING, problems: [['no-value', problem]], without: [key] });
  });

  it.each([
    ['local_daemon', 'local_daemon', 'local_daemon'],
    ['NATS_URL nats://10.0.0.1 # x', 'NATS_URL nats://10.0.0.1', 'NATS_URL'],
    ['NATS_URL: nats', 'NATS_URL: nats', 'NATS_URL'],
    ['; remark', '; remark', ';'],
    ['a # b=c', 'a', 'a'],
  ])('%j has no =, and its first word counts as written', (line, problem, key) => {
    expect(read(line)).toEqual({ ...NOTHING, problems: [['no-equals', problem]], without: [key] });
  });

  it.each(['=x', '  = x # y', '=', '＝'])('%j has no key', (line) => {
    const { problems, entries, without } = read(line);
    expect(problems).toEqual([['no-key', line.trim().charAt(0)]]);
    expect([...entries, ...without]).toEqual([]);
  });

  it('loses a broken line only', () => {
    expect(read('a=1\n???\n=\nb=\nc=2\n')).toMatchObject({
      entries: [
        ['a', '1'],
        ['c', '2'],
      ],
      problems: [
        ['no-equals', '???'],
        ['no-key', '='],
        ['no-value', 'b'],
      ],
    });
  });

  it.each(['', '\n', ' \t\r\n　\n'])('%j holds nothing', (text) => {
    expect(read(text)).toEqual(NOTHING);
  });

  it('reads a line of megabytes and a million broken lines', () => {
    expect(read(`a=${'b '.repeat(2_000_000)}c`).entries[0]?.[1]).toHaveLength(4_000_001);
    expect(read('x\n'.repeat(300_000)).problems).toHaveLength(300_000);
  });
});

/** Text made of what matters to the grammar, and anything else. */
const confText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '＝',
        '#',
        ' ',
        '\t',
        '　',
        '\u00a0',
        '\v',
        '\f',
        '\n',
        '\r',
        '\r\n',
        'key',
        '本番',
        'ａ',
        '\u2028',
        '\u0085',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));

describe('any text as daemon.conf', () => {
  it('can be rebuilt from its tokens', () => {
    fc.assert(
      fc.property(confText, (text) => {
        const tokens = confTokens(text);
        expect(tokens.map((token) => token.text).join('')).toBe(text);
        for (const token of tokens) expect(under(text, token.range)).toBe(token.text);
      }),
      { numRuns: 1000 },
    );
  });

  it('has at most one token of a kind in a line, blanks aside', () => {
    fc.assert(
      fc.property(confText, (text) => {
        const kinds: string[] = [];
        for (const { kind } of confTokens(text)) {
          if (kind !== 'blank') {
            expect(kinds).not.toContain(kind);
            kinds.push(kind);
          }
          if (kind === 'line-end') kinds.length = 0;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('has words that are trimmed text of one line', () => {
    let seen = 0;
    fc.assert(
      fc.property(confText, (text) => {
        for (const { key, value } of parseConf(fileOf(text)).entries) {
          seen += 1;
          for (const word of [key, value]) {
            expect(under(text, word.range)).toBe(word.text);
            expect(word.text).toMatch(/^[^\r\n]+$/);
            expect(word.text).not.toMatch(/^[ \t\v\f\u00a0\u3000]|[ \t\v\f\u00a0\u3000]$/);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(seen).toBeGreaterThan(0);
  });
});

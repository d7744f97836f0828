import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ruleFilter } from '../../src/cli/settings/rule-filter.js';
import { matchesWildcard } from '../../src/cli/settings/wildcard.js';
import { UsageError } from '../../src/cli/usage-error.js';

const known = [
  'jobcenter/db-mode',
  'jobcenter/db-layout',
  'jobcenter/vip-distinct',
  'cjclint/unreadable-file',
];
const kept = (rule: string[], skip: string[] = []) => known.filter(ruleFilter(rule, skip, known));

describe('--rule and --skip', () => {
  test.each([
    [[], [], known],
    [['db-*'], [], ['jobcenter/db-mode', 'jobcenter/db-layout', 'cjclint/unreadable-file']],
    [
      ['jobcenter/vip-*', 'db-mode'],
      [],
      ['jobcenter/db-mode', 'jobcenter/vip-distinct', 'cjclint/unreadable-file'],
    ],
    [['*'], ['db-?ode'], ['jobcenter/db-layout', 'jobcenter/vip-distinct', 'cjclint/unreadable-file']],
    [[], ['cjclint/*', 'vip-distinct'], ['jobcenter/db-mode', 'jobcenter/db-layout']],
  ])('--rule %j --skip %j', (rule, skip, expected) => {
    expect(kept(rule, skip)).toEqual(expected);
  });

  test('a glob without a rule is refused with the nearest name', () => {
    expect(() => kept(['db-mod'])).toThrow(UsageError);
    expect(() => kept(['db-mod'])).toThrow('--rule: no rule is called "db-mod"; did you mean "db-mode"?');
    expect(() => kept([], ['jobcenter/db-lyout'])).toThrow('did you mean "jobcenter/db-layout"?');
  });
});

describe('wildcards', () => {
  test('mean what they mean in a shell', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 });
    const plain = fc.array(fc.constantFrom('a', 'b'), { maxLength: 8 });
    fc.assert(
      fc.property(letters, plain, (pattern, name) => {
        const expression = pattern.map((each) => (each === '*' ? '.*' : each === '?' ? '.' : each)).join('');
        expect(matchesWildcard(pattern.join(''), name.join(''))).toBe(
          new RegExp(`^${expression}$`).test(name.join('')),
        );
      }),
    );
  });

  // Trying every place of every asterisk would not end before the universe does.
  test('no pattern takes for ever', () => {
    expect(matchesWildcard(`${'*a'.repeat(5000)}b`, 'a'.repeat(5000))).toBe(false);
  });
});

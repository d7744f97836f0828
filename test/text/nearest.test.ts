import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/text/nearest.js';

const keys = ['cluster', 'platform', 'nodes', 'machineId', 'sharedDisks', 'sites', 'database', 'vip'];

describe('nearest name', () => {
  test.each([
    ['machineid', 'machineId'],
    ['macineId', 'machineId'],
    ['databse', 'database'],
    ['ndoes', 'nodes'],
    ['node', 'nodes'],
    ['vpi', 'vip'],
    ['platfrom', 'platform'],
    ['shareddisk', 'sharedDisks'],
  ])('%s means %s', (word, expected) => {
    expect(nearest(word, keys)).toBe(expected);
  });

  test.each(['', 'x', 'timeout', 'ノード', 'a'.repeat(100_000)])('%.20s means nothing known', (word) => {
    expect(nearest(word, keys)).toBeUndefined();
  });

  test('the first of equally near ones wins', () => {
    expect(nearest('site-c', ['site-a', 'site-b'])).toBe('site-a');
  });

  test('no candidate is further than the limit it is asked for', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const whole = editDistance(a, b, 100);
        expect(editDistance(b, a, 100)).toBe(whole);
        expect(whole === 0).toBe(a === b);
        expect(editDistance(a, b, 2)).toBe(whole <= 2 ? whole : Number.POSITIVE_INFINITY);
      }),
    );
  });
});

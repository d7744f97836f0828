import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostNameFault, isSameHost } from '../../src/jobcenter/host-name.js';

describe('a host name', () => {
  test.each(['a', 'JC-1.example.jp', '1.2-3.x', 'j'.repeat(63), `${'a.'.repeat(126)}b`])(
    '%s is one',
    (name) => {
      expect(hostNameFault(name)).toBeNull();
    },
  );

  test.each([
    ['', 'empty-label'],
    ['a..b', 'empty-label'],
    ['a.', 'empty-label'],
    ['a b', 'character'],
    ['ａ', 'character'],
    ['a.-b', 'hyphen'],
    ['a-.b', 'hyphen'],
    ['j'.repeat(64), 'long-label'],
    [`${'a.'.repeat(126)}bb`, 'long-name'],
    ['a_b', 'underscore'],
  ])('"%s" is none: %s', (name, kind) => {
    expect(hostNameFault(name)?.kind).toBe(kind);
  });

  test('made of labels of letters, digits and inner hyphens always passes', () => {
    const label = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9-]{0,20}[A-Za-z0-9])?$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 10 }), (labels) => {
        expect(hostNameFault(labels.join('.'))).toBeNull();
      }),
    );
  });

  test('a character that does not belong is quoted whole', () => {
    expect(hostNameFault('a𠮷b')).toEqual({ kind: 'character', character: '𠮷' });
  });
});

describe('two names mean one host', () => {
  test.each([
    ['jcmg', 'JCMG'],
    ['jcmg', 'jcmg.example.jp'],
    ['jcmg.example.jp.', 'jcmg.example.jp'],
  ])('%s and %s', (a, b) => {
    expect(isSameHost(a, b)).toBe(true);
    expect(isSameHost(b, a)).toBe(true);
  });

  test.each([
    ['jcmg.east.jp', 'jcmg.west.jp'],
    ['jcmg.example', 'jcmg.example.jp'],
    ['jcmg', 'jcmg2'],
  ])('not %s and %s', (a, b) => {
    expect(isSameHost(a, b)).toBe(false);
    expect(isSameHost(b, a)).toBe(false);
  });
});

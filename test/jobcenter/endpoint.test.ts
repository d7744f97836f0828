import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEndpoint, partAt } from '../../src/jobcenter/endpoint.js';
import { SourceFile } from '../../src/text/source-file.js';

describe('an endpoint', () => {
  it.each([
    [
      'http://jcmgcluster.example.jp:23151',
      { scheme: 'http', host: 'jcmgcluster.example.jp', port: '23151' },
    ],
    ['HTTPS://192.168.1.100', { scheme: 'https', host: '192.168.1.100', port: null }],
    ['http://[2001:db8::1]:23151/', { scheme: 'http', host: '2001:db8::1', port: '23151' }],
  ])('%s has scheme, host and port', (text, parts) => {
    expect(parseEndpoint(text)).toEqual(parts);
  });

  it.each([
    '23151',
    'jcmg:23151',
    'http://:23151',
    'http://',
    'http://192.168.1.300:1',
    'http://[::zz]:1',
    'http://a b:1',
    '',
  ])('"%s" is none', (text) => {
    expect(parseEndpoint(text)).toBeNull();
  });

  it('is judged without failing on any text', () => {
    let read = 0;
    const pieces = fc.array(fc.constantFrom('jcmg', '.jp', ':', '23151', '[', '::1', ']', '/', '@', ' '));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((each) => each.join('')),
        ),
        (text) => {
          const found = parseEndpoint(`http://${text}`);
          if (found === null) return;
          read += 1;
          expect(text).toContain(found.host);
        },
      ),
    );
    expect(read).toBeGreaterThan(0);
  });
});

describe('the place of a part', () => {
  const text = 'endpoint: http://jcmg23151:23151\n';
  const file = new SourceFile('cjclint.yaml', { text, encoding: 'utf-8', bom: false, undecodable: [] });
  const value = { value: 'http://jcmg23151:23151', at: { file, range: { start: 10, end: 32 } } };
  const textAt = (part: string, from: 'start' | 'end') => {
    const { range } = partAt(value, part, from);
    return range === null ? null : [range.start, text.slice(range.start, range.end)];
  };

  it('is the first or the last that reads so', () => {
    expect(textAt('jcmg23151', 'start')).toEqual([17, 'jcmg23151']);
    expect(textAt('23151', 'end')).toEqual([27, '23151']);
  });

  it('is the whole value where it is written in another way', () => {
    expect(textAt('other', 'start')).toEqual([10, 'http://jcmg23151:23151']);
  });
});

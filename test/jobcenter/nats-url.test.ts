import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressInUrl, parseNatsUrl } from '../../src/jobcenter/nats-url.js';

const problems = (text: string) =>
  parseNatsUrl(text).problems.map(({ kind, range }) => [kind, text.slice(range.start, range.end)]);

describe('a NATS_URL', () => {
  it.each([
    ['nats://192.168.1.100:23141', '192.168.1.100', 23141],
    ['nats://jcmgcluster.example.jp:23141', 'jcmgcluster.example.jp', 23141],
    ['nats://jcmg_cluster.example.jp.:1', 'jcmg_cluster.example.jp.', 1],
    ['nats://[2001:db8::64]:65535', '2001:db8::64', 65535],
    ['NATS://jcmgcluster:23141', 'jcmgcluster', 23141],
  ])('%s is right', (text, host, port) => {
    expect(parseNatsUrl(text)).toMatchObject({ host, port, problems: [] });
  });

  it.each([
    ['192.168.1.100:23141', [['no-scheme', '192.168.1.100:23141']]],
    ['nats:192.168.1.100', [['no-scheme', 'nats:192.168.1.100']]],
    ['tls://h:1', [['other-scheme', 'tls://']]],
    ['HTTP://h:1', [['http', 'HTTP://']]],
    ['nats://u:p@h:1', [['user', 'u:p@']]],
    ['nats://@h:1', [['user', '@']]],
    ['nats://h:1/a@b', [['path', '/a@b']]],
    ['nats://h:1?x=1', [['path', '?x=1']]],
    ['nats://h', [['no-port', 'nats://h']]],
    ['nats://h:', [['no-port', 'nats://h:']]],
    ['nats://h:0', [['port', '0']]],
    ['nats://h:65536', [['port', '65536']]],
    ['nats://h:-1', [['port', '-1']]],
    ['nats://:1', [['no-host', 'nats://:1']]],
    ['nats://h h:1', [['host', 'h h']]],
    ['nats://10.1:1', [['host', '10.1']]],
    ['nats://-h:1', [['host', '-h']]],
    ['nats://[::1]x:1', [['host', '[::1]x:1']]],
    ['nats://[::g]:1', [['host', '::g']]],
    ['nats://[192.168.1.1]:1', [['host', '192.168.1.1']]],
    ['nats://a:1,nats://b:1', [['several', ',nats://b:1']]],
    [
      'http://a,http://b',
      [
        ['http', 'http://'],
        ['several', ',http://b'],
      ],
    ],
    [
      'nats://2001:db8::1',
      [
        ['no-brackets', '2001:db8::1'],
        ['no-port', 'nats://2001:db8::1'],
      ],
    ],
  ])('%s is wrong at its part', (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it('without a scheme is read where the rest leaves no doubt', () => {
    expect(parseNatsUrl('192.168.1.100:23141')).toMatchObject({ host: '192.168.1.100', port: 23141 });
    expect(parseNatsUrl('nats:192.168.1.100')).toMatchObject({ host: null, address: null });
  });

  it('without a port means the port of the common clients', () => {
    expect(parseNatsUrl('nats://h').port).toBe(4222);
  });

  it('never throws and stays inside the text', () => {
    const pieces = fc.constantFrom(
      'nats://',
      'http://',
      ':',
      '/',
      '@',
      '[',
      ']',
      ',',
      '::',
      'h',
      '1',
      '.',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((each) => each.join('')),
        ),
        (text) => {
          const { problems: found, hostRange } = parseNatsUrl(text);
          for (const { start, end } of [hostRange, ...found.map((each) => each.range)]) {
            expect(0 <= start && start <= end && end <= text.length).toBe(true);
          }
        },
      ),
    );
  });

  it('is read back from any address and port', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 1, max: 65535 }), (host, port) => {
        const { address } = parseNatsUrl(host.includes(':') ? `nats://[${host}]:1` : `nats://${host}:1`);
        if (address === null) throw new Error(`${host} was not read`);
        const read = parseNatsUrl(`nats://${addressInUrl(address)}:${port}`);
        expect(read).toMatchObject({ address, port, problems: [] });
      }),
    );
  });
});

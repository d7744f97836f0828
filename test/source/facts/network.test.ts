import { describe, expect, it } from 'vitest';
import { ipAddr } from '../../../src/source/facts/ip-addr.js';
import { listen } from '../../../src/source/facts/listen.js';
import { lookup } from '../../../src/source/facts/lookup.js';
import { readOutput, under } from './output.js';

describe('ip-addr', () => {
  it('reads families, prefix lengths, scopes and interfaces', () => {
    const { value, rest } = readOutput(
      ipAddr,
      `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
2: eth0@if4    inet 192.168.1.11/24 brd 192.168.1.255 scope global noprefixroute eth0\\       valid_lft forever
2: eth0    inet 192.168.1.100/32 scope global secondary eth0:1\\       valid_lft forever preferred_lft forever
2: eth0    inet6 fe80::fc:ff:fe00:1%eth0/64 scope link \\       valid_lft forever preferred_lft forever
3: tun0    inet 10.0.0.1 peer 10.0.0.2/32 scope global tun0`,
    );
    expect(rest).toEqual([]);
    expect(value).toMatchObject([
      { interface: 'lo', family: 'inet', address: '127.0.0.1', prefixLength: 8, scope: 'host' },
      { interface: 'eth0', address: '192.168.1.11', prefixLength: 24, scope: 'global' },
      { interface: 'eth0', address: '192.168.1.100', prefixLength: 32, scope: 'global' },
      { interface: 'eth0', family: 'inet6', address: 'fe80::fc:ff:fe00:1', prefixLength: 64, scope: 'link' },
      { interface: 'tun0', address: '10.0.0.1', prefixLength: null },
    ]);
    expect(value.map(under)).toEqual(value.map((row) => row.address));
  });

  it('reads the output without -o, where the interface stands above its addresses', () => {
    const { value, rest } = readOutput(
      ipAddr,
      `2: ens3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    link/ether 52:54:00:12:34:56 brd ff:ff:ff:ff:ff:ff
    altname enp0s3
    inet 192.168.1.12/24 brd 192.168.1.255 scope global ens3
       valid_lft forever preferred_lft forever`,
    );
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ interface: 'ens3', address: '192.168.1.12' }]);
  });

  it('gives back what is no address', () => {
    const line = '2: eth0    inet 192.168.1/24 scope global eth0';
    expect(readOutput(ipAddr, line)).toMatchObject({ value: [], rest: [line] });
  });
});

describe('listen', () => {
  it.each([
    ['LISTEN 0      128    0.0.0.0:22    0.0.0.0:*', '0.0.0.0', 22],
    ['LISTEN 0      128    [::]:23141    [::]:*    users:(("nats-server",pid=1790,fd=3))', '::', 23141],
    ['LISTEN 0      128    *:23151    *:*', '*', 23151],
    ['LISTEN 0      4096   127.0.0.53%lo:53   0.0.0.0:*', '127.0.0.53', 53],
    ['LISTEN 0      128    [fe80::1%eth0]:546   [::]:*', 'fe80::1', 546],
    ['tcp   LISTEN 0  128  192.168.1.100:23141  0.0.0.0:*', '192.168.1.100', 23141],
    ['tcp6       0      0 :::23141      :::*       LISTEN      1790/nats-server', '::', 23141],
    ['  TCP         0.0.0.0:23141          0.0.0.0:0              LISTENING', '0.0.0.0', 23141],
  ])('reads %s', (line, address, port) => {
    const { value, rest } = readOutput(listen, line);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ address, port }]);
    expect(under(value[0])).toMatch(new RegExp(`:${port}$`));
    expect(line).toContain(` ${under(value[0])} `);
  });

  it('passes over other sockets and the headers of ss and netstat', () => {
    const { value, rest } = readOutput(
      listen,
      `稼働中のインターネット接続 (サーバのみ)
Proto 受信-Q 送信-Q 内部アドレス            外部アドレス            状態
Active Internet connections (servers and established)
tcp        0      0 192.168.1.11:22         192.168.1.1:50000       ESTABLISHED
udp        0      0 0.0.0.0:123             0.0.0.0:*
アクティブな接続
  プロトコル  ローカル アドレス          外部アドレス        状態
ESTAB 0 0 10.0.0.1:22 10.0.0.2:5000
UNCONN 0 0 0.0.0.0:68 0.0.0.0:*`,
    );
    expect({ value, rest }).toEqual({ value: [], rest: [] });
  });

  it('gives back a listening socket whose port is a name or out of range', () => {
    const lines = ['LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*', 'LISTEN 0 128 0.0.0.0:70000 0.0.0.0:*'];
    expect(readOutput(listen, lines.join('\n'))).toMatchObject({ value: [], rest: lines });
  });
});

describe('lookup', () => {
  it('keeps the order of the answers and each answer once', () => {
    const { value, rest } = readOutput(
      lookup,
      'jcmg.example.jp\t192.168.1.100 192.168.1.100 2001:db8::1\n192.168.1.100\tjcmg.example.jp jcmg jcmg\n',
    );
    expect(rest).toEqual([]);
    expect(value.map(({ query, answers }) => [query, answers.map((answer) => answer.value)])).toEqual([
      ['jcmg.example.jp', ['192.168.1.100', '2001:db8::1']],
      ['192.168.1.100', ['jcmg.example.jp', 'jcmg']],
    ]);
    expect(value.flatMap((row) => row.answers).map(under)).toEqual(
      value.flatMap((row) => row.answers).map((answer) => answer.value),
    );
    expect(value.map(under)).toEqual([
      'jcmg.example.jp\t192.168.1.100 192.168.1.100 2001:db8::1',
      '192.168.1.100\tjcmg.example.jp jcmg jcmg',
    ]);
  });

  it.each(['nowhere\t\n', 'nowhere\t', 'nowhere', 'nowhere\\t', 'nowhere \r\n'])(
    'takes a query alone for asked and not answered: %j',
    (text) => {
      expect(readOutput(lookup, text)).toMatchObject({
        value: [{ query: 'nowhere', answers: [] }],
        rest: [],
      });
    },
  );

  it('reads a tab that was printed as two characters', () => {
    const { value } = readOutput(lookup, 'jcmg\\t192.168.1.100 192.168.1.101');
    expect(value.map(({ query, answers }) => [query, answers.map(under)])).toEqual([
      ['jcmg', ['192.168.1.100', '192.168.1.101']],
    ]);
  });

  it('reads a raw reverse answer of getent, and refuses a raw forward one, which does not tell the query', () => {
    const { value, rest } = readOutput(
      lookup,
      '192.168.1.100   jcmg.example.jp jcmg\n192.168.1.100   STREAM jcmg\n',
    );
    expect(value).toMatchObject([
      { query: '192.168.1.100', answers: [{ value: 'jcmg.example.jp' }, { value: 'jcmg' }] },
    ]);
    expect(rest).toEqual(['192.168.1.100   STREAM jcmg']);
  });

  it('does not take a sentence for a look-up', () => {
    const lines = ['please see the attached file', 'Permission denied'];
    expect(readOutput(lookup, lines.join('\n'))).toMatchObject({ value: [], rest: lines });
  });
});

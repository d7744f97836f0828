import { describe, expect, test } from 'vitest';
import type { Answering, DnsAnswer, Doubt } from '../../src/resolve/answer.js';
import { candidatesOf, lookUpName } from '../../src/resolve/look-up.js';
import { defaultSettings, hostOrder, parseResolvConf } from '../../src/resolve/resolv-conf.js';
import { reverseName } from '../../src/resolve/reverse-name.js';

const turnOfDns = (text: string) => hostOrder(text).dns;

test('resolv.conf: three servers, the last of search and domain, ndots up to 15', () => {
  const text =
    '# nameserver 192.0.2.9\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 2001:db8::3\nnameserver 192.0.2.4\n' +
    'domain example.org\nsearch example.jp example.com\noptions rotate ndots:99\n';
  expect(parseResolvConf(text)).toEqual({
    servers: ['192.0.2.1', '192.0.2.2', '2001:db8::3'],
    search: ['example.jp', 'example.com'],
    ndots: 15,
    asksIpv6: true,
    overTcp: false,
  });
  expect(parseResolvConf('')).toEqual(defaultSettings);
});

test('resolv.conf is read as strictly as the C library reads it', () => {
  const servers = (text: string) => parseResolvConf(text).servers;
  expect(servers('  nameserver 192.0.2.1\nNAMESERVER 192.0.2.2\nnameserver=192.0.2.3\n')).toEqual([]);
  expect(servers('nameserver 192.0.2.1\r\nnameserver\t192.0.2.2 # right\n')).toEqual(['192.0.2.2']);
  expect(servers('nameserver ns.example.jp\nnameserver 192.0.2.1#x\nnameserver fe80::1%eth0\n')).toEqual([
    'fe80::1%eth0',
  ]);
  expect(parseResolvConf('search example.jp\r\n').search).toEqual([]);
  expect(parseResolvConf(' search example.jp\n').search).toEqual([]);
  expect(parseResolvConf('domain example.jp example.org\n').search).toEqual(['example.jp']);
  expect(parseResolvConf('options no-aaaa use-vc\noptions ndots:0\n')).toMatchObject({
    asksIpv6: false,
    overTcp: true,
    ndots: 0,
  });
});

test("without search and domain a node searches its host name's own domain", () => {
  const search = (text: string) => parseResolvConf(text, 'jcmanager01.example.jp').search;
  expect(search('')).toEqual(['example.jp']);
  expect(search('search example.org\n')).toEqual(['example.org']);
  expect(parseResolvConf('', 'jcmanager01').search).toEqual([]);
});

describe('a name that is looked for in several domains', () => {
  const settings = { ...defaultSettings, search: ['a.jp', 'b.jp'] };
  /** What comes of it where a server says this to each. */
  const look = async (said: Readonly<Record<string, DnsAnswer>>, over = {}) => {
    const asked: string[] = [];
    const client: Answering = {
      ask: async (_, { name, type }) => {
        asked.push(`${name} ${type}`);
        return said[name] ?? { state: 'no-name', aliases: [] };
      },
    };
    const server = { address: '192.0.2.53', port: 53 };
    return { answer: await lookUpName(client, server, 'jcmg', { ...settings, ...over }), asked };
  };
  const found: DnsAnswer = { state: 'found', values: ['192.0.2.1'], aliases: [] };
  const unknown = (reason: Doubt): DnsAnswer => ({ state: 'unknown', reason, aliases: [] });

  test('is found behind one where the server fails, as the C library goes on there', async () => {
    const { answer } = await look({ 'jcmg.a.jp': unknown('server-failure'), 'jcmg.b.jp': found });
    expect(answer).toMatchObject({ state: 'found', values: ['192.0.2.1', '192.0.2.1'] });
    const none = await look({ 'jcmg.a.jp': unknown('server-failure') });
    expect(none.answer).toEqual(unknown('server-failure'));
  });

  test('is tried as it is behind a domain that is refused, and searched for where it is refused itself', async () => {
    const refused = { 'jcmg.a.jp': unknown('refused'), 'jcmg.b.jp': found };
    const { answer, asked } = await look(refused);
    expect(answer).toEqual(unknown('refused'));
    expect(asked).toEqual(['jcmg.a.jp A', 'jcmg.a.jp AAAA', 'jcmg A', 'jcmg AAAA']);
    const first = await look({ jcmg: unknown('refused'), 'jcmg.a.jp': found }, { ndots: 0 });
    expect(first.answer.state).toBe('found');
  });

  test('is given up where no server speaks', async () => {
    const { answer, asked } = await look({ 'jcmg.a.jp': unknown('time-out'), 'jcmg.b.jp': found });
    expect(answer).toEqual(unknown('time-out'));
    expect(asked).toEqual(['jcmg.a.jp A', 'jcmg.a.jp AAAA']);
  });

  test('is told by the CNAME that leads nowhere, whichever is asked first', async () => {
    const dangling: DnsAnswer = { state: 'no-name', aliases: ['gone.jp'] };
    for (const name of ['jcmg.a.jp', 'jcmg.b.jp', 'jcmg'])
      expect((await look({ [name]: dangling })).answer).toEqual(dangling);
  });

  test('is not asked for in IPv6 where resolv.conf says so', async () => {
    const { asked } = await look({ 'jcmg.a.jp': found }, { asksIpv6: false });
    expect(asked).toEqual(['jcmg.a.jp A']);
  });
});

test('a name with fewer dots than ndots is tried in the search domains first', () => {
  const settings = { search: ['example.jp'], ndots: 1 };
  expect(candidatesOf('jcmg', settings)).toEqual(['jcmg.example.jp', 'jcmg']);
  expect(candidatesOf('jcmg.example.jp', settings)).toEqual([
    'jcmg.example.jp',
    'jcmg.example.jp.example.jp',
  ]);
  expect(candidatesOf('jcmg.example.jp', { ...settings, ndots: 3 })[0]).toBe('jcmg.example.jp.example.jp');
  expect(candidatesOf('jcmg.', settings)).toEqual(['jcmg']);
});

test('nsswitch.conf says whether DNS is asked, and when', () => {
  expect(turnOfDns('')).toBe('after');
  expect(turnOfDns('passwd: files\nhosts: files dns # dns first?\n')).toBe('after');
  expect(turnOfDns('hosts: dns files')).toBe('before');
  expect(turnOfDns('hosts:      files resolve [!UNAVAIL=return] dns')).toBe('after');
  expect(turnOfDns('hosts: files # dns')).toBe('never');
  expect(turnOfDns('hosts: myhostname')).toBe('never');
  // nss-resolve(8) takes the hosts file itself, and first.
  expect(turnOfDns('hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns')).toBe('after');
  expect(turnOfDns('hosts: dns')).toBe('instead');
  // The last line counts, and a blank does for the colon.
  expect(turnOfDns('hosts: dns\nhosts: files\n')).toBe('never');
  expect(turnOfDns('hosts dns files')).toBe('before');
  expect(turnOfDns('  hosts : dns files')).toBe('before');
});

test("nsswitch.conf may let a node's own name come before what is known of its addresses", () => {
  const before = (text: string) => hostOrder(text).ownNameBefore;
  expect(before('hosts: files myhostname dns')).toEqual(['dns']);
  expect(before('hosts: myhostname files dns')).toEqual(['hosts', 'dns']);
  expect(before('hosts: mymachines resolve [!UNAVAIL=return] files dns')).toEqual(['dns']);
  expect(before('hosts: files dns myhostname')).toEqual([]);
  expect(before('hosts: files dns')).toEqual([]);
  expect(before('')).toEqual([]);
});

test('nsswitch.conf may leave the hosts file out', () => {
  expect(hostOrder('hosts: dns').readsHosts).toBe(false);
  expect(hostOrder('hosts:').readsHosts).toBe(false);
  expect(hostOrder('hosts: FILES dns').readsHosts).toBe(false);
  expect(hostOrder('hosts: resolve').readsHosts).toBe(true);
  expect(hostOrder('passwd: files').readsHosts).toBe(true);
});

test('nsswitch.conf may end the look-up where a source does not have it', () => {
  for (const action of [
    '[NOTFOUND=return]',
    '[ notfound=RETURN ]',
    '[!SUCCESS=return]',
    '[!UNAVAIL=return]',
  ]) {
    expect(turnOfDns(`hosts: dns ${action} files`), action).toBe('instead');
    expect(turnOfDns(`hosts: files ${action} dns`), action).toBe('never');
  }
  for (const action of ['[NOTFOUND=continue]', '[TRYAGAIN=return]', '[!NOTFOUND=return]', '[SUCCESS=return]'])
    expect(turnOfDns(`hosts: dns ${action} files`), action).toBe('before');
  expect(turnOfDns('hosts: files [!SUCCESS=return NOTFOUND=continue] dns')).toBe('after');
  expect(turnOfDns('hosts: files mdns4_minimal [NOTFOUND=return] dns')).toBe('after');
});

test('addresses are looked up under their octets or nibbles, turned round', () => {
  expect(reverseName('192.168.1.100')).toBe('100.1.168.192.in-addr.arpa');
  expect(reverseName('2001:db8::64')).toBe(
    '4.6.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
  );
  for (const text of ['', '10.1', '010.1.1.1', 'jcmg']) expect(reverseName(text)).toBeNull();
});

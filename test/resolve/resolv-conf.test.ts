import { expect, test } from 'vitest';
import { candidatesOf } from '../../src/resolve/look-up.js';
import { parseResolvConf, turnOfDns } from '../../src/resolve/resolv-conf.js';
import { reverseName } from '../../src/resolve/reverse-name.js';

test('resolv.conf: three servers, the last of search and domain, ndots up to 15', () => {
  const text =
    '# nameserver 192.0.2.9\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 2001:db8::3\nnameserver 192.0.2.4\n' +
    'domain example.org\nsearch example.jp example.com\noptions rotate ndots:99\n';
  expect(parseResolvConf(text)).toEqual({
    servers: ['192.0.2.1', '192.0.2.2', '2001:db8::3'],
    search: ['example.jp', 'example.com'],
    ndots: 15,
  });
  expect(parseResolvConf('')).toEqual({ servers: [], search: [], ndots: 1 });
});

test('a name with fewer dots than ndots is tried in the search domains first', () => {
  const settings = { servers: [], search: ['example.jp'], ndots: 1 };
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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AddressDisguise,
  disguisedColons,
  disguisedDotted,
  disguisedHex,
  disguisedReverse,
} from '../../src/redact/addresses.js';
import { Redactor, type Secrets } from '../../src/redact/redactor.js';

const host = (kind: string, name: string) => ({ kind, name, isHost: true });
const word = (kind: string, name: string) => ({ kind, name, isHost: false });

const redactor = (secrets: Partial<Secrets> = {}) =>
  new Redactor({
    names: [],
    pathParts: [],
    addresses: [],
    known: new Set(['default', 'mnt', 'home', 'opt', 'nmapmgr', 'localhost', 'nodes']),
    hexFolders: new Set(['nqs']),
    ...secrets,
  });

const octets = fc.tuple(...[0, 1, 2, 3].map(() => fc.nat(255)));
const bits = (of: readonly number[]) => of.map((octet) => octet.toString(2).padStart(8, '0')).join('');
const shared = (a: string, b: string) => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};

describe('addresses', () => {
  it('that share their first bits beyond the first octet share as many afterwards', () => {
    fc.assert(
      fc.property(fc.array(octets, { minLength: 2, maxLength: 8 }), (all) => {
        const disguise = new AddressDisguise([]);
        const usual = all.filter(([first]) => first !== 0 && first !== 127 && (first ?? 0) < 224);
        for (const a of usual) {
          for (const b of usual) {
            const before = shared(bits(a), bits(b));
            const after = shared(bits(disguise.of(a)), bits(disguise.of(b)));
            if (before >= 8) expect(after).toBe(before);
            else expect(after).toBeLessThan(8);
          }
        }
      }),
    );
  });

  it('that mean something special stay', () => {
    const disguise = new AddressDisguise([]);
    for (const address of ['127.0.0.1', '127.0.1.1', '0.0.0.0', '255.255.255.255', '224.0.0.1'])
      expect(disguisedDotted(address, disguise)).toBe(address);
    for (const address of ['::1', '::', 'ff02::1']) expect(disguisedColons(address, disguise)).toBe(address);
    expect(disguisedDotted('169.254.7.7', disguise)).toMatch(/^169\.254\.(?!7\.7)/);
    // The interface's part of a link-local address is the hardware's own.
    expect(disguisedColons('fe80::250:56ff:fe90:1', disguise)).toMatch(/^fe80::(?!250:56ff)/);
  });

  it('come out for no other that exists', () => {
    const all = ['10.20.30.40', '11.1.1.1', '192.168.1.1', '172.16.0.1'];
    const disguise = new AddressDisguise(all);
    for (const address of all) expect(all).not.toContain(disguisedDotted(address, disguise));
  });

  it('that are wrong are as wrong afterwards', () => {
    const r = redactor();
    expect(r.text('ipaddress=010.1.1.1')).toMatch(/^ipaddress=0\d+\.\d+\.\d+\.\d+$/);
    expect(r.text('ipaddress=192.0.2.256')).toMatch(/^ipaddress=\d+\.\d+\.\d+\.256$/);
    expect(r.text('ipaddress=192.0.2.10/24')).toMatch(/^ipaddress=(?!192\.0\.2)[\d.]+\/24$/);
    expect(r.text('ipaddress=192.0.2.10-12')).toMatch(/^ipaddress=(?!192\.0\.2)[\d.]+-12$/);
    expect(r.text('ipaddress=１９２．０．２．７')).toMatch(/^ipaddress=[０-９．]+$/);
    expect(r.text('ipaddress=192．0.2.7')).toMatch(/^ipaddress=\d+．\d+\.\d+\.\d+$/);
    expect(r.text('１９２．０．２．７')).not.toContain('１９２');
  });

  it('keep to the name of their link, in every way that one may be written', () => {
    const r = redactor({ addresses: ['192.168.10.70'] });
    const after = r.text('192.168.10.70');
    const hex = after
      .split('.')
      .map((octet) => Number(octet).toString(16).padStart(2, '0'))
      .join('');
    expect(r.pathPart('C0A80A46', 'nqs')).toBe(hex.toUpperCase());
    expect(r.pathPart('c0a80a46', 'nqs')).toBe(hex);
    expect(r.text('(/usr/spool/nqs/C0A80A46)')).toBe(`(/usr/spool/nqs/${hex.toUpperCase()})`);
    expect(r.text('リンク C0A80A46 がない')).toBe(`リンク ${hex.toUpperCase()} がない`);
    // A digit lost.
    expect(r.pathPart('C0A80A4', 'nqs')).toBe(hex.toUpperCase().slice(0, -1));
    expect(hex).toMatch(/[a-f]/);
  });

  it('of IPv6 keep their way of writing', () => {
    const disguise = new AddressDisguise([]);
    expect(disguisedColons('2001:DB8::64', disguise)).toMatch(/^[0-9A-F:]*::[0-9A-F:]*$/);
    expect(disguisedColons('2001:0db8:0000:0000:0000:0000:0000:0064', disguise)).toMatch(
      /^(?:[0-9a-f]{4}:){7}/,
    );
    expect(disguisedHex('20010DB8000000000000000000000064', disguise)).toMatch(/^[0-9A-F]{32}$/);
    expect(disguisedColons('06:00:00', disguise)).toBeNull();
  });

  it('are the same in the names under which they are looked up', () => {
    const disguise = new AddressDisguise([]);
    const reversed = disguisedDotted('192.168.10.70', disguise).split('.').reverse();
    expect(disguisedReverse('70.10.168.192.in-addr.arpa', disguise)).toBe(
      `${reversed.join('.')}.in-addr.arpa`,
    );
    expect(disguisedReverse('168.192.IN-ADDR.ARPA', disguise)).toBe(
      `${reversed.slice(2).join('.')}.IN-ADDR.ARPA`,
    );
    const six = [...disguisedHex('20010DB8000000000000000000000064', disguise).toLowerCase()].reverse();
    const nibbles = [...'20010db8000000000000000000000064'].reverse().join('.');
    expect(disguisedReverse(`${nibbles}.ip6.arpa`, disguise)).toBe(`${six.join('.')}.ip6.arpa`);
    for (const name of ['300.1.2.3.in-addr.arpa', '1.2.3.4.5.in-addr.arpa', 'ab.ip6.arpa'])
      expect(disguisedReverse(name, disguise)).toBe(name);
    const r = redactor();
    expect(r.text('100.1.168.192.in-addr.arpa. PTR')).toMatch(
      /^\d+\.\d+\.\d+\.(?!192)\d+\.in-addr\.arpa\. PTR$/,
    );
    expect(r.text('http%3A%2F%2F192.168.1.5%2Fx')).toMatch(/^http%3A%2F%2F(?!192)[\d.]+%2Fx$/);
  });

  it('are found beside ports, prefixes and brackets, and times and versions are not taken for them', () => {
    const r = redactor();
    expect(r.text('LISTEN [2001:db8::1]:23141')).toMatch(/^LISTEN \[3fff:[0-9a-f:]+\]:23141$/);
    expect(r.text('inet6 2001:db8::1/64 scope')).toMatch(/^inet6 3fff:[0-9a-f:]+\/64 scope$/);
    expect(r.text('nats://10.9.8.7:23141')).toMatch(/^nats:\/\/(?!10\.9)[\d.]+:23141$/);
    for (const text of [
      'Sun Nov 15 06:00:01 2026',
      'batch01:x:1001:1001::/home',
      'NECJCMG-16.3.1.2',
      '16.3.1',
    ])
      expect(r.text(text)).toBe(text);
    expect(r.text('link/ether 00:50:56:90:12:34 brd')).toMatch(/^link\/ether 02:00:00:00:00:01 brd$/);
  });
});

describe("people's own words", () => {
  const r = redactor({
    names: [
      host('node', 'jcm01.acme.co.jp'),
      word('cluster', 'JCM02.kyoto.jp'),
      host('site', 'jcm02.kyoto.jp'),
    ],
  });

  it('become others, each the same everywhere, but for names, numbers and words of the product', () => {
    expect(r.words('# Kyoto bank 顧客様 JCM01.ACME.CO.JP default 2026-11-20 R16, kyoto')).toBe(
      '# Word1 word2 word3 NODE1.ZONE1.CO.JP default 2026-11-20 WORD4, word1',
    );
    expect(r.words('id 0f8fad5b-d9cb-469f-a165-70867728950e on Y:\\Jobdb')).toMatch(
      /^word\d+ 0f8fad5b-d9cb-469f-a165-70867728950e word\d+ Y:\\Word\d+$/,
    );
  });

  it('do not change what stands elsewhere', () => {
    expect(r.text('Kyoto bank')).toBe('Kyoto bank');
  });

  it('a cluster that is called like a site keeps its dots', () => {
    expect(r.text('jcm02.kyoto.jp')).toMatch(/^cluster1\.zone\d\.jp$/);
  });
});

describe('names', () => {
  const r = redactor({
    names: [
      host('node', 'JCMGR01'),
      host('site', 'jcmg.jobs.acme.co.jp'),
      host('host', 'rack7.acme.co.jp'),
      word('user', 'taro'),
      word('user', 'default'),
      word('cluster', '東京 本番'),
    ],
    pathParts: ['acmedb', 'secret.pem'],
  });

  it('get the same other name wherever they stand, in the letter case of the place', () => {
    expect(r.text('JCMGR01 jcmgr01 Jcmgr01')).toBe('NODE1 node1 Node1');
    expect(r.text('snapshot_jcmgr01-20261120.tar.gz')).toBe('snapshot_node1-20261120.tar.gz');
    expect(r.text('jcmgr01x xjcmgr01 jcmgr011')).toBe('jcmgr01x xjcmgr01 jcmgr011');
  });

  it('keep short and full name, domain and host together', () => {
    const full = r.text('jcmg.jobs.acme.co.jp');
    expect(full).toMatch(/^site\d+\.zone\d+\.zone\d+\.co\.jp$/);
    expect(r.text('jcmg')).toBe(full.split('.')[0]);
    expect(full.endsWith(r.text('rack7.acme.co.jp').replace(/^host\d+/, ''))).toBe(true);
    expect(r.text('nmapmgr.jcmg.jobs.acme.co.jp')).toBe(`nmapmgr.${full}`);
    // Whoever else is of a known domain.
    expect(r.text('unknown9.acme.co.jp')).not.toMatch(/unknown9|acme/);
    expect(r.text('サイト jcmg.jobs.acme.co.jpが')).toBe(`サイト ${full}が`);
  });

  it('that are words of the files themselves stay', () => {
    expect(r.text('action: default')).toBe('action: default');
  });

  it('that no word holds are found too', () => {
    expect(r.text('クラスタ 東京 本番 の')).toBe('クラスタ cluster1 の');
  });

  it('of people in mail addresses and URLs go as well', () => {
    expect(r.text('担当 yamada@acme.co.jp まで')).not.toMatch(/yamada|acme/);
    expect(r.text('nats://admin:pw@jcmgr01:23141')).toBe('nats://user:secret@node1:23141');
  });

  it('stay as invalid as they are', () => {
    const long = 'j'.repeat(64);
    const odd = redactor({
      names: [host('site', `${long}.acme.jp`), host('site', 'jc_mg.acme.jp'), host('site', '-jc.acme.jp')],
    });
    expect(odd.text(`${long}.acme.jp`).split('.')[0]).toHaveLength(64);
    expect(odd.text('jc_mg.acme.jp')).toMatch(/^site_\d+\./);
    expect(odd.text('-jc.acme.jp')).toMatch(/^-site\d+\./);
  });

  it('in paths are parts of their own: folders that every machine has stay', () => {
    expect(r.text('/mnt/acmedb/nqs/daemon.conf')).toBe('/mnt/dir1/nqs/daemon.conf');
    expect(r.text('C:\\acmedb\\etc')).toBe('C:\\dir1\\etc');
    expect(r.text('/opt/secret.pem /mnt/acmedb2')).toBe('/opt/dir2.pem /mnt/acmedb2');
    expect(r.text('/home/taro/x')).toBe('/home/user1/x');
    // Outside of a path it is a word like others.
    expect(r.text('acmedb')).toBe('acmedb');
  });

  it('that a user gave to folders of his own are all private, and found again', () => {
    const shown = r.label('../acme-case/nodes/jcmgr01.tar.gz');
    expect(shown).toMatch(/^\.\.\/dir\d+-dir\d+\/nodes\/node1\.tar\.gz$/);
    expect(r.label(shown)).toBe(shown);
    expect(r.original(shown)).toBe('../acme-case/nodes/jcmgr01.tar.gz');
  });

  it('are never given to another that exists', () => {
    const taken = redactor({ names: [host('node', 'node2'), host('node', 'node1')] });
    expect(taken.text('node2 node1')).toBe('node3 node4');
  });
});

it('takes time in proportion to a text, whatever is in it', () => {
  const r = redactor({
    names: [
      host('host', 'x.acme.jp'),
      ...Array.from({ length: 5000 }, (_, at) => word('user', `user-${at}-x`)),
    ],
  });
  for (const text of [
    'a.'.repeat(500_000),
    '-'.repeat(1_000_000),
    '1:'.repeat(500_000),
    '/'.repeat(1_000_000),
    'a@'.repeat(500_000),
    '1.'.repeat(500_000),
    'user-1-'.repeat(200_000),
    `1${':'.repeat(1_000_000)}a`,
    'acme.jp-'.repeat(200_000),
  ]) {
    expect(r.text(text)).not.toContain('acme');
  }
});

it('takes any text, and names of any length', () => {
  const long = 'a.'.repeat(50_000);
  const r = redactor({
    names: [host('host', long), host('site', 'jc.acme.jp'), word('user', 'x'.repeat(100_000))],
  });
  expect(r.text(`${long} jc.acme.jp`)).not.toContain('acme');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (text, names) => {
      const any = redactor({
        names: names.map((name) => host('host', name)),
        pathParts: names,
        addresses: names,
      });
      any.text(text);
      any.path(text);
      expect(any.label(any.label(text))).toBe(any.label(text));
      for (const name of names) any.text(name);
    }),
  );
});

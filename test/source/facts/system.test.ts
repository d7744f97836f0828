import { describe, expect, it } from 'vitest';
import { changed } from '../../../src/source/facts/changed.js';
import { checksums } from '../../../src/source/facts/checksums.js';
import { keyValues } from '../../../src/source/facts/key-values.js';
import { mounts } from '../../../src/source/facts/mounts.js';
import { packages } from '../../../src/source/facts/packages.js';
import { passwd } from '../../../src/source/facts/passwd.js';
import { textAt } from '../../../src/text/source-file.js';
import { readOutput, under } from './output.js';

describe('meta and env', () => {
  it('keep a value as it stands, the last of two', () => {
    const { value, rest } = readOutput(
      keyValues,
      'hostname=a\nmissing.stat=not = allowed\nuser=\nhostname = b\n',
    );
    expect(rest).toEqual([]);
    expect([...value].map(([key, entry]) => [key, entry.value])).toEqual([
      ['hostname', 'b'],
      ['missing.stat', 'not = allowed'],
      ['user', ''],
    ]);
    expect([...value.values()].map(under)).toEqual(['b', 'not = allowed', '']);
  });

  it.each(['export NQS_SITE="jcmg"', "declare -x NQS_SITE='jcmg'", 'NQS_SITE=jcmg'])('read %s', (line) => {
    const { value } = readOutput(keyValues, line);
    expect(value.get('NQS_SITE')?.value).toBe('jcmg');
    expect(under(value.get('NQS_SITE'))).toBe('jcmg');
  });

  it('give back a value without a key', () => {
    expect(readOutput(keyValues, '# echo $NQS_SITE\njcmgcluster\n').rest).toEqual(['jcmgcluster']);
  });
});

describe('mounts', () => {
  it('undoes the escapes of the kernel; the range covers them as they stand', () => {
    const { value } = readOutput(mounts, '/dev/sdb1 /mnt/job\\040db\\134x ext4 rw,relatime 0 0\n');
    expect(value).toMatchObject([
      { mountPoint: '/mnt/job db\\x', type: 'ext4', options: ['rw', 'relatime'] },
    ]);
    expect(value.map(under)).toEqual(['/mnt/job\\040db\\134x']);
  });

  it('reads the output of mount', () => {
    const { value, rest } = readOutput(
      mounts,
      '/dev/mapper/vg-db on /mnt/job db type xfs (rw,seclabel) [label]\nnas:/export on /mnt/on type nfs4 (ro)\n',
    );
    expect(rest).toEqual([]);
    expect(value).toMatchObject([
      { device: '/dev/mapper/vg-db', mountPoint: '/mnt/job db', type: 'xfs', options: ['rw', 'seclabel'] },
      { device: 'nas:/export', mountPoint: '/mnt/on', type: 'nfs4', options: ['ro'] },
    ]);
    expect(value.map(under)).toEqual(['/mnt/job db', '/mnt/on']);
  });
});

describe('changed', () => {
  it.each([
    ['1795230302\t/usr/lib/nqs/rc/daemon.conf', '/usr/lib/nqs/rc/daemon.conf'],
    ['1795230302 /mnt/job db/x', '/mnt/job db/x'],
    ['1795230302\\t/a/b\\n', '/a/b'],
    ['1795230302.5 C:\\temp\\news', 'C:\\temp\\news'],
  ])('reads %s', (line, path) => {
    const { value, rest } = readOutput(changed, line);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ path, seconds: 1795230302 }]);
    expect(value.map(under)).toEqual([line]);
  });
});

describe('passwd', () => {
  it('has an account once, as the system finds it first', () => {
    const { value, rest } = readOutput(
      passwd,
      'batch01:x:1001:1001:x:/home/b:/bin/sh\nEXAMPLE\\job user:*:70001:70000::/:\nbatch01:x:2002:2002::/:\n',
    );
    expect(rest).toEqual([]);
    expect(value.map(({ name, uid, gid }) => [name, uid, gid])).toEqual([
      ['batch01', 1001, 1001],
      ['EXAMPLE\\job user', 70001, 70000],
    ]);
    expect(value.map(under)).toEqual(['batch01:x:1001:1001', 'EXAMPLE\\job user:*:70001:70000']);
  });

  it('gives back entries that stand for another source', () => {
    expect(readOutput(passwd, '+::::::').rest).toEqual(['+::::::']);
  });
});

describe('packages', () => {
  it.each([
    ['NECJCMG-16.3-1.x86_64', 'NECJCMG', '16.3-1'],
    ['NECWSLM-1.2.3-4', 'NECWSLM', '1.2.3-4'],
    ['gpg-pubkey-fd431d51-4ae0493b', 'gpg-pubkey', 'fd431d51-4ae0493b'],
    ['perl-IO-Socket-SSL-2.073-1.el9.noarch', 'perl-IO-Socket-SSL', '2.073-1.el9'],
    ['necjcmg\t16.3-1', 'necjcmg', '16.3-1'],
    ['libc6:amd64\t2.36-9+deb12u4', 'libc6', '2.36-9+deb12u4'],
  ])('splits %s', (line, name, version) => {
    const { value, rest } = readOutput(packages, line);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ name, version }]);
    expect(value.map(under)).toEqual([line]);
  });

  it('reads rpm -qa --last and dpkg -l with their other columns', () => {
    const { value, rest } = readOutput(
      packages,
      `NECJCMG-16.3-1.x86_64                         Sat 21 Nov 2026 03:05:02 AM JST
Desired=Unknown/Install/Remove/Purge/Hold
| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
||/ Name           Version      Architecture Description
+++-==============-============-============-=================================
ii  necjcag        16.3-2       amd64        JobCenter AG
removed-but-configured\t`,
    );
    expect(rest).toEqual([]);
    expect(value.map(({ name, version }) => [name, version])).toEqual([
      ['NECJCMG', '16.3-1'],
      ['necjcag', '16.3-2'],
    ]);
    expect(value.map(under)).toEqual(['NECJCMG-16.3-1.x86_64', 'necjcag        16.3-2']);
  });

  it('gives back what is no package', () => {
    const lines = ['package NECJCMG is not installed', 'NECJCMG', 'well-known-word', '16.3-1'];
    expect(readOutput(packages, lines.join('\n'))).toMatchObject({ value: [], rest: lines });
  });
});

describe('checksums', () => {
  const sum = '9f'.repeat(32);
  it.each([
    [`${sum}  /etc/a b`, '/etc/a b'],
    [`${sum} */etc/a`, '/etc/a'],
    [`\\${sum}  /etc/a\\\\b`, '/etc/a\\b'],
    [`SHA256 (/etc/a(1)) = ${sum}`, '/etc/a(1)'],
  ])('reads %s', (line, path) => {
    const { value, rest } = readOutput(checksums, line);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ sum, path }]);
    expect(value.map((row) => textAt(row.at))).toEqual([sum]);
  });
});

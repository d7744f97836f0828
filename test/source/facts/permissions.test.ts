import { describe, expect, it } from 'vitest';
import { getenforce } from '../../../src/source/facts/getenforce.js';
import { selinuxLabels } from '../../../src/source/facts/selinux-labels.js';
import { stat } from '../../../src/source/facts/stat.js';
import { umask } from '../../../src/source/facts/umask.js';
import { textAt } from '../../../src/text/source-file.js';
import { readOutput, under } from './output.js';

describe('stat', () => {
  it('reads mode, owner, kind and path', () => {
    const { value } = readOutput(stat, '755\troot\tdomain users\tdirectory\t/mnt/job db\n');
    expect(value).toMatchObject([
      { path: '/mnt/job db', mode: 0o755, user: 'root', group: 'domain users', kind: 'directory' },
    ]);
    expect(value.map((row) => textAt(row.modeAt))).toEqual(['755']);
    expect(value.map(under)).toEqual(['755\troot\tdomain users\tdirectory\t/mnt/job db']);
  });

  it.each([
    ['0755', 0o755],
    ['1777', 0o1777],
    ['40755', 0o755],
    ['0', 0],
  ])('reads the mode %s as octal, its low 12 bits', (printed, mode) => {
    expect(readOutput(stat, `${printed}\troot\troot\tdirectory\t/x`).value.map((row) => row.mode)).toEqual([
      mode,
    ]);
  });

  it.each([
    ['directory', 'directory'],
    ['regular file', 'file'],
    ['regular empty file', 'file'],
    ['symbolic link', 'link'],
    ['シンボリックリンク', 'link'],
    ['character special file', 'other'],
  ])('knows the kind %s', (printed, kind) => {
    for (const row of [
      `600\tr\tr\t${printed}\t/x`,
      `600 r r ${printed}   /x`,
      `600\\tr\\tr\\t${printed}\\t/x\\n`,
    ]) {
      expect(readOutput(stat, row).value).toMatchObject([{ kind, path: '/x', mode: 0o600 }]);
    }
  });

  it('does not take the backslash of a domain user for a tab', () => {
    const { value } = readOutput(stat, '700\tEXAMPLE\\tanaka\tEXAMPLE\\tech\tdirectory\t/home/tanaka');
    expect(value).toMatchObject([{ user: 'EXAMPLE\\tanaka', group: 'EXAMPLE\\tech', path: '/home/tanaka' }]);
  });

  it('gives back rows that are none', () => {
    const bad = [
      'drwxr-xr-x root root directory /x',
      '798\tr\tr\tdirectory\t/x',
      '755\tr\tr\tdirectory\t',
      '755 r r /x',
    ];
    const { value, rest } = readOutput(stat, bad.join('\n'));
    expect(value).toEqual([]);
    expect(rest).toEqual(bad);
  });
});

describe('umask', () => {
  it.each([
    ['0022', 0o022],
    ['077', 0o077],
    ['2', 0o002],
    ['u=rwx,g=rx,o=rx', 0o022],
    ['u=rwx,g=,o=', 0o077],
    ['u=rx,g=rx,o=w', 0o225],
    ['0700', 0o700],
  ])('reads %s', (printed, mask) => {
    const { value } = readOutput(umask, `${printed}\n`);
    expect(value?.value).toBe(mask);
    expect(under(value)).toBe(printed);
  });

  it('takes the last of several, which is what the shell has now', () => {
    const { value, rest } = readOutput(umask, '# umask\n0077\n# umask 022\n# umask\n0022\n');
    expect(value?.value).toBe(0o022);
    expect(rest).toEqual([]);
  });

  it('does not guess', () => {
    expect(readOutput(umask, '0089')).toMatchObject({ value: null, rest: ['0089'] });
  });
});

describe('getenforce', () => {
  it('reads the mode in any letter case', () => {
    const { value } = readOutput(getenforce, '$ getenforce\nPERMISSIVE\n');
    expect(value?.value).toBe('permissive');
    expect(under(value)).toBe('PERMISSIVE');
  });
});

describe('SELinux labels', () => {
  it.each([
    ['unconfined_u:object_r:mnt_t:s0 /mnt/job db', '/mnt/job db', 'mnt_t'],
    ["unconfined_u:object_r:mnt_t:s0 '/mnt/job db'", '/mnt/job db', 'mnt_t'],
    ['drwxr-xr-x. root root system_u:object_r:mnt_t:s0:c0.c1023 /mnt/db', '/mnt/db', 'mnt_t'],
    ['drwxr-xr-x. 3 root root system_u:object_r:mnt_t:s0 20 Nov 21 03:05 /mnt/db', '/mnt/db', 'mnt_t'],
    ['/mnt/db\tsystem_u:object_r:jobcenter_exec_t:s0', '/mnt/db', 'jobcenter_exec_t'],
    ['/mnt/db <<none>>', '/mnt/db', null],
    ['? /mnt/db', '/mnt/db', null],
  ])('reads %s', (line, path, type) => {
    const { value, rest } = readOutput(selinuxLabels, line);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ path, type }]);
    expect(value.map(under)).toEqual(value.map((row) => row.label));
  });

  it('gives back a line without a label', () => {
    expect(readOutput(selinuxLabels, '/mnt/db verified.').rest).toEqual(['/mnt/db verified.']);
  });
});

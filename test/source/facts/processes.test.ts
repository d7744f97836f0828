import { describe, expect, it } from 'vitest';
import { holders } from '../../../src/source/facts/holders.js';
import { ps } from '../../../src/source/facts/ps.js';
import { psStart } from '../../../src/source/facts/ps-start.js';
import { readOutput, under } from './output.js';

const CJCPW = '/usr/lib/nqs/cluster/cjcpw jcmgcluster /mnt/jobmgdb';

describe('ps', () => {
  it.each([
    ['the collector', `    PID    PPID USER     COMMAND\n   1790       1 root     ${CJCPW}`],
    ['no header', `1790 1 root ${CJCPW}`],
    [
      'ps -ef',
      `UID          PID    PPID  C STIME TTY          TIME CMD\nroot        1790       1  0 Nov20 ?        00:00:01 ${CJCPW}`,
    ],
    ['a start time between', `PID PPID USER STARTED COMMAND\n1790 1 root Sat Nov 21 03:05:02 2026 ${CJCPW}`],
    ['other columns', `USER STAT PPID PID COMMAND\nroot Ss 1 1790 ${CJCPW}`],
  ])('reads the output of %s', (_, text) => {
    const { value, rest } = readOutput(ps, text);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ pid: 1790, ppid: 1, user: 'root', args: CJCPW }]);
    expect(value.map(under)).toEqual([CJCPW]);
  });

  it('reads ps aux, which does not print the parent', () => {
    const { value } = readOutput(
      ps,
      `USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\nroot        1790  0.0  0.1  22000 13000 ?        Ss   Nov20   0:01 ${CJCPW}`,
    );
    expect(value).toMatchObject([{ pid: 1790, ppid: -1, user: 'root', args: CJCPW }]);
  });

  it('reads two outputs with their own headers, one after the other', () => {
    const { value, rest } = readOutput(
      ps,
      `PID PPID USER COMMAND\n1 0 root init\nUSER PID PPID CMD\nroot 2 1 sh -c 'a  b'`,
    );
    expect(rest).toEqual([]);
    expect(value.map(({ pid, ppid, args }) => [pid, ppid, args])).toEqual([
      [1, 0, 'init'],
      [2, 1, "sh -c 'a  b'"],
    ]);
  });
});

describe('ps-start', () => {
  it.each([
    ['1790 Sat Nov 21 03:05:02 2026 cjcpw a /mnt/a', 'Sat Nov 21 03:05:02 2026'],
    ['1790 Sat Nov  7 03:05:02 2026 cjcpw a /mnt/a', 'Sat Nov  7 03:05:02 2026'],
    ['1790 土 11月 21 03:05:02 2026 cjcpw a /mnt/a', '土 11月 21 03:05:02 2026'],
  ])('reads %s', (line, time) => {
    const { value, rest } = readOutput(psStart, line);
    expect(rest).toEqual([]);
    expect(value).toMatchObject([{ pid: 1790, args: 'cjcpw a /mnt/a' }]);
    expect(value.map(under)).toEqual([time]);
  });

  it('counts the seconds as if the clock were UTC', () => {
    const { value } = readOutput(psStart, '1 Thu Jan  1 00:01:40 1970 init');
    expect(value.map((row) => row.localSeconds)).toEqual([100]);
  });

  it('finds the pid by the header when other columns stand before it', () => {
    const { value } = readOutput(
      psStart,
      ' PPID     PID                  STARTED COMMAND\n    1    1790 Sat Nov 21 03:05:02 2026 cjcpw',
    );
    expect(value.map((row) => row.pid)).toEqual([1790]);
  });

  it('gives back a time that no calendar has', () => {
    const lines = ['1790 Mon Feb 30 03:05:02 2026 cjcpw', '1790 Sat Nov 21 25:05:02 2026 cjcpw'];
    expect(readOutput(psStart, lines.join('\n'))).toMatchObject({ value: [], rest: lines });
  });
});

describe('holders', () => {
  it('names the disk in every row and leaves the kernel out', () => {
    const { value, rest } = readOutput(
      holders,
      `                     USER        PID ACCESS COMMAND
/mnt/jobmgdb:        root     kernel mount /mnt/jobmgdb
                     root       1790 ..c.. cjcpw
                     nqs        1800 Frce. (nqs)jnwengine x
/mnt/jobagdb:        batch01    2001 F.... nqsbg`,
    );
    expect(rest).toEqual([]);
    expect(value).toMatchObject([
      { disk: '/mnt/jobmgdb', user: 'root', pid: 1790, access: '..c..', command: 'cjcpw' },
      { disk: '/mnt/jobmgdb', user: 'nqs', pid: 1800, access: 'Frce.', command: '(nqs)jnwengine x' },
      { disk: '/mnt/jobagdb', user: 'batch01', pid: 2001, access: 'F....', command: 'nqsbg' },
    ]);
    expect(value.map(under)).toEqual([
      'root       1790 ..c.. cjcpw',
      'nqs        1800 Frce. (nqs)jnwengine x',
      'batch01    2001 F.... nqsbg',
    ]);
  });

  it('reads rows reduced to numbers', () => {
    const { value, rest } = readOutput(holders, '/mnt/job db:   1790c  1800 1801m(root)\n');
    expect(rest).toEqual([]);
    expect(value.map(({ disk, pid, access, user }) => [disk, pid, access, user])).toEqual([
      ['/mnt/job db', 1790, 'c', ''],
      ['/mnt/job db', 1800, '', ''],
      ['/mnt/job db', 1801, 'm', 'root'],
    ]);
    expect(value.map(under)).toEqual(['1790c', '1800', '1801m(root)']);
  });

  it('does not understand numbers that hold no one knows what, nor what fuser may not see', () => {
    const lines = ['1790 1800', 'Cannot stat file /proc/1/fd/0: Permission denied'];
    expect(readOutput(holders, lines.join('\n'))).toMatchObject({ value: [], rest: lines });
  });
});

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareCases } from '../../../src/cli/inputs/compare-cases.js';
import type { Difference } from '../../../src/engine/difference.js';
import { fastFolder } from '../../fast-folder.js';

let cwd = '';
beforeEach(() => {
  cwd = fastFolder('cjclint-nodes-');
  cpSync(resolve('fixtures/clusters/healthy/nodes'), cwd, { recursive: true, verbatimSymlinks: true });
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function edit(path: string, change: (text: string) => string): void {
  const file = join(cwd, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after, path).not.toBe(before);
  writeFileSync(file, after);
}

async function compared(before = 'jcmanager01', after = 'jcmanager02'): Promise<Difference> {
  const { difference, problems, internalErrors } = await compareCases(before, after, { cwd });
  expect([...problems, ...internalErrors]).toEqual([]);
  return difference;
}

const shown = ({ changes }: Difference) =>
  changes.map(({ what, before, after, breaks }) => [
    what.en,
    before?.text.en,
    after?.text.en,
    ...breaks.map(({ rule }) => rule),
  ]);

describe('two nodes of one cluster', () => {
  test('of a healthy cluster differ in nothing but what each has of its own, and who runs what', async () => {
    const { nodes, changes, expected, unexplained, notCompared } = await compared();
    expect(nodes).toEqual({ before: 'jcmanager01', after: 'jcmanager02' });
    expect({ changes, unexplained, notCompared }).toEqual({
      changes: [],
      unexplained: { breaks: [], mends: [] },
      notCompared: [],
    });
    const names = (why: 'own' | 'role') =>
      expected.filter((each) => each.why === why).map(({ what }) => what.en);
    expect(names('own')).toEqual(
      expect.arrayContaining([
        'ipaddress (/usr/spool/nqs/daemon.conf)',
        'the address 192.168.1.11 (ip-addr)',
        'host name (meta)',
        'host name and ID of the local site (nmapmgr)',
      ]),
    );
    expect(names('role')).toEqual(
      expect.arrayContaining(['the address 192.168.1.100 (ip-addr)', 'the mount /mnt/jobmgdb (mounts)']),
    );
    expect(names('role')).toContain('mode and owner of /mnt/jobagdb/jcexecutor (stat)');
  });

  test('a setting of one of them comes first, with what the rules say of it', async () => {
    edit('jcmanager02/usr/lib/nqs/rc/daemon.conf', (text) => `${text}maintenance=ON\n`);
    edit('jcmanager02/.facts/packages', (text) => text.replace(/^zlib.*\n|^bash.*\n/m, ''));
    const [first] = shown(await compared());
    expect(first).toEqual([
      'maintenance (/usr/lib/nqs/rc/daemon.conf)',
      undefined,
      'maintenance=ON',
      'jobcenter/maintenance-mode',
    ]);
  });

  test('a rule that compares nodes has spoken, whichever of them comes first', async () => {
    edit('jcmanager02/.facts/passwd', (text) => text.replace(/^batch02:.*\n/m, ''));
    const account = 'the account batch02 (passwd)';
    const there = shown(await compared());
    expect(there.map(([what]) => what)).toEqual([account]);
    expect(there[0]?.slice(2)).toEqual([undefined, 'jobcenter/job-user-match']);
    const back = shown(await compared('jcmanager02', 'jcmanager01'));
    expect(back.map(([what, before]) => [what, before])).toEqual([[account, undefined]]);
  });

  test('a value that should be its own and is the other one’s is no longer expected to differ', async () => {
    edit('jcmanager02/usr/spool/nqs/daemon.conf', (text) => text.replace('192.168.1.12', '192.168.1.99'));
    expect(shown(await compared()).map(([what, , after]) => [what, after])).toContainEqual([
      'ipaddress (/usr/spool/nqs/daemon.conf)',
      'ipaddress=192.168.1.99',
    ]);
  });

  test('a line of hosts is one difference, and the finding about it stands there and not at the VIP it names', async () => {
    edit('jcmanager02/etc/hosts', (text) => text.replace('192.168.1.100 ', '192.168.1.99 '));
    expect(shown(await compared())).toEqual([
      [
        'the entry of jcmgcluster.example.jp (/etc/hosts)',
        '192.168.1.100 jcmgcluster.example.jp jcmgcluster',
        '192.168.1.99 jcmgcluster.example.jp jcmgcluster',
        'jobcenter/vip-lookup-consistent',
      ],
    ]);
  });

  test('what one of them does not tell cannot be compared', async () => {
    rmSync(join(cwd, 'jcmanager02/.facts/umask'));
    const { changes, notCompared } = await compared();
    expect(changes).toEqual([]);
    expect(notCompared).toEqual([
      { en: 'umask: jcmanager02 does not tell', ja: 'umask: jcmanager02 側にデータがありません' },
    ]);
  });

  test('a node that was renamed is one node at two times', async () => {
    cpSync(join(cwd, 'jcmanager02'), join(cwd, 'jcstandby'), { recursive: true, verbatimSymlinks: true });
    edit('jcstandby/.facts/meta', (text) => text.replace('hostname=jcmanager02', 'hostname=jcstandby'));
    const difference = await compared('jcmanager02', 'jcstandby');
    expect(difference.nodes).toBeNull();
    expect(shown(difference).map(([what]) => what)).toContain('host name (the node jcmanager02)');
  });
});

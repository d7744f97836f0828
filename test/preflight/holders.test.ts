import { beforeAll, describe, expect, test } from 'vitest';
import { haveServers } from '../resolve/name-servers.js';
import { hasNamespaces, LiveNode, SITE } from './live-node.js';

let node: LiveNode;
beforeAll(() => {
  node = new LiveNode();
});

const created = `mkdir /mnt/jobmgdb/nqs; ln -s /mnt/jobmgdb /usr/spool/nqs/C0A80164
printf 'ipaddress=192.168.1.100\\nNATS_URL=nats://192.168.1.100:23141\\n' >/mnt/jobmgdb/nqs/daemon.conf
echo '${SITE} SHUT /mnt/jobmgdb (/usr/spool/nqs/C0A80164)' >/sites
echo local_daemon=OFF >/usr/lib/nqs/rc/daemon.conf`;
/** A process that stays in a folder; named so that it is told from others. */
const stays = (folder: string) => `cp /bin/sleep /usr/bin/nqsbg
(cd ${folder} && exec nqsbg 60) &
until [ "$(cat /proc/$!/comm)" = nqsbg ]; do sleep 0.05; done`;

describe.skipIf(!hasNamespaces() || !haveServers('fuser'))('who holds the shared disk of a live node', () => {
  const ask = (fault: string, as = '', after = '') =>
    node.preflight({
      fault: `${created}\n${fault}`,
      args: `${SITE} 100 /mnt/jobmgdb --stage failover --rule disk-holders`,
      as,
      after,
    });

  test('nobody: the rule passes', () => {
    const ended = ask('');
    expect([ended.errors, ended.warnings, ended.notChecked, ended.verdict]).toEqual([[], [], [], 'go']);
  });

  test('a process that was left behind is told by its name', () => {
    const ended = ask(stays('/mnt/jobmgdb/lost+found'));
    expect([ended.warnings, ended.verdict]).toEqual([['disk-holders'], 'go-with-warnings']);
    expect(ended.text).toMatch(/process \d+ \(nqsbg\) holds \/mnt\/jobmgdb on jcmanager01/);
    expect(ended.findings[0]?.location).toMatchObject({ file: '(fuser -m)', line: 1, column: 15 });
  });

  test('a process elsewhere, and preflight itself, hold nothing', () => {
    expect(ask(stays('/mnt')).warnings).toEqual([]);
    // The shell that waits for it stands elsewhere.
    const inside = ask('', 'env -C /mnt/jobmgdb');
    expect(inside.warnings).toEqual([]);
  });

  test('where nothing is mounted nobody is asked: all that use the root file system would be named', () => {
    const fault = `umount /mnt/jobmgdb; ${stays('/mnt')}
printf '#!/bin/sh\\necho asked >>/asked\\n' >/usr/bin/fuser`;
    const ended = ask(fault, '', 'cat /asked >"$OUT"');
    expect([ended.warnings, ended.notChecked, ended.said]).toEqual([[], [], '']);
    expect(ask(fault.replace('umount', ': umount'), '', 'cat /asked >"$OUT"').said).toBe('asked\n');
  });

  test('a fuser that does not answer, or is missing, leaves it open', () => {
    const reason = (fault: string, args = '') =>
      node
        .preflight({
          fault: `${created}\n${fault}`,
          args: `${SITE} 100 /mnt/jobmgdb --stage failover --rule disk-holders ${args}`,
        })
        .notChecked.map(({ supply }) => supply);
    expect(reason("printf '#!/bin/sh\\nsleep 300\\n' >/usr/bin/fuser", '--timeout 3')).toEqual([
      expect.stringContaining('`fuser -vm <shared disk>` gave no answer: timed out after 3 s'),
    ]);
    expect(reason('rm /usr/bin/fuser')).toEqual([expect.stringContaining('command not found')]);
    expect(reason("printf '#!/bin/sh\\necho Cannot stat /mnt: no >&2; exit 1\\n' >/usr/bin/fuser")).toEqual([
      expect.stringContaining('Cannot stat /mnt: no'),
    ]);
  });

  test('an ordinary user does not see the processes of others, and is told so', () => {
    const ended = ask('chmod 1777 /tmp', 'setpriv --reuid=65534 --regid=65534 --clear-groups');
    expect(ended.notChecked.map(({ supply }) => supply)).toEqual([
      expect.stringContaining('not root; run preflight as root'),
    ]);
  });
});

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasNamespaces, LiveNode, type Preflight, SITE, untilGone } from './live-node.js';

let node: LiveNode;
beforeAll(() => {
  node = new LiveNode();
});

const fixture = join(import.meta.dirname, '../../fixtures/clusters/planned');
const CJCMKSITE = `/usr/lib/nqs/cluster/cjcmksite ${SITE} 100 /mnt/jobmgdb`;
const listedSite = (name: string, link: string, database = '/mnt/jobmgdb') =>
  `echo '${name} SHUT /mnt/jobmgdb (/usr/spool/nqs/${link})' | sed 's#/mnt/jobmgdb#${database}#' >>/sites
echo local_daemon=OFF >/usr/lib/nqs/rc/daemon.conf`;

/** Exactly these errors, the verdict and code that go with them, and no command to run. */
function expectNoGo(ended: Preflight, ...rules: string[]): void {
  expect([ended.errors, ended.verdict, ended.code]).toEqual([rules, 'no-go', 1]);
  expect(ended.text).toMatch(/^NO-GO: do not create the site jcmgcluster\.example\.jp on jcmanager01 yet$/m);
  expect(ended.text).not.toContain('/cjcmksite');
}

/** The lines of the last block that stand by themselves: commands to copy. */
const commands = (text: string) =>
  [...(text.split('='.repeat(72))[1] ?? '').matchAll(/^ {6}(\S.*)$/gm)].map((match) => match[1]);

describe.skipIf(!hasNamespaces())('preflight on a live node, before cjcmksite', () => {
  test('GO when all is right: the exact command, what follows it, and nothing was written', () => {
    const list = "find /mnt /usr/spool/nqs /usr/lib/nqs /etc -printf '%p %y %m %s %C@\\n' | sort";
    const ended = node.preflight({
      fault: `${list} >/before`,
      after: `${list} | diff /before - >"$OUT" && wc -l </before >"$OUT"`,
    });
    expect([ended.errors, ended.warnings, ended.verdict, ended.code, ended.stderr]).toEqual([
      [],
      [],
      'go',
      0,
      '',
    ]);
    expect(ended.text).toMatch(/^GO: create the site jcmgcluster\.example\.jp on jcmanager01$/m);
    expect(commands(ended.text)).toEqual([
      CJCMKSITE,
      `cjclint preflight ${SITE} 100 /mnt/jobmgdb --stage start`,
    ]);
    expect(ended.said).toMatch(/^\d{2,}\n$/);
  });

  test('GO WITH WARNINGS gives the command too', () => {
    const ended = node.preflight({ fault: 'touch /mnt/jobmgdb/notes.txt' });
    expect([ended.errors, ended.warnings, ended.verdict, ended.code]).toEqual([
      [],
      ['db-path-empty'],
      'go-with-warnings',
      0,
    ]);
    expect(ended.text).toMatch(/^GO WITH WARNINGS: /m);
    expect(commands(ended.text)).toContain(CJCMKSITE);
  });

  test('the VIP is not up', () => {
    const ended = node.preflight({ fault: 'ip addr del 192.168.1.100/24 dev lo' });
    expectNoGo(ended, 'vip-active');
    expect(commands(ended.text)).toEqual(['ip addr add 192.168.1.100/24 dev lo']);
  });

  test('the disk is not mounted', () => {
    const ended = node.preflight({ fault: 'umount /mnt/jobmgdb' });
    expectNoGo(ended, 'mount-active');
    expect(ended.findings[0]?.location).toMatchObject({ file: '(command line)', line: 1, column: 46 });
    expect(commands(ended.text)).toEqual(['mount /mnt/jobmgdb']);
  });

  test('umask 077', () => {
    const ended = node.preflight({ fault: 'umask 077' });
    expectNoGo(ended, 'umask-755');
    expect(commands(ended.text)).toEqual(['umask 022']);
  });

  test('a JobCenter process of the local site runs, by its pid in cjcls -a', () => {
    const ended = node.preflight({
      fault: 'echo 1190 >/local',
      args: `${SITE} 100 /mnt/jobmgdb --skip processes-complete`,
    });
    expectNoGo(ended, 'local-site-stopped');
    expect(commands(ended.text)).toEqual(['/usr/lib/nqs/nqsstop']);
  });

  test('a JobCenter process of the local site runs, by the process alone', () => {
    const ended = node.preflight({
      fault: `: >/local; cp /bin/sleep /usr/lib/nqs/jnwengine; /usr/lib/nqs/jnwengine 60 &
until [ "$(cat /proc/$!/comm)" = jnwengine ]; do sleep 0.05; done`,
    });
    expectNoGo(ended, 'local-site-stopped');
    expect(ended.findings.find(({ rule }) => rule.endsWith('local-site-stopped'))?.location?.file).toBe(
      '(ps -eo pid,ppid,user,args)',
    );
  });

  test('left-overs of an earlier try in the database path', () => {
    const ended = node.preflight({
      fault: 'mkdir /mnt/jobmgdb/nqs; echo local_daemon=OFF >/usr/lib/nqs/rc/daemon.conf',
    });
    expectNoGo(ended, 'db-path-empty');
    expect(commands(ended.text)).toEqual(['ls -la /mnt/jobmgdb /mnt/jobmgdb/nqs']);
  });

  test("the database path overlaps another site's", () => {
    const ended = node.preflight({
      fault: listedSite('jcmgother.example.jp', 'C0A80165'),
      args: `${SITE} 100 /mnt/jobmgdb/second`,
    });
    expect([ended.errors, ended.verdict, ended.code]).toEqual([['db-path-overlap'], 'no-go', 1]);
  });

  test('the machine ID is taken', () => {
    const ended = node.preflight({
      fault: `mkdir -p /mnt/other/nqs
mount -t tmpfs -o mode=755 tmpfs /mnt/other; mkdir /mnt/other/nqs
printf 'ipaddress=192.168.1.101\\nNATS_URL=nats://192.168.1.101:23141\\n' >/mnt/other/nqs/daemon.conf
ln -s /mnt/other /usr/spool/nqs/C0A80165
echo 100 >/other-id
${listedSite('jcmgother.example.jp', 'C0A80165', '/mnt/other')}`,
    });
    expectNoGo(ended, 'machine-id-unique');
  });

  test('a site of that name is there', () => {
    const ended = node.preflight({
      fault: `mkdir /mnt/jobmgdb/nqs; ln -s /mnt/jobmgdb /usr/spool/nqs/C0A80164
${listedSite(SITE, 'C0A80164')}`,
    });
    expectNoGo(ended, 'site-exists');
    expect(commands(ended.text)).toEqual([`cjclint preflight ${SITE} 100 /mnt/jobmgdb --stage start`]);
  });

  test('the site name does not resolve', () => {
    const ended = node.preflight({ args: 'jcmgnothing.example.jp 100 /mnt/jobmgdb' });
    expect([ended.errors, ended.verdict, ended.code]).toEqual([['vip-forward-lookup'], 'no-go', 1]);
    expect(ended.findings.find(({ rule }) => rule.endsWith('vip-forward-lookup'))?.location?.file).toBe(
      '(getent ahosts; getent hosts)',
    );
  });

  test('with a manifest and the snapshot of the other node: whose local site has to be stopped, and by what device', () => {
    const ended = node.preflight({
      fault: `cp -r ${fixture} /planned
printf 'local_daemon=OFF\\n' >/planned/nodes/jcmanager02/usr/lib/nqs/rc/daemon.conf
echo '/dev/sdb1 /mnt/jobmgdb xfs rw 0 0' >>/planned/nodes/jcmanager02/.facts/mounts
sed -i 's/collected_at=.*/collected_at=2020-01-01T00:00:00Z/' /planned/nodes/jcmanager02/.facts/meta
umount /mnt/jobmgdb; echo 1190 >/local`,
      args: `${SITE} 100 /mnt/jobmgdb --manifest /planned --with /planned/nodes/jcmanager02 --skip processes-complete`,
    });
    expect([ended.errors, ended.verdict, ended.code]).toEqual([
      ['local-site-stopped', 'mount-active'],
      'no-go',
      1,
    ]);
    expect(commands(ended.text).slice(0, 3)).toEqual([
      '/usr/lib/nqs/nqsstop',
      '/usr/lib/nqs/nqsstop',
      'mount -t xfs /dev/sdb1 /mnt/jobmgdb',
    ]);
  });

  test('the first start of a site that was created: GO with the cjcpw line', () => {
    const ended = node.preflight({
      fault: `mkdir /mnt/jobmgdb/nqs; ln -s /mnt/jobmgdb /usr/spool/nqs/C0A80164
printf 'ipaddress=192.168.1.100\\nNATS_URL=nats://192.168.1.100:23141\\n' >/mnt/jobmgdb/nqs/daemon.conf
${listedSite(SITE, 'C0A80164')}`,
      args: `${SITE} 100 /mnt/jobmgdb --stage start`,
    });
    expect([ended.errors, ended.warnings, ended.verdict, ended.code]).toEqual([[], [], 'go', 0]);
    expect(commands(ended.text)).toEqual([`/usr/lib/nqs/cluster/cjcpw ${SITE} /mnt/jobmgdb`]);
  });
});

describe.skipIf(!hasNamespaces())('a command of the live node that does not answer', () => {
  const cjcls = (body: string) => `printf '#!/bin/sh\\n${body}\\n' >/usr/lib/nqs/cluster/cjcls`;
  const reasonFor = (ended: Preflight, rule: string) =>
    ended.notChecked.find((each) => each.rule === `jobcenter/${rule}`)?.supply ?? '';

  /** CANNOT TELL, with the reason beside the rule and in what is to be done. */
  function expectUnanswered(ended: Preflight, reason: string): void {
    expect([ended.verdict, ended.code]).toEqual(['cannot-tell', 4]);
    expect(reasonFor(ended, 'site-exists')).toContain(
      `\`/usr/lib/nqs/cluster/cjcls\` gave no answer: ${reason}`,
    );
    expect(ended.text).toMatch(/^CANNOT TELL whether to create the site/m);
    expect(ended.text).not.toContain('/cjcmksite');
  }

  test('was asked for a name that nobody knows, and is shown with that name', () => {
    const ended = node.preflight({ args: 'nowhere.example.jp 100 /mnt/jobmgdb' });
    expect([ended.verdict, ended.code]).toEqual(['no-go', 1]);
    expect(ended.text).toContain('`getent ahosts nowhere.example.jp` gave no answer');
    expect(ended.text).toContain(
      'in a manifest (`cjclint init` writes a skeleton), and name it with --manifest',
    );
  });

  test('is missing', () => {
    expectUnanswered(node.preflight({ fault: 'rm /usr/lib/nqs/cluster/cjcls' }), 'command not found');
  });

  test('hangs, and is ended with what it started', () => {
    const ended = node.preflight({
      fault: cjcls('sleep infinity'),
      args: `${SITE} 100 /mnt/jobmgdb --timeout 1`,
      after: untilGone('sleep infinity'),
    });
    expectUnanswered(ended, 'timed out after 1 s');
    expect(ended.said).toBe('gone\n');
  });

  test('prints a megabyte', () => {
    const ended = node.preflight({ fault: cjcls('head -c 1048576 /dev/zero') });
    expectUnanswered(ended, 'printed more than 512 KiB');
  });

  test('wants root: an ordinary user is told so, and everything else is checked', () => {
    const ended = node.preflight({
      fault: `chmod 700 /usr/lib/nqs/cluster/cjcls; chmod 1777 /tmp`,
      as: 'setpriv --reuid=65534 --regid=65534 --clear-groups',
    });
    expectUnanswered(ended, 'not root (permission denied); run preflight as root');
    expect(ended.errors).toEqual([]);
  });
});

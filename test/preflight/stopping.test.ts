import { beforeAll, describe, expect, test } from 'vitest';
import { hasNamespaces, LiveNode, SITE, untilGone } from './live-node.js';

let node: LiveNode;
beforeAll(() => {
  node = new LiveNode();
});

/** A cjcls that never answers, and what ends the program as Ctrl-C does as soon as that was asked. */
const HANGS = `printf '#!/bin/sh\\n: >/asked\\nsleep infinity\\n' >/usr/lib/nqs/cluster/cjcls
interrupted() {
  "$@" &
  program=$!
  while [ ! -e /asked ] && kill -0 $program; do sleep 0.05; done
  kill -INT $program
  wait $program
}`;

describe.skipIf(!hasNamespaces())('preflight that is ended before it is done', () => {
  test('Ctrl-C ends the commands that run, and what is known by then is reported', () => {
    const ended = node.preflight({
      fault: `${HANGS}\numask 077`,
      args: `${SITE} 100 /mnt/jobmgdb --timeout 200`,
      as: 'interrupted',
      after: untilGone('sleep infinity'),
    });
    expect(ended.stderr).toContain('interrupted: what is not known by now is not checked');
    expect(ended.said).toBe('gone\n');
    // The fault that was found outweighs that the rest is open.
    expect([ended.errors, ended.verdict, ended.code]).toEqual([['umask-755'], 'no-go', 1]);
    const open = ended.notChecked.find(({ rule }) => rule === 'jobcenter/site-exists');
    expect(open?.supply).toContain('`/usr/lib/nqs/cluster/cjcls` gave no answer: interrupted');
  });

  test('where nothing was found, the exit code says that it was ended', () => {
    const ended = node.preflight({
      fault: HANGS,
      args: `${SITE} 100 /mnt/jobmgdb --timeout 200`,
      as: 'interrupted',
    });
    expect([ended.errors, ended.verdict, ended.code]).toEqual([[], 'cannot-tell', 130]);
    expect(ended.text).toMatch(/^CANNOT TELL whether to create the site/m);
  });

  test('name servers and servers that are silent cost no more than --net-timeout', () => {
    const silent = `${process.execPath} -e "
require('node:dgram').createSocket('udp4').bind(53, '127.0.0.1');
require('node:net').createServer(() => {}).listen(23141, '192.168.1.100');" &
until ss -ltn | grep -q ':23141 '; do sleep 0.05; done
rm -f /etc/resolv.conf; echo 'nameserver 127.0.0.1' >/etc/resolv.conf
echo 'hosts: files dns' >/etc/nsswitch.conf
mkdir /mnt/jobmgdb/nqs; ln -s /mnt/jobmgdb /usr/spool/nqs/C0A80164
printf 'ipaddress=192.168.1.100\\nNATS_URL=nats://192.168.1.100:23141\\n' >/mnt/jobmgdb/nqs/daemon.conf
echo '${SITE} 4711 /mnt/jobmgdb (/usr/spool/nqs/C0A80164)' >/sites`;
    const ended = node.preflight({
      fault: silent,
      args: `${SITE} 100 /mnt/jobmgdb --stage failover --net-timeout 1 --rule nats-reachable`,
    });
    expect(ended.stderr).toContain('took longer than 1 s (--net-timeout)');
    expect([ended.errors, ended.verdict, ended.code]).toEqual([[], 'cannot-tell', 4]);
    expect(ended.notChecked).toEqual([
      expect.objectContaining({
        supply: expect.stringContaining(
          '192.168.1.100:23141: not answered within the time limit of all look-ups and connections',
        ),
      }),
    ]);
  });
});

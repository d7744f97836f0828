/** One realistic output of each command, as a collector saves it. */
export const systemSamples = {
  meta: 'format=1\nhostname=jcmanager01\nplatform=linux\ncollected_at=2026-11-20T09:00:00Z\nuser=root\nmissing.getenforce=command not found\n',
  stat: '755\troot\troot\tdirectory\t/mnt/jobmgdb\n777\troot\troot\tsymbolic link\t/usr/spool/nqs/C0A80164\n',
  umask: '0022\n',
  'ip-addr':
    '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever\n2: eth0    inet 192.168.1.11/24 brd 192.168.1.255 scope global eth0\\       valid_lft forever preferred_lft forever\n',
  mounts: '/dev/sda1 / xfs rw,relatime 0 0\n/dev/sdb1 /mnt/jobmgdb ext4 rw,noatime 0 0\n',
  ps: '    PID    PPID USER     COMMAND\n      1       0 root     /sbin/init\n   1790       1 root     /usr/lib/nqs/cluster/cjcpw jcmgcluster /mnt/jobmgdb\n',
  'ps-start':
    '    PID                  STARTED COMMAND\n   1790 Sat Nov 21 03:05:02 2026 /usr/lib/nqs/cluster/cjcpw a /mnt/a\n',
  changed: '1795230302\t/usr/lib/nqs/rc/daemon.conf\n',
  listen:
    'State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process\nLISTEN 0      128          0.0.0.0:22         0.0.0.0:*\nLISTEN 0      128             [::]:23141         [::]:*\n',
  passwd: 'root:x:0:0:root:/root:/bin/bash\nbatch01:x:1001:1001:夜間バッチ:/home/batch01:/bin/bash\n',
  lookup: 'jcmgcluster\t192.168.1.100\n192.168.1.100\tjcmgcluster.example.jp jcmgcluster\nnowhere\t\n',
  getenforce: 'Enforcing\n',
  'selinux-labels': 'system_u:object_r:jobcenter_exec_t:s0 /mnt/jobmgdb\n',
  'selinux-rule': '/mnt/jobmgdb\tsystem_u:object_r:jobcenter_exec_t:s0\n',
  packages: 'bash-5.1.8-9.el9.x86_64\nNECJCMG-16.3-1.x86_64\n',
  checksums: `${'0a'.repeat(32)}  /usr/lib/nqs/rc/daemon.conf\n`,
  env: 'NQS_SITE=jcmgcluster\nNATS_URL=nats://192.168.1.100:23141\n',
  holders:
    '                     USER        PID ACCESS COMMAND\n/mnt/jobmgdb:        root     kernel mount /mnt/jobmgdb\n                     root       1790 ..c.. cjcpw\n',
} as const;

/** How outputs look after a person has saved and mailed them. */
export const disguises: ReadonlyArray<readonly [string, (text: string) => string]> = [
  ['a root prompt above', (text) => `[root@jcmanager01 ~]# some command\n${text}`],
  ['a Debian prompt below', (text) => `${text}\nroot@jcmanager01:~# \n`],
  ['a SUSE prompt above', (text) => `jcmanager01:~ # some command\n${text}`],
  ['bare prompts around', (text) => `$ some command | more\n${text}$`],
  ['a dated shell prompt', (text) => `bash-5.1$ some command\n${text}`],
  ['a PowerShell prompt', (text) => `PS C:\\Users\\x> some command\n${text}PS C:\\Users\\x>`],
  ['a cmd prompt', (text) => `C:\\JobCenter\\SV>some command\n${text}`],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['lone CR', (text) => text.replaceAll('\n', '\r')],
  ['mail quoting', (text) => text.replaceAll(/^/gm, '> ')],
  ['quoting twice and CRLF', (text) => text.replaceAll(/^/gm, '>> ').replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['blank lines between', (text) => `\n\n${text.replaceAll('\n', '\n  \n\u3000\n')}`],
  ['no-break blanks before the rows', (text) => text.replaceAll(/^(?=.)/gm, '\u00a0\u00a0')],
  ['blanks at the ends', (text) => text.replaceAll('\n', '   \n')],
  ['no line end at the end', (text) => text.trimEnd()],
];

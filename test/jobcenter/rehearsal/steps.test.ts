import { describe, expect, test } from 'vitest';
import type { StepName } from '../../../src/jobcenter/failover-steps.js';
import { ACTIVE, type Copy, rehearseCopy, SITE, STANDBY, stepOf } from './walk.js';

const common = `${STANDBY}/usr/lib/nqs/rc/daemon.conf`;
const siteFile = 'shared/mnt/jobmgdb/nqs/daemon.conf';
const agentFile = 'shared/mnt/jobagdb/jcexecutor/agent/jcexecutor_agent.yaml';
const fact = (node: string, name: string) => `${node}/.facts/${name}`;
const untouched = () => undefined;

/** The site is shut on both nodes, and its disk and VIP are where they were. */
function shut(copy: Copy): Copy {
  for (const name of ['cjcls', 'cjcls-a']) copy.replace(fact(ACTIVE, name), `${SITE} 1790`, `${SITE} SHUT`);
  copy.replace(fact(ACTIVE, 'holders'), /^ +root +179\d .*\n/gm, '');
  return copy.replace(fact(ACTIVE, 'ps'), /^ *(179\d|180\d) .*\n/gm, '');
}

interface Failing {
  readonly step: StepName;
  readonly why: string;
  readonly change: (copy: Copy) => unknown;
  /** Stands in the reason, the offending text with it. */
  readonly reason: string;
  readonly ja: string;
  /** A place of the evidence, and the text under it. */
  readonly at: { readonly file: string; readonly text: string };
  readonly rule?: string;
  readonly pair?: [string, string];
}

const failing: readonly Failing[] = [
  {
    step: 'stop-site',
    why: 'the running cjcpw watches another database',
    change: (copy) =>
      copy.replace(fact(ACTIVE, 'ps'), `cjcpw ${SITE} /mnt/jobmgdb`, `cjcpw ${SITE} /mnt/elsewhere`),
    reason: '"/mnt/elsewhere"',
    ja: '/mnt/elsewhere',
    at: { file: fact(ACTIVE, 'ps'), text: '/mnt/elsewhere' },
    rule: 'cjcpw-arguments',
  },
  {
    step: 'stop-site',
    why: 'it runs on both nodes at once',
    change: (copy) => copy.replace(fact(STANDBY, 'cjcls'), `${SITE} SHUT`, `${SITE} 2790`),
    reason: SITE,
    ja: SITE,
    at: { file: fact(STANDBY, 'cjcls'), text: '2790' },
    rule: 'site-running-once',
  },
  {
    step: 'processes-gone',
    why: 'a process of a shut site is left',
    change: (copy) => {
      shut(copy).replace(
        fact(ACTIVE, 'cjcls-a'),
        'jcmanager01            1190',
        'jcmanager01            SHUT',
      );
      copy.replace(fact(ACTIVE, 'ps'), /^ *(119\d|120\d) .*\n/gm, '');
      copy.append(fact(ACTIVE, 'ps'), '   1797       1 root     /usr/lib/nqs/jnwengine');
    },
    reason: 'process 1797 (jnwengine) is still there on jcmanager01',
    ja: 'プロセス 1797（jnwengine）が残っています',
    at: { file: fact(ACTIVE, 'ps'), text: '/usr/lib/nqs/jnwengine' },
  },
  {
    step: 'release-disk',
    why: 'a job holds the disk of a shut site',
    change: (copy) =>
      shut(copy).replace(
        fact(ACTIVE, 'holders'),
        'kernel mount /mnt/jobmgdb\n',
        'kernel mount /mnt/jobmgdb\n                     batch01   4321 ..c.. nqsbg\n',
      ),
    reason: 'process 4321 (nqsbg) holds /mnt/jobmgdb on jcmanager01',
    ja: 'プロセス 4321（nqsbg）が /mnt/jobmgdb を使用しています',
    at: { file: fact(ACTIVE, 'holders'), text: 'batch01   4321 ..c.. nqsbg' },
    rule: 'disk-holders',
  },
  {
    step: 'move-vip',
    why: 'the VIP is up on both nodes',
    change: (copy) =>
      copy.append(
        fact(STANDBY, 'ip-addr'),
        '2: ens192    inet 192.168.1.100/24 scope global secondary ens192:1',
      ),
    reason: '192.168.1.100',
    ja: '192.168.1.100',
    at: { file: fact(STANDBY, 'ip-addr'), text: '192.168.1.100' },
    rule: 'vip-up-once',
  },
  {
    step: 'move-vip',
    why: 'the VIP is the fixed address of a node',
    change: (copy) => copy.replace('cjclint.yaml', '- 192.168.1.12', '- 192.168.1.100'),
    reason: '192.168.1.100',
    ja: '192.168.1.100',
    at: { file: 'cjclint.yaml', text: '192.168.1.100' },
    rule: 'vip-is-node-address',
  },
  {
    step: 'move-vip',
    why: 'another site has the same VIP',
    change: (copy) => copy.replace('cjclint.yaml', 'vip: 192.168.1.101', 'vip: 192.168.1.100'),
    reason: '192.168.1.100',
    ja: '192.168.1.100',
    at: { file: 'cjclint.yaml', text: '192.168.1.100' },
    rule: 'vip-distinct',
  },
  {
    step: 'move-vip',
    why: 'the other node has no address in the network of the VIP',
    change: (copy) => copy.replace(fact(STANDBY, 'ip-addr'), '192.168.1.12/24', '10.20.30.12/24'),
    reason:
      'no address in the network of the VIP 192.168.1.100 (only 10.20.30.12/24), jcmanager01 has 192.168.1.11/24',
    ja: 'VIP 192.168.1.100 と同じネットワークのアドレスがありません（10.20.30.12/24 のみ',
    at: { file: fact(STANDBY, 'ip-addr'), text: '10.20.30.12' },
  },
  {
    step: 'mount-disk',
    why: 'the database lies on no shared disk',
    change: (copy) => copy.replace('cjclint.yaml', '  - /mnt/jobmgdb\n', ''),
    reason: '/mnt/jobmgdb',
    ja: '/mnt/jobmgdb',
    at: { file: 'cjclint.yaml', text: '/mnt/jobmgdb' },
    rule: 'db-path-on-shared-disk',
  },
  {
    step: 'mount-disk',
    why: 'both nodes have an xfs disk mounted',
    change: (copy) =>
      copy.append(fact(STANDBY, 'mounts'), '/dev/mapper/vg0-jobmgdb /mnt/jobmgdb xfs rw,relatime 0 0'),
    reason: '/mnt/jobmgdb (xfs)',
    ja: '/mnt/jobmgdb',
    at: { file: fact(STANDBY, 'mounts'), text: '/mnt/jobmgdb' },
    rule: 'disk-mounted-once',
  },
  {
    step: 'database',
    why: 'its mode keeps JobCenter out',
    change: (copy) =>
      copy.replace(
        fact(ACTIVE, 'stat'),
        '755\troot\troot\tdirectory\t/mnt/jobmgdb\n',
        '700\troot\troot\tdirectory\t/mnt/jobmgdb\n',
      ),
    reason: '/mnt/jobmgdb has mode 700',
    ja: '700',
    at: { file: fact(ACTIVE, 'stat'), text: '700' },
    rule: 'db-mode',
  },
  {
    step: 'database',
    why: 'it lies in the database of another site',
    change: (copy) => copy.replace('cjclint.yaml', 'database: /mnt/jobmgdb2', 'database: /mnt/jobmgdb/two'),
    reason: '/mnt/jobmgdb',
    ja: '/mnt/jobmgdb',
    at: { file: 'cjclint.yaml', text: '/mnt/jobmgdb' },
    rule: 'db-path-overlap',
  },
  {
    step: 'database',
    why: 'its label is wrong, and SELinux is enforcing where it is to run',
    change: (copy) => {
      copy.replace(
        fact(ACTIVE, 'selinux-labels'),
        'jobcenter_exec_t:s0 /mnt/jobmgdb\n',
        'mnt_t:s0 /mnt/jobmgdb\n',
      );
      copy.replace(fact(ACTIVE, 'getenforce'), 'Enforcing', 'Permissive');
    },
    reason: 'mnt_t',
    ja: 'mnt_t',
    at: { file: fact(ACTIVE, 'selinux-labels'), text: 'system_u:object_r:mnt_t:s0' },
    rule: 'selinux-label',
  },
  {
    step: 'link',
    why: 'the link leads elsewhere',
    change: (copy) => {
      const link = `${STANDBY}/usr/spool/nqs/C0A80164`;
      copy.remove(link).link(link, '/mnt/elsewhere');
    },
    reason: '/mnt/elsewhere',
    ja: '/mnt/elsewhere',
    at: { file: `${STANDBY}/usr/spool/nqs/C0A80164`, text: '' },
    rule: 'vip-link-target',
  },
  {
    step: 'resolve-name',
    why: 'the other node finds another address',
    change: (copy) =>
      copy.replace(fact(STANDBY, 'lookup'), `${SITE}\t192.168.1.100`, `${SITE}\t192.168.1.200`),
    reason: 'at 192.168.1.200 instead of the VIP 192.168.1.100',
    ja: '192.168.1.200',
    at: { file: fact(STANDBY, 'lookup'), text: '192.168.1.200' },
    rule: 'vip-forward-lookup',
  },
  {
    step: 'resolve-name',
    why: 'the VIP gives back no name there',
    change: (copy) => copy.replace(fact(STANDBY, 'lookup'), /^192\.168\.1\.100\t.*$/m, '192.168.1.100\t'),
    reason: '192.168.1.100',
    ja: '192.168.1.100',
    at: { file: fact(STANDBY, 'lookup'), text: '192.168.1.100' },
    rule: 'vip-reverse-lookup',
  },
  {
    step: 'common-settings',
    why: 'maintenance=ON is left, though that is a warning',
    change: (copy) => copy.append(common, 'maintenance=ON'),
    reason: 'maintenance=ON is left',
    ja: 'maintenance=ON が残っています',
    at: { file: common, text: 'maintenance=ON' },
    rule: 'maintenance-mode',
  },
  {
    step: 'common-settings',
    why: 'local_daemon is not set',
    change: (copy) => copy.replace(common, 'local_daemon=SITE', '#local_daemon=SITE'),
    reason: 'local_daemon is not set on jcmanager02',
    ja: 'local_daemon',
    at: { file: common, text: '# ローカルサイトとクラスタサイトの共通設定' },
    rule: 'local-daemon-mode',
  },
  {
    step: 'common-settings',
    why: 'the key is written in full-width letters',
    change: (copy) => copy.replace(common, 'local_daemon=', 'local_daemon＝'),
    reason: '＝',
    ja: '＝',
    at: { file: common, text: '＝' },
    rule: 'full-width-character',
  },
  {
    step: 'site-settings',
    why: 'NATS_URL names the node that is left',
    change: (copy) => copy.replace(siteFile, 'nats://192.168.1.100', 'nats://192.168.1.11'),
    reason: 'NATS_URL points at 192.168.1.11',
    ja: 'NATS_URL は 192.168.1.11',
    at: { file: siteFile, text: '192.168.1.11' },
    rule: 'nats-url-matches-ipaddress',
  },
  {
    step: 'site-settings',
    why: 'NATS_URL has no port, though that is a warning',
    change: (copy) => copy.replace(siteFile, ':23141', ''),
    reason: '4222',
    ja: '4222',
    at: { file: siteFile, text: 'nats://192.168.1.100' },
    rule: 'nats-url-valid',
  },
  {
    step: 'site-settings',
    why: 'ipaddress is not set',
    change: (copy) => copy.replace(siteFile, 'ipaddress=', '#ipaddress='),
    reason: 'ipaddress',
    ja: 'ipaddress',
    at: { file: siteFile, text: '# クラスタサイト: リロケータブルIPアドレスで待ち受ける' },
    rule: 'ipaddress-required',
  },
  {
    step: 'addresses-free',
    why: 'something listens on every address of the other node',
    change: (copy) =>
      copy.append(fact(STANDBY, 'listen'), 'LISTEN 0      4096              0.0.0.0:23141      0.0.0.0:*'),
    reason: 'something on jcmanager02 listens on 0.0.0.0:23141',
    ja: '0.0.0.0:23141',
    at: { file: fact(STANDBY, 'listen'), text: '0.0.0.0:23141' },
  },
  {
    step: 'addresses-free',
    why: 'the local site of the other node has the VIP',
    change: (copy) =>
      copy.replace(
        `${STANDBY}/usr/spool/nqs/daemon.conf`,
        'ipaddress=192.168.1.12',
        'ipaddress=192.168.1.100',
      ),
    reason: '192.168.1.100',
    ja: '192.168.1.100',
    at: { file: `${STANDBY}/usr/spool/nqs/daemon.conf`, text: '192.168.1.100' },
    rule: 'ipaddress-distinct',
  },
  {
    step: 'start-site',
    why: 'another site has its machine ID',
    change: (copy) => copy.replace('cjclint.yaml', 'machineId: 101', 'machineId: 100'),
    reason: 'machine ID 100',
    ja: '100',
    at: { file: 'cjclint.yaml', text: '100' },
    rule: 'machine-id-unique',
  },
  {
    step: 'start-site',
    why: 'JobCenter is not installed on the other node',
    change: (copy) => copy.replace(fact(STANDBY, 'packages'), 'NECJCMG-16.3-1.x86_64\n', ''),
    reason: 'NECJCMG',
    ja: 'NECJCMG',
    at: { file: fact(STANDBY, 'packages'), text: 'bash-5.1.8-9.el9.x86_64' },
    rule: 'release-match',
  },
  {
    step: 'processes-up',
    why: 'on the node where it runs, its engine is gone',
    change: (copy) => copy.replace(fact(ACTIVE, 'ps'), /^.*1797.*\n/m, ''),
    reason: 'jnwengine (1/2)',
    ja: 'jnwengine (1/2)',
    at: { file: fact(ACTIVE, 'ps'), text: '    PID    PPID USER     COMMAND' },
    rule: 'processes-complete',
    pair: ['jcmanager02', 'jcmanager01'],
  },
  {
    step: 'agents-reconnect',
    why: "the endpoint is a node's own",
    change: (copy) =>
      copy.replace('cjclint.yaml', 'http://jcmgcluster.example.jp:23151', 'http://jcmanager01:23151'),
    reason: 'jcmanager01',
    ja: 'jcmanager01',
    at: { file: 'cjclint.yaml', text: 'jcmanager01' },
    rule: 'agent-endpoint',
  },
  {
    step: 'agents-reconnect',
    why: 'the instance has another ID there',
    change: (copy) => copy.replace(fact(STANDBY, 'jcagctrl-list'), '0f8fad5b', '1f8fad5b'),
    reason: '1f8fad5b-d9cb-469f-a165-70867728950e',
    ja: '1f8fad5b-d9cb-469f-a165-70867728950e',
    at: { file: fact(STANDBY, 'jcagctrl-list'), text: '1f8fad5b-d9cb-469f-a165-70867728950e' },
    rule: 'instance-id-match',
  },
  {
    step: 'agents-reconnect',
    why: 'the private key is missing there',
    change: (copy) => copy.replace(fact(STANDBY, 'stat'), /^600.*jcagcluster\.pem\n/m, ''),
    reason: '/opt/keys/jcagcluster.pem of jcagcluster is not on jcmanager02',
    ja: '/opt/keys/jcagcluster.pem',
    at: { file: 'cjclint.yaml', text: '/opt/keys/jcagcluster.pem' },
  },
  {
    step: 'job-users',
    why: 'a job user is missing there',
    change: (copy) => copy.replace(fact(STANDBY, 'passwd'), /^batch02:.*\n/m, ''),
    reason: 'job user "batch02" does not exist on jcmanager02',
    ja: 'batch02',
    at: { file: 'cjclint.yaml', text: 'batch02' },
    rule: 'job-user-match',
  },
  {
    step: 'job-users',
    why: 'a job user has another uid there, though that is a warning',
    change: (copy) => copy.replace(fact(STANDBY, 'passwd'), 'batch02:x:1002', 'batch02:x:2002'),
    reason: '2002:1002',
    ja: '2002:1002',
    at: { file: fact(STANDBY, 'passwd'), text: 'batch02:x:2002:1002' },
    rule: 'job-user-id-match',
  },
  {
    step: 'restart-jobs',
    why: 'requests are dropped, though that is an info',
    change: (copy) => copy.replace(agentFile, 'action: default', 'action: abort'),
    reason: 'abort',
    ja: 'abort',
    at: { file: agentFile, text: 'abort' },
    rule: 'on-startup-action',
  },
];

describe('a step fails for its reason', () => {
  test.each(failing)('$step: $why', async ({ step, change, reason, ja, at, rule, pair }) => {
    const found = await stepOf(step, change, pair);
    expect(found).toMatchObject({
      status: 'fails',
      reason: expect.stringContaining(reason),
      reasonJa: expect.stringContaining(ja),
    });
    expect(found.evidence).toContainEqual(at);
    if (rule !== undefined) expect(found.rules).toContain(`jobcenter/${rule}`);
  });
});

interface Open {
  readonly step: StepName;
  readonly why: string;
  readonly change: (copy: Copy) => unknown;
  /** What would settle it. */
  readonly reason: string;
  readonly pair?: [string, string];
}

const without = (step: StepName, node: string, name: string, reason: string): Open => ({
  step,
  why: `without ${name}`,
  change: (copy) => copy.remove(fact(node, name)),
  reason,
});

const open: readonly Open[] = [
  without('stop-site', ACTIVE, 'cjcls', '/usr/lib/nqs/cluster/cjcls'),
  without('processes-gone', ACTIVE, 'ps', 'jcmanager01: run `ps -eo pid,ppid,user,args`'),
  without('release-disk', ACTIVE, 'holders', 'jcmanager01: run `fuser -vm <shared disk>`'),
  without('move-vip', STANDBY, 'ip-addr', 'jcmanager02: run `ip -o addr show`'),
  without('mount-disk', STANDBY, 'mounts', 'jcmanager02: run `cat /proc/mounts`'),
  without('database', ACTIVE, 'stat', '.facts/stat'),
  without('addresses-free', STANDBY, 'listen', 'jcmanager02: run `ss -ltn`'),
  without('start-site', STANDBY, 'packages', 'jcmanager02: run `rpm -qa`'),
  without('agents-reconnect', STANDBY, 'jcagctrl-list', 'jcmanager02: run `/usr/bin/jcagctrl list`'),
  {
    step: 'resolve-name',
    why: 'without lookup and hosts',
    change: (copy) => copy.remove(fact(STANDBY, 'lookup')).remove(`${STANDBY}/etc/hosts`),
    reason: 'getent',
  },
  {
    step: 'release-disk',
    why: 'something besides the site holds the disk',
    change: (copy) => copy.append(fact(ACTIVE, 'holders'), '/mnt/jobmgdb:        batch01   4321 ..c.. less'),
    reason: 'process 4321 (less) holds /mnt/jobmgdb',
  },
  {
    step: 'common-settings',
    why: 'without any data of the node',
    change: (copy) => copy.replace('cjclint.yaml', '    files: nodes/jcmanager02\n', '').remove(STANDBY),
    reason: 'its node tree with .facts',
  },
  {
    step: 'site-settings',
    why: "without the site's file",
    change: (copy) => copy.remove('shared/mnt/jobmgdb'),
    reason: '/mnt/jobmgdb/nqs/daemon.conf',
  },
  {
    step: 'link',
    why: 'a standby without the link, of which nobody says who makes it',
    change: (copy) => {
      copy.remove(`${STANDBY}/usr/spool/nqs/C0A80164`);
      copy.replace(fact(STANDBY, 'stat'), /^777.*C0A80164\n/m, '');
      for (const name of ['cjcls', 'cjcls-a'])
        copy.replace(fact(STANDBY, name), ' (/usr/spool/nqs/C0A80164)', '');
    },
    reason: 'standby jcmanager02 has no link "C0A80164"',
  },
  {
    step: 'common-settings',
    why: 'a key is written as no example writes it',
    change: (copy) => copy.replace(common, 'local_daemon=', 'Local_Daemon = '),
    reason: 'Local_Daemon',
  },
  {
    step: 'site-settings',
    why: 'a key is written as no example writes it, and the site does not run by it',
    change: (copy) => shut(copy).replace(siteFile, 'NATS_URL=', 'nats_url='),
    reason: 'nats_url',
  },
  {
    step: 'common-settings',
    why: 'the facts are those of another machine',
    change: (copy) => copy.replace(fact(STANDBY, 'meta'), 'hostname=jcmanager02', 'hostname=jcother'),
    reason: 'jcother',
  },
  {
    step: 'resolve-name',
    why: 'a broken line in resolv.def beside look-ups that are right',
    change: (copy) => copy.write(`${STANDBY}/usr/spool/nqs/resolv.def`, `${SITE} 192.168.1.100\n`),
    reason: SITE,
  },
  {
    step: 'agents-reconnect',
    why: 'an endpoint that is no URL',
    change: (copy) => copy.replace('cjclint.yaml', 'http://jcmgcluster.example.jp:23151', 'jcmgcluster'),
    reason: '"jcmgcluster"',
  },
  {
    step: 'start-site',
    why: 'another release',
    change: (copy) => copy.replace(fact(STANDBY, 'packages'), 'NECJCMG-16.3', 'NECJCMG-16.2'),
    reason: '16.2-1',
  },
  {
    step: 'processes-up',
    why: 'the site runs nowhere',
    change: shut,
    reason: 'the site runs on neither node',
  },
  {
    step: 'job-users',
    why: 'the accounts alone, for registered users cannot be listed',
    change: untouched,
    reason: '`jcagctrl add-user`',
  },
  {
    step: 'restart-jobs',
    why: "without the agent's file",
    change: (copy) => copy.remove(agentFile),
    reason: '/mnt/jobagdb/jcexecutor/agent/jcexecutor_agent.yaml',
  },
  {
    step: 'common-settings',
    why: 'the common file begins with a byte order mark, and no site runs by it',
    change: (copy) => copy.replace(common, /^/, '\ufeff'),
    reason: 'byte order mark',
  },
  {
    step: 'start-site',
    why: 'a step before it fails',
    change: (copy) => copy.append(common, 'maintenance=ON'),
    reason: 'step 9 fails before (common settings)',
  },
];

describe('of a step nobody can tell, and what would settle it is named', () => {
  test.each(open)('$step: $why', async ({ step, change, reason, pair }) => {
    const found = await stepOf(step, change, pair);
    expect(found).toMatchObject({ status: 'cannot-tell', reason: expect.stringContaining(reason) });
    expect(found.reasonJa).toMatch(/[ぁ-ん一-龠]/);
  });
});

describe('a healthy cluster', () => {
  test('passes every step from either node but what no fact can tell', async () => {
    const rehearsals = await rehearseCopy(untouched);
    const open = rehearsals.flatMap(({ site, steps }) =>
      steps.filter(({ status }) => status !== 'passes').map(({ step, status }) => [site, step, status]),
    );
    expect(rehearsals.map(({ site, from, to, outcome }) => [site, from, to, outcome])).toEqual([
      [SITE, 'jcmanager01', 'jcmanager02', 'cannot-tell'],
      [SITE, 'jcmanager02', 'jcmanager01', 'cannot-tell'],
      ['jcmgsecond.example.jp', 'jcmanager01', 'jcmanager02', 'passes'],
      ['jcmgsecond.example.jp', 'jcmanager02', 'jcmanager01', 'passes'],
    ]);
    expect(open).toEqual([
      [SITE, 'job-users', 'cannot-tell'],
      [SITE, 'job-users', 'cannot-tell'],
    ]);
  });

  test('has its evidence under the values that show it', async () => {
    const evidence = async (step: StepName) => (await stepOf(step, untouched)).evidence;
    expect(await evidence('stop-site')).toEqual([{ file: fact(ACTIVE, 'cjcls'), text: '1790' }]);
    expect(await evidence('common-settings')).toEqual([{ file: common, text: 'local_daemon=SITE' }]);
    expect(await evidence('site-settings')).toEqual([
      { file: siteFile, text: 'ipaddress=192.168.1.100' },
      { file: siteFile, text: 'NATS_URL=nats://192.168.1.100:23141' },
    ]);
    expect(await evidence('move-vip')).toEqual([{ file: fact(STANDBY, 'ip-addr'), text: '192.168.1.12' }]);
  });

  test('does not fail for the other node: what is wrong where the site leaves matters to the way back', async () => {
    const steps = await Promise.all(
      [
        ['jcmanager01', 'jcmanager02'],
        ['jcmanager02', 'jcmanager01'],
      ].map(async ([from = '', to = '']) => {
        const change = (copy: Copy) => copy.append(common, 'maintenance=ON');
        return (await stepOf('common-settings', change, [from, to])).status;
      }),
    );
    expect(steps).toEqual(['fails', 'passes']);
  });

  test('goes back to the node that knows the database where it stands, though two nodes without a manifest are even', async () => {
    const elsewhere = (copy: Copy) => {
      const link = `${STANDBY}/usr/spool/nqs/C0A80164`;
      copy.remove(link).link(link, '/mnt/elsewhere').remove(fact(STANDBY, 'cjcls')).remove('cjclint.yaml');
    };
    const failingSteps = async (from: string, to: string) => {
      const [rehearsal] = await rehearseCopy(elsewhere, { site: SITE, from, to }, ['nodes', 'shared']);
      return rehearsal?.steps.filter(({ status }) => status === 'fails').map(({ step }) => step);
    };
    expect(await failingSteps('jcmanager01', 'jcmanager02')).toEqual(['link']);
    expect(await failingSteps('jcmanager02', 'jcmanager01')).toEqual([]);
  });

  test('has no process too many where its local site runs, though the node is called by its full name', async () => {
    const full = (copy: Copy) => {
      shut(copy).remove('cjclint.yaml');
      for (const node of [ACTIVE, STANDBY])
        copy.replace(
          fact(node, 'meta'),
          /^(hostname=\w+)$/m,
          `hostname=${node.slice('nodes/'.length)}.example.jp`,
        );
    };
    const [rehearsal] = await rehearseCopy(full, { site: SITE, from: 'jcmanager01.example.jp' }, [
      'nodes',
      'shared',
    ]);
    const gone = rehearsal?.steps.find(({ step }) => step === 'processes-gone');
    expect(gone?.reason.en).toContain('those of its local site');
    expect(gone?.status).toBe('passes');
  });

  test('passes what its site runs by, however it is written', async () => {
    const change = (copy: Copy) => copy.replace(siteFile, 'NATS_URL=', 'nats_url=');
    expect((await stepOf('site-settings', change)).status).toBe('passes');
  });

  test('is judged by what a fault does: nothing suppresses it', async () => {
    const change = (copy: Copy) =>
      copy.append(common, '# cjclint-disable-file maintenance-mode -- known\nmaintenance=ON');
    expect((await stepOf('common-settings', change)).status).toBe('fails');
  });
});

describe('agents', () => {
  test('of a manager elsewhere move by themselves, and the steps of a site do not apply to them', async () => {
    const rehearsals = await rehearseCopy((copy) =>
      copy
        .replace('cjclint.yaml', '    site: jcmgcluster.example.jp\n', '')
        .replace('cjclint.yaml', 'http://jcmgcluster.example.jp:23151', 'http://192.0.2.10:23151'),
    );
    const alone = rehearsals.filter(({ site }) => site === null);
    expect(alone.map(({ from, to }) => [from, to])).toEqual([
      ['jcmanager01', 'jcmanager02'],
      ['jcmanager02', 'jcmanager01'],
    ]);
    const reasons = new Map(alone[0]?.steps.map(({ step, reason }) => [step, reason.en]));
    expect(reasons.get('start-site')).toContain('does not apply');
    expect(reasons.get('mount-disk')).toContain('/mnt/jobagdb');
    const [site] = rehearsals;
    const reconnect = site?.steps.find(({ step }) => step === 'agents-reconnect');
    expect(reconnect).toMatchObject({
      status: 'passes',
      reason: { en: expect.stringContaining('no agent of') },
    });
  });

  test('that nobody declares leave the step open where jcagctrl list is missing and no manifest speaks', async () => {
    const { outcome, steps } = await inferredWithout('jcagctrl-list');
    expect(outcome).toBe('cannot-tell');
    expect(steps.find(({ step }) => step === 'agents-reconnect')?.reason.en).toContain(
      '/usr/bin/jcagctrl list',
    );
  });
});

async function inferredWithout(name: string) {
  const [rehearsal] = await rehearseCopy((copy) => {
    copy.remove('cjclint.yaml');
    for (const node of [ACTIVE, STANDBY]) copy.remove(fact(node, name));
  });
  if (rehearsal === undefined) throw new Error('nothing was rehearsed');
  return rehearsal;
}

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverKey } from '../../src/resolve/answer.js';
import { cjclint } from '../cli/run-program.js';
import { builtBundle } from '../project/bundle.js';
import { emptyFolder, haveIpv6, haveServers, type Running, startBind, startDnsmasq } from './name-servers.js';
import { clusterWithoutNames, withResolvConf } from './nameless-cluster.js';

const installed = haveServers('named', 'dnsmasq');
const hasIpv6 = await haveIpv6();

const NAME = 'jcmgcluster.example.jp';
/** Zones in which the names of the VIPs 192.168.1.100 (as given) and 192.168.1.101 stand. */
const reverse = (records: string) => ({
  'example.jp': 'jcmgcluster A 192.168.1.100\njcmgsecond A 192.168.1.101',
  '1.168.192.in-addr.arpa': `101 PTR jcmgsecond.example.jp.\n${records}`,
});
const forward = (records: string) => ({
  'example.jp': `jcmgsecond A 192.168.1.101\n${records}`,
  '1.168.192.in-addr.arpa': `101 PTR jcmgsecond.example.jp.\n100 PTR ${NAME}.`,
});
const right = reverse(`100 PTR ${NAME}.`);

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly node: string | null;
  readonly related: readonly { readonly message: string }[];
}

interface Told {
  readonly findings: readonly Found[];
  readonly notChecked: readonly { readonly rule: string; readonly supply: string }[];
}

const at = (server: Running): string => serverKey(server);
const ADDRESS_RULES = [
  'vip-forward-lookup',
  'vip-reverse-lookup',
  'vip-lookup-consistent',
  'site-name-alias',
];

/** What the rules on names say of the first site when these servers are asked. */
async function told(...servers: readonly Running[]): Promise<Told> {
  const asked = servers.flatMap((server) => ['--dns-server', at(server)]);
  const rules = [...ADDRESS_RULES, 'vip-dual-stack', 'vip-loopback'].flatMap((rule) => ['--rule', rule]);
  const { out, err } = await cjclint(
    ['lint', '--lang', 'en', '--format', 'json', '--dns', ...asked, ...rules, '.'],
    { cwd: clusterWithoutNames() },
  );
  expect(err).toBe('');
  const { findings, notChecked } = JSON.parse(out);
  return { findings, notChecked };
}

/** `rule severity: message` of one node, for servers whose two nodes say the same. */
async function findingsOf(...servers: readonly Running[]): Promise<string[]> {
  const { findings } = await told(...servers);
  const ports = (text: string) =>
    servers.reduce((all, server, n) => all.replaceAll(at(server), `S${n + 1}`), text);
  return findings
    .filter(({ node }) => node !== 'jcmanager02')
    .map(({ rule, severity, message }) => `${rule.replace('jobcenter/', '')} ${severity}: ${ports(message)}`)
    .sort();
}

describe.skipIf(!installed)('with a real BIND and a real dnsmasq', () => {
  const running: Running[] = [];
  const bind = async (zones: Readonly<Record<string, string>>) => {
    const server = await startBind(zones);
    running.push(server);
    return server;
  };
  const dnsmasq = async (...lines: readonly string[]) => {
    const server = await startDnsmasq(lines);
    running.push(server);
    return server;
  };
  const healthyLines = [
    `host-record=${NAME},192.168.1.100`,
    'host-record=jcmgsecond.example.jp,192.168.1.101',
  ];
  let healthy: Running;
  beforeAll(async () => {
    healthy = await bind(right);
  });
  afterAll(async () => {
    await Promise.all(running.map((server) => server.stop()));
  });

  test('servers that say what is right let every rule on names pass', async () => {
    const { findings, notChecked } = await told(healthy, await dnsmasq(...healthyLines));
    expect(findings).toEqual([]);
    expect(notChecked).toEqual([]);
  });

  test.each([
    ['none', '', `jcmanager01 (DNS S1) finds no name for the VIP 192.168.1.100; it has to be "${NAME}"`],
    [
      'another name',
      '100 PTR rack7.example.org.',
      `jcmanager01 (DNS S1) finds the name "rack7.example.org" for the VIP 192.168.1.100 instead of "${NAME}"`,
    ],
    [
      'the short name',
      '100 PTR jcmgcluster.',
      `jcmanager01 (DNS S1) finds only the short name "jcmgcluster" for the VIP 192.168.1.100; it has to be the full name "${NAME}"`,
    ],
    [
      'a dangling CNAME',
      '100 CNAME 100.64/26\n',
      `on jcmanager01 (DNS S1) the VIP 192.168.1.100 leads by CNAME to "100.64/26.1.168.192.in-addr.arpa", which has no PTR record; it has to give "${NAME}"`,
    ],
    [
      'a loop',
      '100 CNAME a\na CNAME 100',
      `on jcmanager01 (DNS S1) the CNAMEs of the VIP 192.168.1.100 lead in a circle (back to "100.1.168.192.in-addr.arpa"); it has to give "${NAME}"`,
    ],
  ])('a PTR record that is missing or wrong is an error: %s', async (_, records, message) => {
    expect(await findingsOf(await bind(reverse(records)))).toEqual([`vip-reverse-lookup error: ${message}`]);
  });

  test('several PTR records without the right one are an error that names them', async () => {
    const [only, ...more] = await findingsOf(
      await bind(reverse('100 PTR a.example.jp.\n100 PTR b.example.jp.')),
    );
    expect(more).toEqual([]);
    expect(only).toMatch(
      /^vip-reverse-lookup error: .* several names .*"jcmgcluster.example.jp" is not among them/,
    );
    expect(only).toContain('a.example.jp');
    expect(only).toContain('b.example.jp');
  });

  test('several PTR records with the right one are a warning', async () => {
    expect(await findingsOf(await bind(reverse(`100 PTR ${NAME}.\n100 PTR b.example.jp.`)))).toEqual([
      `vip-reverse-lookup warning: on jcmanager01 (DNS S1) the VIP 192.168.1.100 also gives "b.example.jp" in a record of its own: which one answers, that or "${NAME}", is left to chance`,
    ]);
  });

  test('a PTR record behind a CNAME is right (RFC 2317)', async () => {
    const zones = reverse(`100 CNAME 100.64/26\n100.64/26 PTR ${NAME}.`);
    expect(await findingsOf(await bind(zones))).toEqual([]);
  });

  test('right on one server only is an error, whichever is asked first', async () => {
    const none = await bind(reverse(''));
    const message = (first: string, second: string) =>
      `vip-lookup-consistent error: the name servers of jcmanager01 disagree on "192.168.1.100": ${first} | ${second}`;
    expect(await findingsOf(healthy, none)).toEqual([message(`${NAME}: S1`, '-: S2')]);
    expect(await findingsOf(none, healthy)).toEqual([
      message('-: S1', `${NAME}: S2`),
      `vip-reverse-lookup error: jcmanager01 (DNS S1) finds no name for the VIP 192.168.1.100; it has to be "${NAME}"`,
    ]);
  });

  test('servers that give different addresses are an error', async () => {
    const other = await dnsmasq(
      `address=/${NAME}/192.168.1.200`,
      `ptr-record=100.1.168.192.in-addr.arpa,${NAME}`,
      'host-record=jcmgsecond.example.jp,192.168.1.101',
    );
    expect(await findingsOf(healthy, other)).toEqual([
      `vip-lookup-consistent error: the name servers of jcmanager01 disagree on "${NAME}": 192.168.1.100: S1 | 192.168.1.200: S2`,
    ]);
  });

  test('what each server sees is told by its address', async () => {
    const none = await bind(reverse(''));
    const { findings } = await told(healthy, none);
    const ofServers = findings.find(({ node }) => node === 'jcmanager01');
    expect(ofServers?.related.map(({ message }) => message)).toEqual([
      `${NAME} on jcmanager01 (DNS ${at(healthy)})`,
      `no answer on jcmanager01 (DNS ${at(none)})`,
    ]);
  });

  test('a lame server leaves it open, and says why', async () => {
    const { findings, notChecked } = await told(await bind({ 'example.org': '' }));
    expect(findings).toEqual([]);
    for (const rule of ADDRESS_RULES) {
      const open = notChecked.filter((each) => each.rule === `jobcenter/${rule}`);
      expect(open.length, rule).toBeGreaterThan(0);
      for (const { supply } of open) expect(supply).toContain('REFUSED');
    }
  });

  test('a server that passes the zone on to another one leaves it open, and says why', async () => {
    const { findings, notChecked } = await told(
      await bind({
        'example.jp': 'jcmgcluster A 192.168.1.100\njcmgsecond A 192.168.1.101',
        '168.192.in-addr.arpa': '1 NS ns.elsewhere.example.',
      }),
    );
    expect(findings).toEqual([]);
    const open = notChecked.filter(({ rule }) => rule === 'jobcenter/vip-reverse-lookup');
    expect(open).toHaveLength(4);
    for (const { supply } of open) expect(supply).toContain('lame (neither authoritative nor recursive)');
    expect(notChecked.map(({ rule }) => rule)).not.toContain('jobcenter/vip-forward-lookup');
  });

  test('beside a lame server, the one that knows decides, and whether they agree is left open', async () => {
    const lame = await bind({ 'example.org': '' });
    const { findings, notChecked } = await told(lame, healthy);
    expect(findings).toEqual([]);
    expect([...new Set(notChecked.map(({ rule }) => rule))]).toEqual(['jobcenter/vip-lookup-consistent']);
    expect(notChecked[0]?.supply).toContain(
      `let every name server answer, or leave out those that cannot (DNS ${at(lame)}: REFUSED)`,
    );
  });

  test('a server that cannot be reached leaves it open, and says why', async () => {
    const gone = await startBind(right);
    await gone.stop();
    const { findings, notChecked } = await told(gone);
    expect(findings).toEqual([]);
    expect(notChecked.find(({ rule }) => rule === 'jobcenter/vip-forward-lookup')?.supply).toContain(
      `DNS ${at(gone)}: not reachable`,
    );
  });

  test('a name without an address, and one that leads elsewhere, are errors', async () => {
    expect(await findingsOf(await bind(forward('')))).toEqual([
      `vip-forward-lookup error: jcmanager01 (DNS S1) finds no address for "${NAME}"; it has to be the VIP 192.168.1.100`,
    ]);
    expect(await findingsOf(await bind(forward('jcmgcluster A 192.168.1.200')))).toEqual([
      `vip-forward-lookup error: jcmanager01 (DNS S1) finds "${NAME}" at 192.168.1.200 instead of the VIP 192.168.1.100`,
    ]);
  });

  test('a CNAME that leads nowhere, or in a circle, is told apart from a name without an address', async () => {
    const ends = 'it has to be the VIP 192.168.1.100';
    expect(await findingsOf(await bind(forward('jcmgcluster CNAME gone')))).toEqual([
      `site-name-alias error: on jcmanager01 (DNS S1) "${NAME}" is only an alias of "gone.example.jp"; a site's name has to be the first name`,
      `vip-forward-lookup error: on jcmanager01 (DNS S1) "${NAME}" leads by CNAME to "gone.example.jp", which has no address; ${ends}`,
    ]);
    expect(await findingsOf(await bind(forward('jcmgcluster CNAME a\na CNAME jcmgcluster')))).toEqual([
      `vip-forward-lookup error: on jcmanager01 (DNS S1) the CNAMEs of "${NAME}" lead in a circle (back to "${NAME}"); ${ends}`,
    ]);
  });

  test('a chain of CNAMEs past the limit leaves it open, and is called that', async () => {
    const chain = Array.from({ length: 20 }, (_, n) => `cname=l${n}.example.jp,l${n + 1}.example.jp`);
    const server = await dnsmasq(
      `cname=${NAME},l0.example.jp`,
      ...chain,
      'host-record=l20.example.jp,192.168.1.100',
    );
    const { findings, notChecked } = await told(server);
    expect(findings.filter(({ rule }) => rule.endsWith('vip-forward-lookup'))).toEqual([]);
    expect(notChecked.find(({ rule }) => rule.endsWith('vip-forward-lookup'))?.supply).toContain(
      `DNS ${at(server)}: more CNAMEs one after the other than are followed`,
    );
  });

  test("a site's name that is a CNAME is an alias", async () => {
    expect(await findingsOf(await bind(forward('jcmgcluster CNAME rack7\nrack7 A 192.168.1.100')))).toEqual([
      `site-name-alias error: on jcmanager01 (DNS S1) "${NAME}" is only an alias of "rack7.example.jp"; a site's name has to be the first name`,
    ]);
  });

  test('an IPv6 address beside the VIP is told with the link that is made', async () => {
    const both = await bind(forward('jcmgcluster A 192.168.1.100\njcmgcluster AAAA 2001:db8::64'));
    expect(await findingsOf(both)).toEqual([
      `vip-dual-stack info: jcmanager01 finds "${NAME}" at 192.168.1.100 and 2001:db8::64; the link is made from the IPv4 address: C0A80164`,
    ]);
  });

  describe.skipIf(!hasIpv6)('over IPv6', () => {
    const v6 = async (zones: Readonly<Record<string, string>>) => {
      const server = await startBind(zones, '::1');
      running.push(server);
      return server;
    };

    test('BIND and dnsmasq are asked at [::1] with a port, each by itself', async () => {
      const other = await startDnsmasq(
        [`host-record=${NAME},192.168.1.200`, ...healthyLines.slice(1)],
        '::1',
      );
      running.push(other);
      const right6 = await v6(right);
      expect(await findingsOf(right6)).toEqual([]);
      expect(await findingsOf(right6, other)).toEqual([
        `vip-lookup-consistent error: the name servers of jcmanager01 disagree on "${NAME}": 192.168.1.100: S1 | 192.168.1.200: S2`,
      ]);
    });

    test('over TCP too, where an answer is too long for a datagram', async () => {
      const many = Array.from({ length: 90 }, (_, n) => `100 PTR name-number-${n}.example.jp.`).join('\n');
      const [only, ...more] = await findingsOf(await v6(reverse(many)));
      expect(more).toEqual([]);
      expect(only).toMatch(/finds several names .*: name-number-/);
    });

    test('one that cannot be reached is told with its brackets', async () => {
      const gone = await startBind(right, '::1');
      await gone.stop();
      const { findings, notChecked } = await told(gone);
      expect(findings).toEqual([]);
      expect(notChecked[0]?.supply).toContain(`DNS [::1]:${gone.port}: not reachable`);
    });
  });

  test('names shows what each of them says', async () => {
    const other = await dnsmasq(`address=/${NAME}/192.168.1.200`);
    const servers = [healthy, other].flatMap((server) => ['--dns-server', at(server)]);
    const { code, out } = await cjclint(['names', '--lang', 'en', '--dns', ...servers], {
      cwd: clusterWithoutNames(),
    });
    expect(code).toBe(0);
    const [forwards = '', reverses = ''] = out.split('\n\n').slice(1);
    const rows = (block: string) => block.split('\n').map((line) => line.trim().replace(/ {2,}/g, '  '));
    expect(rows(forwards)).toContain(`* DNS ${at(healthy)}  192.168.1.100  right`);
    expect(rows(forwards)).toContain(`DNS ${at(other)}  192.168.1.200  wrong: not the VIP`);
    expect(rows(reverses)).toContain(`* DNS ${at(healthy)}  ${NAME}  right`);
    expect(rows(reverses)).toContain(`DNS ${at(other)}  -  cannot tell: refused (REFUSED)`);
  });

  test('without --dns a server is a mistake', async () => {
    const { code, err } = await cjclint(['lint', '--lang', 'en', '--dns-server', at(healthy)]);
    expect(code).toBe(2);
    expect(err).toContain('--dns-server is used with --dns only');
  });
});

test('without --dns no socket is made, whatever resolv.conf says', async ({ skip }) => {
  const folder = clusterWithoutNames();
  withResolvConf(folder, 'nameserver 192.0.2.53\n');
  const log = join(emptyFolder(), 'strace.log');
  const trace = (...args: readonly string[]) =>
    spawnSync('strace', ['-f', '-e', 'trace=socket,connect,sendto', '-o', log, process.execPath, ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  const { error } = trace('-e', '0');
  const cannotTrace = error !== undefined || !readFileSync(log, 'utf8').includes('exited with 0');
  if (cannotTrace && process.env.CI !== 'true') skip('strace cannot be used here');
  const bundle = builtBundle();
  for (const offline of [['lint', '--fail-on', 'never'], ['names'], ['diagnose', '--fail-on', 'never']]) {
    trace(bundle, ...offline, '.');
    expect(readFileSync(log, 'utf8'), offline[0]).toContain('exited with 0');
    expect(readFileSync(log, 'utf8'), offline[0]).not.toMatch(/socket\(AF_INET|sendto\(/);
  }
  trace(bundle, 'lint', '--fail-on', 'never', '--dns', '--dns-server', '127.0.0.1:9', '.');
  expect(readFileSync(log, 'utf8')).toMatch(/socket\(AF_INET/);
});

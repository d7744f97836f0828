import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasNamespaces } from '../preflight/live-node.js';
import { haveIpv6, haveServers } from './name-servers.js';
import { BIND, DNSMASQ, type Node, type Seen, seenInNamespace } from './seen-by-getent.js';

const NAME = 'jcmgcluster.example.jp';
const VIP = '192.168.1.100';
const ZONES = {
  'example.jp': `jcmgcluster A ${VIP}
jcmgtwo A ${VIP}
jcmgtwo AAAA 2001:db8::64
alias CNAME jcmgcluster
circle CNAME circle2
circle2 CNAME circle
dangling CNAME nowhere
*.any A ${VIP}
sub DNAME other
jcmg.other A ${VIP}
v6 AAAA 2001:db8::64
several A ${VIP}
several A 192.168.1.200
${Array.from({ length: 90 }, (_, n) => `big A 10.0.0.${n + 1}`).join('\n')}`,
  'example.org': 'jcmgcluster A 192.168.1.222\njcmgcluster.example.jp A 192.168.1.223',
  '1.168.192.in-addr.arpa': `100 PTR ${NAME}.
101 CNAME 101.64/26\n101.64/26 PTR ${NAME}.
102 CNAME nowhere
103 CNAME a103\na103 CNAME 103
104 PTR jcmgcluster\n105 PTR JCMGcluster.EXAMPLE.jp.
106 PTR jcmgcluster\\.example.jp.`,
};
/** On the second server the name stands for something else. */
const OTHERWISE = [`host-record=${NAME},192.168.1.200`, 'cname=away.example.jp,jcmgcluster.example.jp'];

const node = (over: Partial<Node>): Node => ({
  name: NAME,
  vip: VIP,
  hosts: '127.0.0.1 localhost\n',
  resolv: `nameserver ${BIND}\n`,
  nsswitch: 'hosts: files dns\n',
  hostName: 'jcmanager01',
  ...over,
});
const named = (name: string, rest = ''): Partial<Node> => ({ name, resolv: `nameserver ${BIND}\n${rest}` });
const resolv = (text: string): Partial<Node> => ({ resolv: text });
const hosts = (line: string, over: Partial<Node> = {}): Partial<Node> => ({
  hosts: `127.0.0.1 localhost\n${line}\n`,
  nsswitch: 'hosts: files\n',
  ...over,
});
/** The hosts file says otherwise than DNS. */
const both = (sources: string): Partial<Node> =>
  hosts(`192.168.1.200 ${NAME}\n${VIP} rack7.example.jp`, { nsswitch: `hosts: ${sources}\n` });
const dnsAlone = (sources: string): Partial<Node> => hosts('', { nsswitch: `hosts: ${sources}\n` });

/** Cases in which what cjclint says the node goes by has to be what the C library finds there. */
const SAME: Readonly<Record<string, Partial<Node>>> = {
  'a name in DNS': {},
  'a name with a last dot': named(`${NAME}.`),
  'a name in capitals': named('JCMGCluster.Example.JP'),
  'an alias': named('alias.example.jp'),
  'a circle of CNAMEs': named('circle.example.jp'),
  'a CNAME that leads nowhere': named('dangling.example.jp'),
  'a wildcard': named('a.b.any.example.jp'),
  'a name under a DNAME': named('jcmg.sub.example.jp'),
  'a name with IPv6 alone': named('v6.example.jp'),
  'a name with both': named('jcmgtwo.example.jp'),
  'a name with several addresses': named('several.example.jp'),
  'an answer too long for a datagram': named('big.example.jp'),
  'no such name': named('none.example.jp'),
  'a PTR record behind a CNAME (RFC 2317)': { vip: '192.168.1.101' },
  'a PTR record that is missing behind a CNAME': { vip: '192.168.1.102' },
  'PTR records in a circle': { vip: '192.168.1.103' },
  'a PTR record without its last dot': { vip: '192.168.1.104' },
  'ndots:0': named('jcmgcluster', 'search example.org example.jp\noptions ndots:0\n'),
  'ndots:5': named(NAME, 'search example.org\noptions ndots:5\n'),
  'ndots:15': named(NAME, 'search example.org\noptions ndots:15\n'),
  'ndots:99': named(NAME, 'search example.org\noptions ndots:99\n'),
  'a short name': named('jcmgcluster', 'search example.jp\n'),
  'a short name, the last of search and domain': named(
    'jcmgcluster',
    'search example.jp\ndomain example.org\n',
  ),
  'a short name, two domains': named('alias', 'search example.org example.jp\n'),
  'a short name in the domain of the host name': {
    ...named('jcmgcluster'),
    hostName: 'jcmanager01.example.jp',
  },
  'options in one line and another': named(
    'jcmgtwo.example.jp',
    'options rotate timeout:1 attempts:1\noptions no-aaaa edns0\n',
  ),
  'use-vc': named(NAME, 'options use-vc\n'),
  inet6: named(NAME, 'options inet6\n'),
  'keywords behind blanks': resolv(`  nameserver ${BIND}\nnameserver ${DNSMASQ}\n`),
  'CR LF': resolv(`nameserver ${BIND}\r\nnameserver ${DNSMASQ}\n`),
  'servers that are none do not count': resolv(
    `nameserver ns.example.jp\nnameserver 1.2.3\nnameserver ${BIND}\n`,
  ),
  'a fourth server': resolv(
    `nameserver 192.168.1.91\nnameserver 192.168.1.92\nnameserver 192.168.1.93\nnameserver ${BIND}\noptions timeout:1 attempts:1\n`,
  ),
  'the first server counts': resolv(`nameserver ${BIND}\nnameserver ${DNSMASQ}\n`),
  'the first server counts, turned round': resolv(`nameserver ${DNSMASQ}\nnameserver ${BIND}\n`),
  'a dead server before it': resolv(`nameserver 192.168.1.90\nnameserver ${BIND}\noptions timeout:1\n`),
  'a CNAME of dnsmasq': { ...named('away.example.jp'), ...resolv(`nameserver ${DNSMASQ}\n`) },
  'files dns': both('files dns'),
  'dns files': both('dns files'),
  files: both('files'),
  dns: both('dns'),
  'files [NOTFOUND=return] dns': both('files [NOTFOUND=return] dns'),
  'files [NOTFOUND=return] dns, not in hosts': dnsAlone('files [NOTFOUND=return] dns'),
  'files [!UNAVAIL=return] dns, not in hosts': dnsAlone('files [!UNAVAIL=return] dns'),
  'dns [NOTFOUND=return] files': both('dns [NOTFOUND=return] files'),
  'dns [!UNAVAIL=return] files': both('dns [!UNAVAIL=return] files'),
  'dns [ notfound = return ] files': both('dns [ notfound = return ] files'),
  'files mdns4_minimal [NOTFOUND=return] dns': dnsAlone('files mdns4_minimal [NOTFOUND=return] dns'),
  'two lines of hosts:': { ...both(''), nsswitch: 'hosts: dns\nhosts: files\n' },
  'hosts without a colon': { ...both(''), nsswitch: 'hosts dns files\n' },
  'a comment behind the sources': { ...both(''), nsswitch: 'hosts: files # dns\n' },
  'tabs and a comment in hosts': hosts(`${VIP}\t\t${NAME}\tjcmg # x y`),
  'an alias in capitals in hosts': hosts(`${VIP} rack7 JCMGCLUSTER.EXAMPLE.JP`),
  'two lines of one name in hosts': hosts(`${VIP} ${NAME}\n192.168.1.200 ${NAME}`),
  'an address with leading zeros in hosts': hosts(`192.168.001.100 ${NAME}`),
  'an IPv6 address in hosts': hosts(`2001:db8::64 ${NAME}`),
  'a loopback address in hosts': hosts(`127.0.1.1 ${NAME}`),
  'CR LF in hosts': hosts(`${VIP} ${NAME} jcmg\r`),
  'an indented line in hosts': hosts(`   ${VIP} ${NAME}`),
};
/** Cases of the reverse look-up in which the node finds nothing, and cjclint rightly does not say what it is. */
const OPEN: Readonly<Record<string, Partial<Node>>> = {
  'a dot in a label of a PTR record': { vip: '192.168.1.106' },
};

const canRun =
  haveServers('named', 'dnsmasq', 'dig', 'ip') && hasNamespaces() && (await haveIpv6()) && hasGetent();

function hasGetent(): boolean {
  const { status } = spawnSync('getent', ['--version']);
  if (status !== 0 && process.env.CI === 'true') throw new Error('no getent');
  return status === 0;
}

describe.skipIf(!canRun)('what a node goes by is what getent finds with the same files', () => {
  const titles = [...Object.keys(SAME), ...Object.keys(OPEN)];
  const seen = new Map<string, Seen>();
  beforeAll(() => {
    const nodes = [...Object.values(SAME), ...Object.values(OPEN)].map(node);
    for (const [n, each] of seenInNamespace(ZONES, OTHERWISE, nodes).entries())
      seen.set(titles[n] ?? '', each);
  }, 300_000);

  test.each(Object.keys(SAME))('%s', (title) => {
    const { getent, cjclint } = seen.get(title) ?? {};
    // Where cjclint cannot tell, the node finds nothing either.
    expect({ forward: cjclint?.forward ?? [], reverse: (cjclint?.reverse ?? []).map(lower) }).toEqual({
      forward: getent?.forward,
      reverse: getent?.reverse.map(lower),
    });
  });

  test.each(Object.keys(OPEN))('%s is left open', (title) => {
    const { getent, cjclint } = seen.get(title) ?? {};
    expect([getent?.reverse, cjclint?.reverse]).toEqual([[], null]);
  });

  test('the cases are no empty ones: both find something in most, and the node nothing in some', () => {
    const found = [...seen.values()].filter(({ getent }) => getent.forward.length > 0);
    expect(found.length).toBeGreaterThan(titles.length / 2);
    expect(found.length).toBeLessThan(titles.length);
  });
});

const lower = (name: string): string => name.toLowerCase();

import { beforeAll, describe, expect, test } from 'vitest';
import { haveServers } from '../resolve/name-servers.js';
import { hasNamespaces, LiveNode, type Preflight, SITE } from './live-node.js';

const VIP = '192.168.1.100';
const OTHER = 'jcmanager02';

let node: LiveNode;
beforeAll(() => {
  node = new LiveNode();
});

/** The site was created, and `cjcls` shows it running here; its processes are other tests' affair. */
const runs = (pid = '4711') => `mkdir -p /mnt/jobmgdb/nqs; ln -s /mnt/jobmgdb /usr/spool/nqs/C0A80164
printf 'ipaddress=${VIP}\\nNATS_URL=nats://${VIP}:23141\\n' >/mnt/jobmgdb/nqs/daemon.conf
echo '${SITE} ${pid} /mnt/jobmgdb (/usr/spool/nqs/C0A80164)' >/sites
echo local_daemon=OFF >/usr/lib/nqs/rc/daemon.conf`;

/** Waits until something takes connections, without connecting. */
const ready = (port: number) => `until ss -ltn | grep -q ':${port} '; do sleep 0.05; done`;
const nats = (port = 23141, address = VIP) =>
  `nats-server -a ${address} -p ${port} >/dev/null 2>&1 &\n${ready(port)}`;
/** A plain listener that does with each connection as the script says. */
const listener = (script: string, port = 23141) =>
  `${process.execPath} -e "require('node:net').createServer((s) => { s.on('error', () => {}); ${script} }).listen(${port}, '${VIP}')" &
${ready(port)}`;
/** A listener that takes nobody, with its queue full: the kernel drops whatever else comes. */
const crowded = (port = 23141) => `cat >/crowded.mjs <<'SCRIPT'
import { connect, createServer } from 'node:net';
if (process.argv[2] === 'fill') {
  for (let n = 0; n < 4; n += 1) connect(${port}, '${VIP}').on('error', () => {});
} else {
  createServer().listen({ port: ${port}, host: '${VIP}', backlog: 1 }, () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
}
SCRIPT
${process.execPath} /crowded.mjs &
${ready(port)}
${process.execPath} /crowded.mjs fill &
until ss -Hltn 'sport = :${port}' | awk '{ full = $2 > $3 } END { exit !full }'; do sleep 0.05; done`;
/** Loopback alone, so that the VIP is nobody's; by default lo takes its whole network. */
const without = (route: string) => `ip addr flush dev lo; ip addr add 127.0.0.1/8 dev lo
ip addr add 192.168.1.11/32 dev lo; ${route}`;

const about = (rule: string) => `${SITE} 100 /mnt/jobmgdb --rule ${rule}`;
const messageOf = ({ text }: Preflight) => /error: (.*)/.exec(text)?.[1] ?? '';
const canRun = hasNamespaces() && haveServers('nats-server');

describe.skipIf(!canRun)('preflight of a site that runs on the live node', () => {
  const ask = (fault: string, started = runs()) =>
    node.preflight({
      fault: `${started}\n${fault}`,
      args: `${about('nats-reachable')} --stage start`,
    });
  const expectNoGo = (ended: Preflight, message: string | RegExp) => {
    expect([ended.errors, ended.verdict, ended.code]).toEqual([['nats-reachable'], 'no-go', 1]);
    expect(messageOf(ended)).toMatch(message);
    expect(ended.findings[0]?.location).toMatchObject({
      file: '/mnt/jobmgdb/nqs/daemon.conf',
      line: 2,
      column: 10,
    });
  };

  test('a real NATS server answers where NATS_URL leads', () => {
    const ended = ask(nats());
    expect([ended.errors, ended.warnings, ended.notChecked, ended.verdict, ended.stderr]).toEqual([
      [],
      [],
      [],
      'go',
      '',
    ]);
    expect(ended.text).toMatch(
      /What listens where, seen from this node:\n {2}192\.168\.1\.100:23141: NATS server 2\.\d+\.\d+\n/,
    );
  });

  test('what it saw is kept, told again from the file, and not taken for what is so at another time', () => {
    const args = `${about('nats-reachable')} --stage start`;
    const live = node.preflight({
      fault: `${runs()}\n${nats(4222)}`,
      args: `${args} --save-lookups /tmp/site.lookups`,
      after: 'cp /tmp/site.lookups "$OUT"',
    });
    expectNoGo(live, /nothing listens .* a NATS server answers on 192\.168\.1\.100:4222 \(2\./);
    expect(live.said).toMatch(/\ntcp\tjcmanager01\t20\S+Z\t192\.168\.1\.100:23141\trefused\n/);
    const file = `cat >/tmp/site.lookups <<'END'\n${live.said}END`;
    const replayed = node.preflight({
      fault: `${runs()}\n${nats()}\n${file}`,
      args: `${args} --lookups /tmp/site.lookups`,
    });
    expect(replayed.findings).toEqual(live.findings);
    expect(replayed.text).toMatch(/ {2}192\.168\.1\.100:23141: connection refused \(20\S+Z\)\n/);
    const old = live.said.replace(/\t20\d\d-/g, '\t2019-');
    const late = node.preflight({
      fault: `${runs()}\n${file.replace(live.said, old)}`,
      args: `${args} --lookups /tmp/site.lookups`,
    });
    expect([late.errors, late.notChecked.map(({ rule }) => rule)]).toEqual([
      [],
      ['jobcenter/nats-reachable'],
    ]);
    expect(late.notChecked[0]?.supply).toMatch(/no connection told anything \(.*connection refused \(2019-/);
  });

  test('a host name in NATS_URL is looked up as the node does', () => {
    const named = runs().replace(`nats://${VIP}`, 'nats://jcmgother.example.jp');
    const there = nats(23141, '192.168.1.101');
    expect(ask(`ip addr add 192.168.1.101/24 dev lo\n${there}`, named).verdict).toBe('go');
    expectNoGo(ask(nats(), named), /nothing listens on 192\.168\.1\.101:23141/);
  });

  test.skipIf(!haveServers('dnsmasq'))('and on its name servers, where only they know it', () => {
    const named = runs().replace(`nats://${VIP}`, 'nats://bus.example.jp');
    const serve = `dnsmasq --conf-file=/dev/null --pid-file --user= --group= --no-resolv --no-hosts \\
--listen-address=127.0.0.1 --bind-interfaces --host-record=bus.example.jp,${VIP}
rm -f /etc/resolv.conf; echo 'nameserver 127.0.0.1' >/etc/resolv.conf
echo 'hosts: files dns' >/etc/nsswitch.conf`;
    expect(ask(`${nats()}\n${serve}`, named).verdict).toBe('go');
    const unknown = ask(nats(), named);
    expect([unknown.errors, unknown.notChecked.map(({ supply }) => supply)]).toEqual([
      [],
      [expect.stringContaining('getent')],
    ]);
  });

  test('the server listens on another port: which, and what version it is', () => {
    expectNoGo(
      ask(nats(4222)),
      /nothing listens on 192\.168\.1\.100:23141, where its NATS_URL leads; a NATS server answers on 192\.168\.1\.100:4222 \(2\.\d+\.\d+\)/,
    );
  });

  test('nothing listens at all', () => {
    expectNoGo(ask(''), new RegExp(`^${SITE} runs on jcmanager01, but nothing listens on ${VIP}:23141`));
  });

  test('something else listens: what it says is told, and nothing of it reaches the terminal raw', () => {
    const banner = String.raw`s.end('SSH-2.0-OpenSSH_9.2 \\x1b[31m\\r\\nmore\\r\\n')`;
    const ended = ask(listener(banner));
    expectNoGo(ended, 'is no NATS server: it says "SSH-2.0-OpenSSH_9.2 \\x1b[31m"');
    expect(ended.text).not.toContain('\x1b[31m');
  });

  test('something listens and says nothing, within the time limit', () => {
    expectNoGo(ask(listener('')), /says nothing; a NATS server greets with INFO/);
  });

  test("a NATS server's port for other servers of its cluster is not one for its clients", () => {
    const cluster = `cat >/nats.conf <<'CONF'
listen: "${VIP}:4222"
cluster { name: c, listen: "${VIP}:23141" }
CONF
nats-server -c /nats.conf >/dev/null 2>&1 &
${ready(23141)}`;
    const ended = ask(cluster);
    expectNoGo(
      ended,
      /is not there for clients: NATS server 2\.\d+\.\d+, its port for other servers of the cluster; a NATS server answers on 192\.168\.1\.100:4222 \(2\./,
    );
    expect(ended.text).toContain(`${VIP}:4222: NATS server 2.`);
  });

  test('something floods without a line', () => {
    const flood = "const pour = () => { while (s.write('x'.repeat(65536))); }; s.on('drain', pour); pour();";
    expectNoGo(ask(listener(flood)), /is no NATS server: it says "x{60}…"/);
  });

  test('a server that says INFO byte by byte is a NATS server', () => {
    const line = String.raw`[...'INFO {\\x22version\\x22:\\x222.9.10\\x22}\\r\\n'].forEach((c, n) => setTimeout(() => s.write(c), n * 20))`;
    expect(ask(listener(line)).verdict).toBe('go');
  });

  test('nothing comes back, or no route leads there: the site gets no answer either', () => {
    expectNoGo(ask(crowded()), /cannot be reached from there/);
    expectNoGo(ask(without('')), /cannot be reached from there/);
  });
});

describe.skipIf(!canRun)('preflight before a failover from another node', () => {
  /** The other node's snapshot of this moment shows the site running; the file of the disk is known from it. */
  const elsewhere = `${runs('SHUT')}
mkdir -p /other/.facts /other/mnt/jobmgdb/nqs
cp /mnt/jobmgdb/nqs/daemon.conf /other/mnt/jobmgdb/nqs
sed 's/SHUT/4711/' /sites | cat - >/other/.facts/cjcls
printf 'format=1\\nhostname=${OTHER}\\nplatform=linux\\ncollected_at=%s\\n' "$(date -u +%FT%TZ)" >/other/.facts/meta`;
  const ask = (fault: string) =>
    node.preflight({
      fault: `${elsewhere}\n${fault}`,
      args: `${about('nats-reachable')} --stage failover --with /other`,
    });

  test('its NATS server answers', () => {
    const ended = ask(nats());
    expect([ended.errors, ended.notChecked, ended.verdict]).toEqual([[], [], 'go']);
  });

  test('the other node takes the packets and nothing listens there', () => {
    const ended = ask('');
    expect([ended.errors, ended.code]).toEqual([['nats-reachable'], 1]);
    expect(messageOf(ended)).toContain(`${SITE} runs on ${OTHER}, but nothing listens on ${VIP}:23141`);
  });

  test('nothing comes back: a firewall may be right to do so, so nothing is told, and that blocks', () => {
    const ended = ask(crowded());
    expect([ended.errors, ended.verdict, ended.code]).toEqual([[], 'cannot-tell', 4]);
    expect(ended.notChecked).toEqual([
      expect.objectContaining({
        rule: 'jobcenter/nats-reachable',
        supply: expect.stringContaining(`no connection told anything (${VIP}:23141: timed out`),
      }),
    ]);
  });
});

describe.skipIf(!canRun)('preflight before an agent is made', () => {
  const manifest = `cat >/cjclint.yaml <<'YAML'
nodes: [{name: jcmanager01}]
sites: [{name: ${SITE}, machineId: 100, database: /mnt/jobmgdb, vip: ${VIP}}]
agents: [{name: jcagcluster, site: ${SITE}, endpoint: "http://${SITE}:23151", spool: /mnt/jobagdb}]
YAML
mkdir /mnt/jobagdb`;
  const ask = (fault: string, pid = '4711') =>
    node.preflight({
      fault: `${runs(pid)}\n${manifest}\n${fault}`,
      args: `${about('endpoint-reachable')} --stage create-agent --manifest cjclint.yaml`,
    });

  test('the endpoint takes the connection, whatever it says', () => {
    const ended = ask(listener('', 23151));
    expect([ended.errors, ended.notChecked, ended.verdict]).toEqual([[], [], 'go']);
  });

  test('nothing listens there', () => {
    const ended = ask('');
    expect([ended.errors, ended.verdict, ended.code]).toEqual([['endpoint-reachable'], 'no-go', 1]);
    expect(messageOf(ended)).toBe(
      `${SITE} runs, but nothing listens on ${VIP}:23151, the endpoint, for jcmanager01: connection refused`,
    );
    expect(ended.findings[0]?.location).toMatchObject({ file: 'cjclint.yaml', line: 3, column: 71 });
  });

  test('no packet comes back, and no route leads there', () => {
    expect(messageOf(ask(crowded(23151)))).toContain('it does not answer');
    expect(messageOf(ask(without(`ip route add unreachable ${VIP}/32`)))).toContain('no route leads there');
  });

  test('of a stopped site nobody expects an answer', () => {
    const ended = ask('', 'SHUT');
    expect([ended.errors, ended.notChecked, ended.verdict]).toEqual([[], [], 'go']);
  });

  test('where nothing tells whether the site runs, a refusal tells nothing, and that blocks', () => {
    const ended = ask('rm /usr/lib/nqs/cluster/cjcls');
    expect([ended.errors, ended.verdict, ended.code]).toEqual([[], 'cannot-tell', 4]);
    expect(ended.notChecked[0]?.supply).toContain('cjcls');
  });
});

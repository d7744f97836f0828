import { beforeAll, describe, expect, test } from 'vitest';
import { haveServers } from '../resolve/name-servers.js';
import { hasNamespaces, LiveNode, type Preflight, type Question, SITE } from './live-node.js';

let node: LiveNode;
beforeAll(() => {
  node = new LiveNode();
});

/** Everything of the node, of its files and of who can be reached from it that must not leave the house. */
const PRIVATE = /.{0,40}(?:jcmg|jcmanager|example\.jp|192\.168|168\.192|jobmgdb|c0a801|geheim).{0,40}/gi;
const others = ['html', 'sarif', 'junit', 'github', 'gitlab', 'markdown'];
const written = others.map((format) => `--format ${format} -o /tmp/page.${format}`).join(' ');

/** In SARIF the rules stand on the line of the tool. */
const pages = ({ said }: Preflight) =>
  said
    .split('\n')
    .filter((line) => !line.includes('"driver"'))
    .join('\n');

const database = '/mnt/jobmgdb';
const plainArgs = `${SITE} 100 ${database}`;
const shapeOf = ({ code, verdict, errors, warnings, findings, notChecked }: Preflight) => ({
  code,
  verdict,
  errors,
  warnings,
  findings: findings.map(({ rule, location }) => [rule, location?.line]),
  notChecked: notChecked.map(({ rule }) => rule),
});

/** The same question as it is and redacted; the redacted one's pages. */
function bothWays({ args = plainArgs, ...question }: Question) {
  const plain = node.preflight({ ...question, args });
  const hidden = node.preflight({
    ...question,
    args: `${args} --redact ${written}`,
    after: 'cat /tmp/page.* >"$OUT"',
  });
  expect(shapeOf(hidden)).toEqual(shapeOf(plain));
  expect((hidden.text + hidden.stderr).match(PRIVATE)).toBeNull();
  expect(JSON.stringify(hidden.findings).match(PRIVATE)).toBeNull();
  expect(pages(hidden)).toContain('<html');
  expect(pages(hidden).match(PRIVATE)).toBeNull();
  return { plain, hidden };
}

const other = `mkdir -p /other/.facts /other/etc; cp /etc/hosts /other/etc
printf '192.168.1.100\\tgeheim1.example.jp\\n${SITE}\\t192.168.1.100\\n' >/other/.facts/lookup
printf 'format=1\\nhostname=jcmanager02\\nplatform=linux\\n' >/other/.facts/meta`;
const manifest = `mkdir -p /geheim2; cat >/geheim2/cjclint.yaml <<'YAML'
cluster: geheim3
nodes: [{name: jcmanager01, addresses: [192.168.1.11]}, {name: jcmanager02, addresses: [192.168.1.12]}]
sharedDisks: [${database}]
sites: [{name: ${SITE}, machineId: 100, database: ${database}, vip: 192.168.1.100}]
agents: [{name: geheim4, instance: geheim5, spool: /mnt/geheim6, users: [geheim7]}]
YAML`;
const runs = `mkdir -p ${database}/nqs; ln -s ${database} /usr/spool/nqs/C0A80164
printf 'ipaddress=192.168.1.100\\nNATS_URL=nats://geheim8.example.jp:23141\\n' >${database}/nqs/daemon.conf
echo '192.168.1.100 geheim8.example.jp' >>/etc/hosts
echo '${SITE} 4711 ${database} (/usr/spool/nqs/C0A80164)' >/sites
echo local_daemon=OFF >/usr/lib/nqs/rc/daemon.conf`;
const greeting = `${process.execPath} -e "require('node:net').createServer((s) => { s.on('error', () => {}); s.end('220 mail.geheim9.example.com ESMTP for jcmanager01\\\\r\\\\n') }).listen(23141, '192.168.1.100')" &
until ss -ltn | grep -q ':23141 '; do sleep 0.05; done`;

describe.skipIf(!hasNamespaces())('a redacted preflight on a live node', () => {
  test('GO: the commands are under other names, which is said before them', () => {
    const { plain, hidden } = bothWays({});
    expect(plain.verdict).toBe('go');
    expect(plain.text).not.toContain('--redact');
    const said = hidden.text.indexOf('put the real names, addresses and paths into every command');
    const command = hidden.text.search(
      /^ {6}\/usr\/lib\/nqs\/cluster\/cjcmksite site1\.zone1\.jp 100 \/mnt\/dir\d$/m,
    );
    expect(said).toBeGreaterThan(0);
    expect(command).toBeGreaterThan(said);
  });

  test.each([
    ['the VIP is not up', { fault: 'ip addr del 192.168.1.100/24 dev lo' }],
    ['the disk is not mounted', { fault: 'umount /mnt/jobmgdb' }],
    ['files are in the way', { fault: `mkdir ${database}/nqs; touch ${database}/geheim1.txt` }],
    ['a link was left', { fault: `ln -s ${database} /usr/spool/nqs/C0A80164` }],
    ['the name leads elsewhere', { fault: `echo '192.168.1.7 ${SITE}' >/etc/hosts` }],
    ['the site is there', { fault: runs }],
    ['it is about to start', { fault: runs, args: `${plainArgs} --stage start` }],
    ['a snapshot of the other node', { fault: other, args: `${plainArgs} --with /other` }],
    [
      'a manifest',
      { fault: `${manifest}\n${other}`, args: `${plainArgs} --manifest /geheim2 --with /other` },
    ],
  ])('finds the same as without: %s', (_, question) => {
    bothWays(question);
  });

  test.skipIf(!haveServers('nats-server'))('tells what servers answer, but no name in it', () => {
    const { hidden } = bothWays({
      fault: `${runs}\n${greeting}`,
      args: `${plainArgs} --stage start --rule nats-reachable`,
    });
    expect(hidden.errors).toEqual(['nats-reachable']);
    expect(hidden.text).toMatch(/it says "220 \S+ ESMTP for node1"/);
  });

  test('is refused with what needs the names as they are', () => {
    for (const option of ['--save-lookups x', '--baseline x']) {
      const ended = node.preflight({ args: `${plainArgs} --redact ${option}` });
      expect([ended.code, ended.stderr]).toEqual([
        2,
        expect.stringContaining('--redact cannot be given with'),
      ]);
    }
  });
});

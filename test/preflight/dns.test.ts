import { expect, test } from 'vitest';
import { haveServers } from '../resolve/name-servers.js';
import { hasNamespaces, LiveNode, SITE } from './live-node.js';

const canRun = haveServers('dnsmasq') && hasNamespaces();

test.skipIf(!canRun)(
  "preflight asks the node's name servers by itself, where nsswitch.conf has it ask DNS",
  () => {
    const node = new LiveNode();
    const serve = `dnsmasq --conf-file=/dev/null --pid-file --user= --group= --no-resolv --no-hosts \\
--listen-address=127.0.0.1 --bind-interfaces --host-record=${SITE},192.168.1.200
rm -f /etc/resolv.conf; echo 'nameserver 127.0.0.1' >/etc/resolv.conf`;
    const asked = node.preflight({ fault: `${serve}\necho 'hosts: files dns' >/etc/nsswitch.conf` });
    expect(asked.text).toContain(`"${SITE}" is 192.168.1.200 in DNS, but 192.168.1.100 in the look-up`);
    expect([asked.errors, asked.warnings, asked.code]).toEqual([[], ['vip-lookup-consistent'], 0]);
    const silent = node.preflight({ fault: serve });
    expect([silent.errors, silent.warnings, silent.code]).toEqual([[], [], 0]);
  },
);

test.skipIf(!canRun)('preflight keeps what they said, and takes it from the file when they are gone', () => {
  const node = new LiveNode();
  const configured = `rm -f /etc/resolv.conf; echo 'nameserver 127.0.0.1' >/etc/resolv.conf
echo 'hosts: files dns' >/etc/nsswitch.conf`;
  const serve = `dnsmasq --conf-file=/dev/null --pid-file --user= --group= --no-resolv --no-hosts \\
--listen-address=127.0.0.1 --bind-interfaces --host-record=${SITE},192.168.1.200`;
  const args = `${SITE} 100 /mnt/jobmgdb`;
  const live = node.preflight({ fault: `${serve}\n${configured}`, args: `${args} --save-lookups "$OUT"` });
  expect(live.said).toContain(`\n127.0.0.1:53\tA\t${SITE}\tfound\t192.168.1.200\n`);
  const file = `cat >/tmp/site.lookups <<'END'\n${live.said}END`;
  const replayed = node.preflight({
    fault: `${configured}\n${file}`,
    args: `${args} --lookups /tmp/site.lookups`,
  });
  expect(live.warnings).toEqual(['vip-lookup-consistent']);
  expect(replayed.findings).toEqual(live.findings);
});

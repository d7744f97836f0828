import type { Cluster } from '../cluster.js';
import type { NodePlan } from '../plan.js';
import { inManifest, lineOf, placeOf, read, removeLines, replace, write } from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const linux = { platform: 'linux' } as const;
const two = { ...linux, sites: 2 } as const;
const OTHER = '198.51.100.9';

/** Takes every process of a name out of a node's lists, the local site's too. */
function kill(c: Cluster, node: NodePlan, name: RegExp): Place[] {
  for (const fact of ['ps', 'ps-start']) {
    const file = c.fact(node, fact);
    const kept = read(c, file)
      .split('\n')
      .filter((line) => !name.test(line));
    write(c, file, kept.join('\n'));
  }
  return [{ file: c.fact(node, 'ps') }, { file: c.fact(node, 'cjcls') }, inManifest(c, 'sites', 0, 'name')];
}

const both = (c: Cluster, fact: string, text: string): Place[] =>
  [c.active(), c.standby()].map((node) => lineOf(c, c.fact(node, fact), text));

function env(c: Cluster, node: NodePlan, ...lines: readonly string[]): string {
  const file = c.fact(node, 'env');
  write(c, file, lines.map((line) => `${line}\n`).join(''));
  return file;
}

export const nodeFaults: readonly Fault[] = [
  fault('release-match/other-version', 'warning', linux, (c) => {
    replace(c, c.fact(c.standby(), 'packages'), 'NECJCMG-16.3-1', 'NECJCMG-16.2-1');
    return both(c, 'packages', 'NECJCMG');
  }),
  fault('release-match/package-missing', 'warning', linux, (c) => {
    removeLines(c, c.fact(c.standby(), 'packages'), /^NECJCpkg/);
    return [lineOf(c, c.fact(c.active(), 'packages'), 'NECJCpkg'), { file: c.fact(c.standby(), 'packages') }];
  }),
  fault('license-match/other-file', 'warning', linux, (c) => {
    replace(c, c.fact(c.standby(), 'checksums'), /^[0-9a-f]{64}/, 'ab'.repeat(32));
    return both(c, 'checksums', 'jobcenter_key.dat');
  }),
  fault('license-manager-present/not-installed', 'info', linux, (c) => {
    removeLines(c, c.fact(c.standby(), 'packages'), /^NECWSLM/);
    return [{ file: c.fact(c.standby(), 'packages') }];
  }),
  fault('processes-complete/engine-gone', 'error', linux, (c) => kill(c, c.active(), /jnwengine/)),
  fault('processes-complete/web-server-gone', 'error', linux, (c) =>
    kill(c, c.active(), /jcexecutor_webserver/),
  ),
  fault('processes-complete/one-jnwcaster', 'error', { ...linux, localDaemon: 'OFF' }, (c) => {
    const node = c.active();
    const pid = c.site().pid + 5;
    return kill(c, node, new RegExp(`^ +${pid} .*jnwcaster`));
  }),
  fault('processes-complete/only-cjcpw', 'error', linux, (c) =>
    kill(c, c.active(), /\/usr\/lib\/nqs\/(?!cluster)/),
  ),
  fault('processes-complete/nats-server-gone', 'warning', linux, (c) => kill(c, c.active(), /nats-server/)),
  fault('cjcpw-arguments/other-database', 'error', linux, (c) => {
    const file = c.fact(c.active(), 'ps');
    const line = `cjcpw ${c.site().name} ${c.site().database}`;
    replace(c, file, line, `cjcpw ${c.site().name} /mnt/elsewhere`);
    replace(c, c.fact(c.active(), 'ps-start'), line, `cjcpw ${c.site().name} /mnt/elsewhere`);
    return [lineOf(c, file, `cjcpw ${c.site().name} /mnt/elsewhere`)];
  }),
  fault('cjcpw-arguments/other-site', 'error', linux, (c) => {
    const file = c.fact(c.active(), 'ps');
    const line = `cjcpw ${c.site().name} ${c.site().database}`;
    for (const each of [file, c.fact(c.active(), 'ps-start')])
      replace(c, each, line, `cjcpw oldsite ${c.site().database}`);
    return [lineOf(c, file, 'cjcpw oldsite')];
  }),
  fault('site-running-once/two-nodes', 'error', linux, (c) => {
    const standby = c.standby();
    c.site().runningOn.push(standby.name);
    c.rerender();
    const nodes = c.site().runningOn.map((name) => c.nodeNamed(name));
    return nodes.map((node) => lineOf(c, c.fact(node, 'cjcls'), `${c.site().name} `));
  }),
  fault('site-running-once/windows', 'error', { platform: 'windows' }, (c) => {
    const standby = c.standby();
    c.site().runningOn.push(standby.name);
    c.rerender();
    const nodes = c.site().runningOn.map((name) => c.nodeNamed(name));
    return nodes.map((node) => lineOf(c, c.fact(node, 'cjcls'), `${c.site().name} `));
  }),
  fault('nqs-site-env/no-such-site', 'warning', linux, (c) => {
    const file = env(c, c.active(), 'NQS_SITE=nosuchsite');
    return [placeOf(c, file, 'nosuchsite')];
  }),
  fault('nats-url-env/other-port', 'warning', linux, (c) => {
    const url = `nats://${c.site().vip.includes(':') ? `[${c.site().vip}]` : c.site().vip}:4222`;
    const file = env(c, c.active(), `NQS_SITE=${c.site().name}`, `NATS_URL=${url}`);
    return [placeOf(c, file, url)];
  }),
  fault('nats-url-env/of-the-local-site', 'warning', linux, (c) => {
    const url = `nats://${c.active().addresses[0]}:23141`;
    const file = env(c, c.active(), `NQS_SITE=${c.site().name}`, `NATS_URL=${url}`);
    return [placeOf(c, file, url)];
  }),
  fault('nats-url-env/of-the-site-while-local', 'warning', linux, (c) => {
    const file = env(c, c.active(), `NATS_URL=nats://${OTHER}:23141`);
    return [placeOf(c, file, `nats://${OTHER}:23141`)];
  }),
  fault('disk-holders/job-left-behind', 'warning', linux, (c) => {
    const node = c.active();
    const { disk } = c.site();
    c.site().runningOn = [];
    c.rerender();
    const file = c.fact(node, 'holders');
    write(
      c,
      file,
      `${' '.repeat(21)}USER        PID ACCESS COMMAND\n${`${disk}:`.padEnd(20)} root     kernel mount ${disk}\n${' '.repeat(21)}batch01    4321 ..c.. nqsbg\n`,
    );
    return [lineOf(c, file, 'nqsbg')];
  }),
  fault('disk-holders/shell-while-running', 'info', linux, (c) => {
    const file = c.fact(c.active(), 'holders');
    const { disk } = c.site();
    const row = `${' '.repeat(21)}batch01    4321 ..c.. bash`;
    replace(c, file, `kernel mount ${disk}\n`, `kernel mount ${disk}\n${row}\n`);
    return [lineOf(c, file, row)];
  }),
  fault('disk-mounted-once/two-nodes', 'error', linux, (c) => {
    const standby = c.standby();
    const disk = c.disk(c.site().disk);
    disk.mountedOn.push(standby.name);
    c.rerender();
    return [c.active(), standby].map((node) =>
      placeOf(c, c.fact(node, 'mounts'), disk.path, ` ${disk.path} `),
    );
  }),
  fault('vip-up-once/two-nodes', 'error', linux, (c) => {
    c.site().vipOn.push(c.standby().name);
    c.rerender();
    return [c.active(), c.standby()].map((node) =>
      placeOf(c, c.fact(node, 'ip-addr'), c.site().vip, ` ${c.site().vip}/`),
    );
  }),
  fault('several-sites-one-node/two-sites', 'info', two, (c) => [
    { file: c.manifest },
    { file: c.fact(c.active(), 'cjcls') },
  ]),
];

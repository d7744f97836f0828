import { inUrl } from '../addresses.js';
import type { Cluster } from '../cluster.js';
import type { NodePlan } from '../plan.js';
import { natsUrl } from '../render-config.js';
import { STARTED } from '../render-processes.js';
import {
  addLine,
  drop,
  firstLine,
  lineOf,
  nodeEntry,
  placeOf,
  read,
  removeLines,
  replace,
  setKey,
} from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const linux = { platform: 'linux' } as const;
const windows = { platform: 'windows' } as const;
const two = { sites: 2 } as const;

const own = (node: NodePlan): string => node.addresses[0] ?? '';

/** Takes a key out of the files; it is then reported at their first line. */
function without(cluster: Cluster, files: readonly string[], key: string): Place[] {
  for (const file of files) removeLines(cluster, file, new RegExp(`^${key}=`));
  return files.map(firstLine);
}

const ip = (c: Cluster, value: string): Place[] => setKey(c, c.siteFiles(), 'ipaddress', value);
const url = (c: Cluster, value: string): Place[] => setKey(c, c.siteFiles(), 'NATS_URL', value);
/** A URL that is wrong in one part, which may be named alone. */
function badUrl(c: Cluster, value: string): Place[] {
  url(c, value);
  return c.siteFiles().map((file) => lineOf(c, file, 'NATS_URL='));
}
/** What stands in the file that was not changed may be named instead of what was. */
const valueIn = (c: Cluster, files: readonly string[], key: string): Place[] =>
  files.map((file) => {
    const value = new RegExp(`^${key}=([^\\r\\n]*)`, 'm').exec(read(c, file))?.[1] ?? '';
    return placeOf(c, file, value, `${key}=${value}`);
  });

export const daemonConfFaults: readonly Fault[] = [
  fault('local-daemon-mode/key-missing', 'error', linux, (c) =>
    without(c, [c.common(c.standby())], 'local_daemon'),
  ),
  fault('local-daemon-mode/file-missing', 'error', linux, (c) => {
    c.tree.delete(c.common(c.standby()));
    return [nodeEntry(c, c.standby())];
  }),
  fault('local-daemon-mode/other-value', 'error', linux, (c) =>
    setKey(c, [c.common(c.active())], 'local_daemon', 'ON'),
  ),
  fault('local-daemon-mode/every-node', 'error', linux, (c) =>
    c.managers().flatMap((node) => without(c, [c.common(node)], 'local_daemon')),
  ),
  fault('local-daemon-match/one-node-differs', 'info', linux, (c) => {
    const other = c.plan.localDaemon === 'SITE' ? 'OFF' : 'SITE';
    setKey(c, [c.common(c.standby())], 'local_daemon', other);
    return valueIn(
      c,
      c.managers().map((node) => c.common(node)),
      'local_daemon',
    );
  }),
  fault('maintenance-mode/standby', 'warning', linux, (c) =>
    addLine(c, [c.common(c.standby())], 'maintenance=ON', 'ON'),
  ),
  fault('maintenance-mode/every-node', 'warning', linux, (c) =>
    c.managers().flatMap((node) => addLine(c, [c.common(node)], 'maintenance=ON', 'ON')),
  ),
  fault('ipaddress-required/cluster-site', 'error', {}, (c) => without(c, c.siteFiles(), 'ipaddress')),
  fault('ipaddress-required/local-site-beside-it', 'error', { ...linux, localDaemon: 'SITE' }, (c) =>
    without(c, [c.local(c.standby())], 'ipaddress'),
  ),
  fault('ipaddress-required/local-site-off', 'warning', { ...linux, localDaemon: 'OFF' }, (c) =>
    without(c, [c.local(c.standby())], 'ipaddress'),
  ),
  fault('ipaddress-required/local-site-windows', 'error', windows, (c) =>
    without(c, [c.local(c.standby())], 'ipaddress'),
  ),
  ...[
    ['leading-zero', '010.1.1.1'],
    ['two-parts', '10.1'],
    ['prefix', '192.0.2.10/24'],
    ['range', '192.0.2.10-12'],
    ['host-name', 'jcmg.example.jp'],
    ['octet-too-large', '192.0.2.256'],
  ].map(([id, value = '']) => fault(`ipaddress-valid/${id}`, 'error', {}, (c) => ip(c, value))),
  fault('ipaddress-valid/local-site', 'error', {}, (c) =>
    setKey(c, [c.local(c.node(0))], 'ipaddress', '192.0.2'),
  ),
  fault('ipaddress-is-vip/other-address', 'error', {}, (c) => ip(c, '198.51.100.9'), [
    'nats-url-matches-ipaddress',
  ]),
  fault(
    'ipaddress-is-vip/node-address-instead',
    'error',
    {},
    (c) => ip(c, own(c.active())),
    // The local site listens there already.
    ['nats-url-matches-ipaddress', 'ipaddress-distinct'],
  ),
  fault(
    'ipaddress-is-vip/node-address-besides',
    'error',
    {},
    (c) => {
      const address = own(c.active());
      ip(c, `${c.site().vip},${address}`);
      return c.siteFiles().map((file) => placeOf(c, file, address, 'ipaddress='));
    },
    ['ipaddress-distinct'],
  ),
  fault('ipaddress-distinct/two-sites', 'error', two, (c) => {
    ip(c, `${c.site(0).vip},${c.site(1).vip}`);
    return [0, 1].flatMap((index) =>
      c.siteFiles(index).map((file) => placeOf(c, file, c.site(1).vip, 'ipaddress=')),
    );
  }),
  fault(
    'ipaddress-distinct/local-site-on-the-vip',
    'error',
    {},
    (c) => [
      ...setKey(c, [c.local(c.active())], 'ipaddress', c.site().vip),
      ...valueIn(c, c.siteFiles(), 'ipaddress'),
    ],
    ['nats-url-matches-ipaddress'],
  ),
  fault('ipaddress-count/six', 'info', {}, (c) => {
    const more = [1, 2, 3, 4, 5].map((last) => `198.51.100.${last}`);
    ip(c, [c.site().vip, ...more].join(','));
    return c.siteFiles().map((file) => lineOf(c, file, 'ipaddress='));
  }),
  fault('nats-url-required/cluster-site', 'error', {}, (c) => without(c, c.siteFiles(), 'NATS_URL')),
  fault('nats-url-required/local-site-beside-it', 'error', { ...linux, localDaemon: 'SITE' }, (c) =>
    without(c, [c.local(c.standby())], 'NATS_URL'),
  ),
  fault('nats-url-required/local-site-off', 'warning', { ...linux, localDaemon: 'OFF' }, (c) =>
    without(c, [c.local(c.standby())], 'NATS_URL'),
  ),
  fault('nats-url-required/local-site-windows', 'error', windows, (c) =>
    without(c, [c.local(c.standby())], 'NATS_URL'),
  ),
  fault('nats-url-valid/no-scheme', 'error', {}, (c) => badUrl(c, `${inUrl(c.site().vip)}:23141`)),
  fault('nats-url-valid/other-scheme', 'error', {}, (c) => badUrl(c, `tls://${inUrl(c.site().vip)}:23141`)),
  fault('nats-url-valid/user', 'error', {}, (c) => badUrl(c, `nats://admin:pw@${inUrl(c.site().vip)}:23141`)),
  fault('nats-url-valid/path', 'error', {}, (c) => badUrl(c, `nats://${inUrl(c.site().vip)}:23141/jobs`)),
  fault('nats-url-valid/port-too-large', 'error', {}, (c) =>
    badUrl(c, `nats://${inUrl(c.site().vip)}:70000`),
  ),
  fault('nats-url-valid/port-no-number', 'error', {}, (c) => badUrl(c, `nats://${inUrl(c.site().vip)}:nats`)),
  fault('nats-url-valid/no-host', 'error', {}, (c) => badUrl(c, 'nats://:23141')),
  fault('nats-url-valid/http', 'warning', {}, (c) => badUrl(c, `http://${inUrl(c.site().vip)}:23141`)),
  fault('nats-url-valid/no-port', 'warning', {}, (c) => badUrl(c, `nats://${inUrl(c.site().vip)}`)),
  fault('nats-url-valid/local-site-no-port', 'warning', {}, (c) =>
    setKey(c, [c.local(c.node(0))], 'NATS_URL', `nats://${own(c.node(0))}`).map(({ file, line }) => ({
      file,
      line: line ?? 1,
    })),
  ),
  fault('nats-url-matches-ipaddress/other-address', 'warning', {}, (c) => {
    url(c, 'nats://198.51.100.9:23141');
    return c.siteFiles().map((file) => placeOf(c, file, '198.51.100.9'));
  }),
  fault('nats-url-matches-ipaddress/local-site', 'warning', {}, (c) => {
    setKey(c, [c.local(c.node(0))], 'NATS_URL', 'nats://198.51.100.9:23141');
    return [placeOf(c, c.local(c.node(0)), '198.51.100.9')];
  }),
  fault('nats-url-matches-ipaddress/name-of-elsewhere', 'warning', {}, (c) => {
    url(c, 'nats://elsewhere.example.org:23141');
    for (const node of c.plan.nodes) addLine(c, [c.hosts(node)], '198.51.100.9 elsewhere.example.org');
    return c.siteFiles().map((file) => placeOf(c, file, 'elsewhere.example.org'));
  }),
  fault('nats-url-distinct/two-sites', 'error', { ...two, natsHost: 'address' }, (c) => {
    setKey(c, c.siteFiles(1), 'NATS_URL', natsUrl(c.site(0)));
    return [0, 1].flatMap((index) => c.siteFiles(index).map((file) => lineOf(c, file, 'NATS_URL=')));
  }),
  fault('nats-url-distinct/local-site-at-the-site', 'error', { natsHost: 'address' }, (c) => {
    setKey(c, [c.local(c.active())], 'NATS_URL', natsUrl(c.site()));
    return [...c.siteFiles(), c.local(c.active())].map((file) => lineOf(c, file, 'NATS_URL='));
  }),
  fault('ipcheck-off/site-file', 'info', {}, (c) => addLine(c, c.siteFiles(), 'ipcheck=OFF', 'OFF')),
  fault('listen-port-valid/too-large', 'info', {}, (c) =>
    addLine(c, c.siteFiles(), 'listen_port=99999', '99999'),
  ),
  fault('common-conf-match/key-on-one-node', 'warning', linux, (c) => {
    addLine(c, [c.common(c.standby())], 'listen_port=20816');
    return [
      lineOf(c, c.common(c.standby()), 'listen_port'),
      ...c.managers().map((node) => firstLine(c.common(node))),
    ];
  }),
  fault('common-conf-match/values-differ', 'warning', linux, (c) =>
    c.managers().flatMap((node) =>
      addLine(c, [c.common(node)], `listen_port=${node === c.standby() ? 20817 : 20816}`).map(
        ({ file, line }) => ({
          file,
          line: line ?? 1,
        }),
      ),
    ),
  ),
  fault('site-conf-values/no-number', 'error', windows, (c) =>
    setKey(c, c.siteConfs(), 'BOOT_TIMEOUT', '200s'),
  ),
  fault('site-conf-values/fraction', 'error', windows, (c) =>
    setKey(c, c.siteConfs(), 'STOP_TIMEOUT', '1.5'),
  ),
  fault('site-conf-values/zero', 'warning', windows, (c) => setKey(c, c.siteConfs(), 'STOP_TIMEOUT', '0')),
  fault('site-conf-values/negative', 'warning', windows, (c) =>
    setKey(c, c.siteConfs(), 'BOOT_TIMEOUT', '-1'),
  ),
  fault('settings-not-applied/site-file', 'warning', linux, (c) => {
    const file = c.fact(c.active(), 'changed');
    const path = `${c.site().database}/nqs/daemon.conf`;
    replace(c, file, new RegExp(`^\\d+\t${path}$`, 'm'), `1795100000\t${path}`);
    return [lineOf(c, file, path), ...c.siteFiles().map((each) => ({ file: each }))];
  }),
  fault('settings-not-applied/while-the-clock-is-ahead-of-utc', 'warning', { ...linux, zone: 9 }, (c) => {
    const file = c.fact(c.active(), 'changed');
    const path = `${c.site().database}/nqs/daemon.conf`;
    // Two hours after the start, though the start on the wall clock reads as later.
    replace(c, file, new RegExp(`^\\d+\t${path}$`, 'm'), `${STARTED - 7 * 3600}\t${path}`);
    return [lineOf(c, file, path), ...c.siteFiles().map((each) => ({ file: each }))];
  }),
  fault('settings-not-applied/common-file', 'warning', { ...linux, localDaemon: 'SITE' }, (c) => {
    const file = c.fact(c.standby(), 'changed');
    replace(c, file, /^\d+\t\/usr\/lib\/nqs\/rc/m, '1795100000\t/usr/lib/nqs/rc');
    drop(c, 'checksums');
    return [lineOf(c, file, '/usr/lib/nqs/rc/daemon.conf'), { file: c.common(c.standby()) }];
  }),
];

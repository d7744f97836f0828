import { inUrl } from '../addresses.js';
import type { Cluster } from '../cluster.js';
import { addLine, read, removeLines, replace, setKey, write } from '../faults/edits.js';
import type { NodePlan } from '../plan.js';
import { natsUrl } from '../render-config.js';
import { encode } from '../tree.js';
import { type FailoverKind, kind } from './kind.js';

const CJCPW_ONLY = [
  'cjcpwしか動いていない',
  'サイトは起動しているのにプロセスが cjcpw だけ',
  'cluster software says the site is up, but no process except cjcpw on {to}',
];
const SECOND_TRY = [
  'local_daemon を設定したのに 2 回目も失敗する',
  'second try fails too, {site} on {to}',
  '{to} で起動に失敗。やり直しても同じ。',
];
const NO_SERVERS = [
  'nats: no servers available for connection',
  '{to}: {"result": "Failed", "code": 500, "message": "Failed to execute request.", "reason": "nats: no servers available for connection"}',
  'jcexecctrl を実行すると nats: no servers available for connection になります（{site}）',
];
const own = (node: NodePlan): string => node.addresses[0] ?? '';

/** Takes the common file and every trace of it from a node. */
function dropCommon(c: Cluster, node: NodePlan): void {
  c.tree.delete(c.common(node));
  for (const fact of ['stat', 'changed', 'checksums'])
    removeLines(c, c.fact(node, fact), /\/usr\/lib\/nqs\/rc\/daemon\.conf$/);
}

/** Only cjcpw is left of the site's processes, and of the local site's. */
function onlyCjcpw(c: Cluster, node: NodePlan): void {
  for (const fact of ['ps', 'ps-start']) {
    const file = c.fact(node, fact);
    const kept = read(c, file)
      .split('\n')
      .filter((line) => !/\/usr\/lib\/nqs\/(?!cluster)/.test(line));
    write(c, file, kept.join('\n'));
  }
  removeLines(c, c.fact(node, 'listen'), /:23141|:23151/);
}

const without = (c: Cluster, files: readonly string[], key: string): void => {
  for (const file of files) removeLines(c, file, new RegExp(`^${key}=`));
};
const ip = (c: Cluster, value: string): unknown => setKey(c, c.siteFiles(), 'ipaddress', value);
const url = (c: Cluster, value: string): unknown => setKey(c, c.siteFiles(), 'NATS_URL', value);

/** Faults of the common file, of the node that took over. */
export const commonFileKinds: readonly FailoverKind[] = [
  kind(
    'maintenance-mode/standby',
    'common-file',
    ['common-settings'],
    (c, { to }) => {
      addLine(c, [c.common(to)], 'maintenance=ON');
      onlyCjcpw(c, to);
    },
    { scenes: ['runs-there'], symptoms: CJCPW_ONLY, wants: { localDaemon: 'OFF' } },
  ),
  kind(
    'maintenance-mode/every-node',
    'common-file',
    ['common-settings'],
    (c, { to }) => {
      for (const node of c.managers()) addLine(c, [c.common(node)], 'maintenance=ON');
      onlyCjcpw(c, to);
    },
    { scenes: ['runs-there'], symptoms: CJCPW_ONLY, at: null, wants: { localDaemon: 'OFF' } },
  ),
  kind(
    'maintenance-mode/went-back',
    'common-file',
    ['common-settings'],
    (c, { to }) => addLine(c, [c.common(to)], 'maintenance=ON'),
    { scenes: ['went-back'], symptoms: CJCPW_ONLY },
  ),
  kind(
    'local-daemon-mode/key-missing',
    'common-file',
    ['common-settings'],
    (c, { to }) => without(c, [c.common(to)], 'local_daemon'),
    { symptoms: SECOND_TRY },
  ),
  kind('local-daemon-mode/commented-out', 'common-file', ['common-settings'], (c, { to }) =>
    replace(c, c.common(to), /^local_daemon=/m, '#local_daemon='),
  ),
  kind('local-daemon-mode/file-missing', 'common-file', ['common-settings'], (c, { to }) =>
    dropCommon(c, to),
  ),
  kind('local-daemon-mode/other-value', 'common-file', ['common-settings'], (c, { to }) =>
    setKey(c, [c.common(to)], 'local_daemon', 'ON'),
  ),
  kind('full-width-character/common-file', 'common-file', ['common-settings'], (c, { to }) =>
    replace(c, c.common(to), 'local_daemon=', 'local_daemon＝'),
  ),
  kind(
    'daemon-conf-syntax/common-file',
    'common-file',
    ['common-settings'],
    (c, { to }) => replace(c, c.common(to), 'local_daemon=', 'local_daemon '),
    { rules: ['local-daemon-mode'] },
  ),
  kind('text-encoding/byte-order-mark', 'common-file', null, (c, { to }) => {
    const text = read(c, c.common(to));
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, ...encode(text, 'utf-8')]);
    c.tree.set(c.common(to), { kind: 'bytes', bytes });
  }),
  kind('line-endings/common-file', 'common-file', null, (c, { to }) =>
    write(c, c.common(to), read(c, c.common(to)).replaceAll('\n', '\r\n')),
  ),
  kind(
    'settings-not-applied/common-file',
    'common-file',
    null,
    (c, { to }) =>
      replace(c, c.fact(to, 'changed'), /^\d+\t\/usr\/lib\/nqs\/rc/m, '1795100000\t/usr/lib/nqs/rc'),
    { wants: { localDaemon: 'SITE' }, symptoms: SECOND_TRY },
  ),
];

const siteFile = { at: null, scenes: ['moved'] } as const;
const nats = { ...siteFile, symptoms: NO_SERVERS } as const;

/** Faults of the site's own file, which stands once, on the disk that went over. */
export const siteFileKinds: readonly FailoverKind[] = [
  kind(
    'ipaddress-required/site-file',
    'site-file',
    ['site-settings'],
    (c) => without(c, c.siteFiles(), 'ipaddress'),
    siteFile,
  ),
  kind('ipaddress-valid/leading-zero', 'site-file', ['site-settings'], (c) => ip(c, '010.1.1.1'), siteFile),
  kind('ipaddress-valid/range', 'site-file', ['site-settings'], (c) => ip(c, '192.0.2.10-12'), siteFile),
  kind(
    'ipaddress-is-vip/address-of-the-other-node',
    'site-file',
    ['site-settings'],
    (c, { from }) => ip(c, own(from)),
    siteFile,
  ),
  kind(
    'ipaddress-is-vip/node-address-besides',
    'site-file',
    ['site-settings'],
    (c, { from }) => ip(c, `${c.site().vip},${own(from)}`),
    siteFile,
  ),
  kind(
    'ipaddress-is-vip/address-of-nobody',
    'site-file',
    ['site-settings'],
    (c) => ip(c, '198.51.100.9'),
    siteFile,
  ),
  kind(
    'nats-url-required/site-file',
    'site-file',
    ['site-settings'],
    (c) => without(c, c.siteFiles(), 'NATS_URL'),
    nats,
  ),
  kind(
    'nats-url-valid/no-port',
    'site-file',
    ['site-settings'],
    (c) => url(c, `nats://${inUrl(c.site().vip)}`),
    nats,
  ),
  kind(
    'nats-url-valid/no-scheme',
    'site-file',
    ['site-settings'],
    (c) => url(c, `${inUrl(c.site().vip)}:23141`),
    nats,
  ),
  kind(
    'nats-url-valid/path',
    'site-file',
    ['site-settings'],
    (c) => url(c, `nats://${inUrl(c.site().vip)}:23141/jobs`),
    nats,
  ),
  kind(
    'nats-url-matches-ipaddress/address-of-nobody',
    'site-file',
    ['site-settings'],
    (c) => url(c, 'nats://198.51.100.9:23141'),
    nats,
  ),
  kind(
    'nats-url-matches-ipaddress/address-of-the-other-node',
    'site-file',
    // Where the other node's own site has that server, it is that one's address as well.
    ['site-settings', 'addresses-free'],
    (c, { from }) => url(c, `nats://${inUrl(own(from))}:23141`),
    { ...nats, rules: ['nats-url-distinct'] },
  ),
  kind(
    'full-width-character/nats-port',
    'site-file',
    ['site-settings'],
    (c) => url(c, `nats://${inUrl(c.site().vip)}:２３１４１`),
    nats,
  ),
  kind(
    'full-width-character/ipaddress',
    'site-file',
    ['site-settings'],
    (c) => ip(c, c.site().vip.replace('.', '．')),
    {
      ...siteFile,
      wants: { ipv4: true },
    },
  ),
  kind('daemon-conf-syntax/no-value', 'site-file', ['site-settings'], (c) => ip(c, ''), siteFile),
  kind(
    'unknown-parameter/misspelt-nats-url',
    'site-file',
    ['site-settings'],
    (c) => {
      for (const file of c.siteFiles()) replace(c, file, /^NATS_URL=/m, 'NATS_ULR=');
    },
    // The missing key and the key that nobody knows are one line, seen from two sides.
    { ...nats, rules: ['nats-url-required'] },
  ),
  kind(
    'parameter-case/nats-url',
    'site-file',
    null,
    (c) => {
      for (const file of c.siteFiles()) replace(c, file, /^NATS_URL=/m, 'nats_url=');
    },
    nats,
  ),
];

/** Faults of the local site of the node that took over. */
export const localFileKinds: readonly FailoverKind[] = [
  kind('ipaddress-distinct/local-site-on-the-vip', 'local-file', ['addresses-free'], (c, { to }) =>
    setKey(c, [c.local(to)], 'ipaddress', c.site().vip),
  ),
  kind(
    'nats-url-distinct/local-site-at-the-site',
    'local-file',
    ['addresses-free'],
    (c, { to }) => setKey(c, [c.local(to)], 'NATS_URL', natsUrl(c.site())),
    { wants: { natsHost: 'address' }, symptoms: NO_SERVERS },
  ),
  kind(
    'ipaddress-required/local-site',
    'local-file',
    ['common-settings', 'site-settings', 'addresses-free'],
    (c, { to }) => without(c, [c.local(to)], 'ipaddress'),
    { wants: { localDaemon: 'SITE' } },
  ),
  kind(
    'nats-url-required/local-site',
    'local-file',
    ['common-settings', 'site-settings', 'addresses-free'],
    (c, { to }) => without(c, [c.local(to)], 'NATS_URL'),
    { wants: { localDaemon: 'SITE' } },
  ),
  kind(
    'machine-id-unique/local-site',
    'machine-id',
    null,
    (c, { to }) => replace(c, c.fact(to, 'nmapmgr'), /HOST ID: \d+/, `HOST ID: ${c.site().machineId}`),
    // Only the node with the disk tells the site's own ID.
    { scenes: ['moved'], at: null },
  ),
];

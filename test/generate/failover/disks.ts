import type { Cluster } from '../cluster.js';
import { placeOf, read, removeLines, replace, write } from '../faults/edits.js';
import type { NodePlan } from '../plan.js';
import { type FailoverKind, kind } from './kind.js';

const DOES_NOT_UNMOUNT = [
  'umount: target is busy.',
  'ディスクがアンマウントできない（{from}）',
  '{from} で共有ディスクの切り離しに失敗し、フェイルオーバーしない',
];
const GENERAL_DISK = ['{to} で {site} が起動しない', 'the site {site} does not start on {to}'];

/** Gives a folder of the site another mode where the disk is seen. */
function mode(c: Cluster, node: NodePlan, below: string, digits: string): void {
  const path = `${c.site().database}${below}`;
  const row = new RegExp(`^\\d+\\troot\\troot\\tdirectory\\t${path}$`, 'm');
  replace(c, c.fact(node, 'stat'), row, `${digits}\troot\troot\tdirectory\t${path}`);
}

/** Every process of a name is gone, those of the local site too. */
function kill(c: Cluster, node: NodePlan, name: RegExp): void {
  for (const fact of ['ps', 'ps-start']) {
    const file = c.fact(node, fact);
    const kept = read(c, file)
      .split('\n')
      .filter((line) => !name.test(line));
    write(c, file, kept.join('\n'));
  }
}

const moved = { scenes: ['moved'], symptoms: GENERAL_DISK } as const;
const labels = { wants: { selinux: 'Enforcing' }, at: null } as const;
const runs = { scenes: ['runs-there'], wants: { localDaemon: 'OFF' } } as const;

/** Faults of what was moved: VIP, disk, database. */
export const diskKinds: readonly FailoverKind[] = [
  kind('db-mode/database-closed', 'database', ['database'], (c, { to }) => mode(c, to, '', '700'), moved),
  kind('db-mode/nqs-closed', 'database', ['database'], (c, { to }) => mode(c, to, '/nqs', '750'), moved),
  kind(
    'db-layout/no-nqs-folder',
    'database',
    ['database'],
    (c, { to }) => {
      for (const file of c.siteFiles()) c.tree.delete(file);
      removeLines(c, c.fact(to, 'stat'), new RegExp(`\t${c.site().database}/nqs`));
      c.tree.delete(c.fact(to, `nmapmgr.${c.site().name}`));
    },
    { ...moved, wants: { linkTarget: 'database', inFolder: false } },
  ),
  kind(
    'selinux-label/not-labelled',
    'database',
    ['database'],
    (c, { to }) => {
      const file = c.fact(to, 'selinux-labels');
      replace(c, file, `jobcenter_exec_t:s0 ${c.site().database}\n`, `mnt_t:s0 ${c.site().database}\n`);
    },
    { ...moved, ...labels, at: 'to' },
  ),
  kind(
    'selinux-rule/standby',
    'database',
    null,
    (c, { to }) => {
      const { database } = c.site();
      replace(
        c,
        c.fact(to, 'selinux-rule'),
        `${database}\tsystem_u:object_r:jobcenter_exec_t:s0`,
        `${database}\tsystem_u:object_r:default_t:s0`,
      );
    },
    { ...labels, at: 'to', scenes: ['went-back'] },
  ),
  kind(
    'disk-mounted-once/two-nodes',
    'disk',
    ['mount-disk', 'release-disk'],
    (c, { from, to }) => {
      // One disk, so both show the same.
      const files = c.at(to, c.disk(c.site().disk).path);
      for (const [path, entry] of [...c.tree])
        if (path.startsWith(`${files}/`)) c.tree.set(c.at(from, path.slice(c.at(to, '/').length)), entry);
    },
    {
      at: null,
      scenes: ['moved'],
      plan: (c, { from }) => c.disk(c.site().disk).mountedOn.push(from.name),
    },
  ),
  kind(
    'disk-holders/job-left-behind',
    'disk',
    ['release-disk'],
    (c, { from }) => {
      const file = c.fact(from, 'holders');
      const { disk } = c.site();
      const job = `${' '.repeat(21)}batch01    4321 ..c.. nqsbg\n`;
      write(
        c,
        file,
        read(c, file).replace(`kernel mount ${disk}\n`, () => `kernel mount ${disk}\n${job}`),
      );
      placeOf(c, file, 'nqsbg');
    },
    { at: 'from', scenes: ['stuck'], symptoms: DOES_NOT_UNMOUNT },
  ),
  kind(
    'vip-up-once/two-nodes',
    'vip',
    ['move-vip'],
    (c, { from, to }) => {
      for (const node of [from, to]) if (!c.site().vipOn.includes(node.name)) addVip(c, node);
    },
    {
      at: null,
      symptoms: ['IP アドレスの重複 {vip}', 'duplicate address {vip} on {to}', 'VIP が両方のノードにある'],
    },
  ),
  kind(
    'site-running-once/two-nodes',
    'vip',
    ['stop-site', 'processes-gone', 'start-site'],
    (c, { from, to }) => {
      const at = c.site().runningOn.includes(to.name) ? from : to;
      for (const fact of ['cjcls', 'cjcls-a'])
        replace(
          c,
          c.fact(at, fact),
          new RegExp(`^(${c.site().name}) +SHUT {6,7}`, 'm'),
          `${c.site().name} ${c.site().pid}       `,
        );
      const other = at === from ? to : from;
      for (const fact of ['ps', 'ps-start']) {
        const rows = read(c, c.fact(other, fact)).split('\n');
        const known = new Set(read(c, c.fact(at, fact)).split('\n'));
        const pids = Array.from({ length: 15 }, (_, index) => c.site().pid + index);
        const more = rows.filter(
          (row) => !known.has(row) && pids.some((pid) => new RegExp(`^ *${pid} `).test(row)),
        );
        write(c, c.fact(at, fact), `${read(c, c.fact(at, fact))}${more.map((row) => `${row}\n`).join('')}`);
      }
    },
    {
      at: null,
      scenes: ['runs-there'],
      symptoms: ['サイト {site} が両系で起動している', '{site} runs on both nodes'],
    },
  ),
];

function addVip(c: Cluster, node: NodePlan): void {
  const { vip } = c.site();
  const file = c.fact(node, 'ip-addr');
  const [family, rest] = vip.includes(':')
    ? ['inet6', `${vip}/64 scope global nodad`]
    : ['inet', `${vip}/24 scope global secondary ens192:0`];
  write(
    c,
    file,
    `${read(c, file)}2: ens192    ${family} ${rest}\\       valid_lft forever preferred_lft forever\n`,
  );
}

/** The site came up, and not all of it stays. */
export const processKinds: readonly FailoverKind[] = [
  kind('processes-complete/engine-gone', 'processes', null, (c, { to }) => kill(c, to, /jnwengine/), {
    ...runs,
    symptoms: ['サイト全体が停止した（{site}）', 'the whole site stops on {to}'],
  }),
  kind(
    'processes-complete/only-cjcpw',
    'processes',
    null,
    (c, { to }) => {
      kill(c, to, /\/usr\/lib\/nqs\/(?!cluster)/);
      removeLines(c, c.fact(to, 'listen'), /:23141|:23151/);
    },
    { ...runs, symptoms: ['cjcpwだけ動いている', 'only cjcpw is left of {site} on {to}'] },
  ),
  kind('processes-complete/nats-server-gone', 'processes', null, (c, { to }) => kill(c, to, /nats-server/), {
    ...runs,
    symptoms: ['nats: no servers available for connection'],
  }),
  kind(
    'cjcpw-arguments/other-database',
    'processes',
    ['start-site'],
    (c, { to }) => {
      const line = `cjcpw ${c.site().name} ${c.site().database}`;
      for (const fact of ['ps', 'ps-start'])
        replace(c, c.fact(to, fact), line, `cjcpw ${c.site().name} /mnt/elsewhere`);
    },
    { ...runs, symptoms: GENERAL_DISK },
  ),
  kind(
    'release-match/other-version',
    'packages',
    null,
    (c, { to }) => replace(c, c.fact(to, 'packages'), 'NECJCMG-16.3-1', 'NECJCMG-16.2-1'),
    { at: null },
  ),
  kind(
    'license-match/other-file',
    'packages',
    null,
    (c, { to }) => replace(c, c.fact(to, 'checksums'), /^[0-9a-f]{64}/, 'ab'.repeat(32)),
    { at: null },
  ),
  kind(
    'nqs-site-env/no-such-site',
    'shell',
    null,
    (c, { to }) => write(c, c.fact(to, 'env'), 'NQS_SITE=nosuchsite\n'),
    { onlyBySymptom: true, symptoms: ['NMAPMGR(FATAL): Unable to setup NQS rootdir.'] },
  ),
  kind(
    'nats-url-env/other-port',
    'shell',
    null,
    (c, { to }) => {
      const { vip, name } = c.site();
      const host = vip.includes(':') ? `[${vip}]` : vip;
      write(c, c.fact(to, 'env'), `NQS_SITE=${name}\nNATS_URL=nats://${host}:4222\n`);
    },
    { onlyBySymptom: true, symptoms: ['nats: no servers available for connection'] },
  ),
];

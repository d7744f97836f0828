import { linkName } from '../addresses.js';
import type { Cluster } from '../cluster.js';
import { answer, read, removeLines, replace, write } from '../faults/edits.js';
import { shortName } from '../invent.js';
import type { NodePlan } from '../plan.js';
import { type FailoverKind, kind } from './kind.js';

/** Names come from DNS alone, as the `lookup` fact shows it. */
const dns = { inHosts: false, resolvDef: false, natsHost: 'address' } as const;
const v4 = { ...dns, ipv4: true } as const;
const OTHER = '198.51.100.9';

const SITE_SYMPTOMS = [
  '{to} で cjcpw を実行するとサイト {site} の名前解決に失敗する',
  'host name of {site} cannot be resolved on {to}',
  'サイト名が引けない',
];

/** The site's line in a node's file gets other text. */
function siteLine(c: Cluster, file: string, line: string): void {
  const name = c.site().name.replaceAll('.', '\\.');
  replace(c, file, new RegExp(`^.*[ \\t]${name}([ \\t][^\\r\\n]*)?(?=\\r?$)`, 'm'), line);
}

const short = (c: Cluster): string => shortName(c.site().name);

export const nameKinds: readonly FailoverKind[] = [
  kind(
    'vip-forward-lookup/other-address',
    'names',
    ['resolve-name'],
    (c, { to }) => answer(c, [to], c.site().name, OTHER),
    { wants: v4, rules: ['vip-lookup-consistent'], symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'vip-forward-lookup/no-answer',
    'names',
    ['resolve-name'],
    (c, { to }) => answer(c, [to], c.site().name, ''),
    { wants: dns, rules: ['vip-lookup-consistent'], symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'vip-forward-lookup/every-node',
    'names',
    ['resolve-name'],
    (c) => answer(c, c.plan.nodes, c.site().name, ''),
    { wants: dns, at: null, symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'vip-forward-lookup/old-line-in-hosts',
    'names',
    ['resolve-name'],
    (c, { to }) => {
      siteLine(c, c.hosts(to), `${OTHER}  ${c.site().name}  ${short(c)}`);
      answer(c, [to], c.site().name, OTHER);
      answer(c, [to], short(c), OTHER);
      answer(c, [to], c.site().vip, '');
    },
    {
      wants: { ...v4, inHosts: true },
      rules: ['vip-lookup-consistent', 'vip-reverse-lookup'],
      symptoms: SITE_SYMPTOMS,
    },
  ),
  kind(
    'vip-reverse-lookup/no-answer',
    'names',
    ['resolve-name'],
    (c, { to }) => answer(c, [to], c.site().vip, ''),
    { wants: dns, rules: ['vip-lookup-consistent'], symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'vip-reverse-lookup/other-name',
    'names',
    ['resolve-name'],
    (c, { to }) => answer(c, [to], c.site().vip, 'rack7.example.org'),
    { wants: dns, rules: ['vip-lookup-consistent'], symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'vip-loopback/standby',
    'names',
    ['resolve-name'],
    (c, { to }) => {
      siteLine(c, c.hosts(to), `127.0.0.1  ${c.site().name}  ${short(c)}`);
      answer(c, [to], c.site().name, '127.0.0.1');
      answer(c, [to], short(c), '127.0.0.1');
    },
    { wants: { ...v4, inHosts: true }, symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'full-width-character/hosts',
    'names',
    ['resolve-name'],
    (c, { to }) => {
      siteLine(c, c.hosts(to), `${c.site().vip}\u3000${c.site().name}  ${short(c)}`);
      for (const query of [c.site().name, short(c), c.site().vip]) answer(c, [to], query, '');
    },
    { wants: { ...v4, inHosts: true }, symptoms: SITE_SYMPTOMS },
  ),
  kind(
    'resolv-def-syntax/name-before-address',
    'names',
    null,
    (c, { to }) => siteLine(c, c.resolvDef(to), `${c.site().name}  ${c.site().vip}`),
    {
      wants: { ...dns, resolvDef: true },
      rules: ['resolv-def-entry', 'resolv-def-match'],
      symptoms: SITE_SYMPTOMS,
    },
  ),
];

const link = { wants: { ipv4: true } } as const;
const OLD = 'C6336409';
const NMAPMGR = [
  'NMAPMGR(FATAL): Unable to setup NQS rootdir.',
  '{to} で nmapmgr を実行すると NMAPMGR(FATAL): Unable to setup NQS rootdir. と表示されます',
];

/** Renames the link on a node, in its tree and in what its commands printed. */
function rename(c: Cluster, node: NodePlan, name: string): void {
  const right = linkName(c.site().vip);
  const entry = c.tree.get(c.link(node));
  if (entry !== undefined) c.tree.set(c.link(node, name), entry);
  c.tree.delete(c.link(node));
  for (const fact of ['stat', 'cjcls', 'cjcls-a'])
    replace(c, c.fact(node, fact), `/usr/spool/nqs/${right}`, `/usr/spool/nqs/${name}`);
}

const smallOr = (name: string, other: string): string =>
  name.toLowerCase() === name ? other : name.toLowerCase();

export const linkKinds: readonly FailoverKind[] = [
  kind('vip-link-name/other-address', 'link', ['link'], (c, { to }) => rename(c, to, OLD), {
    ...link,
    symptoms: NMAPMGR,
  }),
  kind(
    'vip-link-name/small-letters',
    'link',
    ['link'],
    (c, { to }) => {
      const name = linkName(c.site().vip);
      rename(c, to, smallOr(name, name.slice(0, -1)));
    },
    link,
  ),
  kind(
    'vip-link-name/octets-not-padded',
    'link',
    ['link'],
    (c, { to }) => {
      const octets = c
        .site()
        .vip.split('.')
        .map((octet) => Number(octet).toString(16).toUpperCase());
      const name = octets.join('');
      rename(c, to, name === linkName(c.site().vip) ? `0${name}` : name);
    },
    link,
  ),
  kind(
    'vip-link-missing/standby',
    'link',
    ['link'],
    (c, { to }) => {
      const name = linkName(c.site().vip);
      c.tree.delete(c.link(to));
      removeLines(c, c.fact(to, 'stat'), new RegExp(`/usr/spool/nqs/${name}$`));
      for (const fact of ['cjcls', 'cjcls-a']) {
        const file = c.fact(to, fact);
        write(c, file, read(c, file).replace(` (/usr/spool/nqs/${name})`, ''));
      }
    },
    { ...link, scenes: ['moved'], symptoms: NMAPMGR },
  ),
  kind(
    'vip-link-target/elsewhere',
    'link',
    ['link'],
    (c, { to }) => c.tree.set(c.link(to), { kind: 'link', target: '/mnt/elsewhere' }),
    { ...link, rules: ['db-path-match'], symptoms: NMAPMGR },
  ),
  kind(
    'db-path-match/registered-elsewhere',
    'link',
    ['link', 'database'],
    (c, { to }) => {
      c.tree.set(c.link(to), { kind: 'link', target: '/mnt/elsewhere' });
      for (const fact of ['cjcls', 'cjcls-a'])
        replace(c, c.fact(to, fact), `${c.site().database} (`, '/mnt/elsewhere (');
    },
    { ...link, rules: ['vip-link-target'], at: null, scenes: ['went-back'], symptoms: NMAPMGR },
  ),
  kind(
    'vip-link-dangling/database-gone',
    'link',
    ['link', 'database', 'mount-disk'],
    (c, { to }) => {
      for (const file of c.siteFiles()) c.tree.delete(file);
      removeLines(c, c.fact(to, 'stat'), new RegExp(`\t${c.site().database}(/.*)?$`));
      c.tree.delete(c.fact(to, 'selinux-labels'));
      c.tree.delete(c.fact(to, `nmapmgr.${c.site().name}`));
    },
    {
      wants: { ipv4: true, inFolder: true, linkTarget: 'database' },
      scenes: ['moved'],
      rules: ['db-layout'],
      symptoms: NMAPMGR,
    },
  ),
];

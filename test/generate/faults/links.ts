import { linkName } from '../addresses.js';
import type { Cluster } from '../cluster.js';
import type { NodePlan } from '../plan.js';
import { drop, inManifest, read, removeLines, replace, whole, write } from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const linux = { platform: 'linux', ipv4: true } as const;

/** Renames the first site's link on a node, in its tree and in what its commands printed. */
function rename(c: Cluster, node: NodePlan, name: string): Place {
  const right = linkName(c.site().vip);
  const entry = c.tree.get(c.link(node));
  if (entry !== undefined) c.tree.set(c.link(node, name), entry);
  c.tree.delete(c.link(node));
  for (const fact of ['stat', 'cjcls', 'cjcls-a'])
    replace(c, c.fact(node, fact), `/usr/spool/nqs/${right}`, `/usr/spool/nqs/${name}`);
  return whole(c.link(node, name));
}

/** Removes it; cjcls then shows no link either. */
function remove(c: Cluster, node: NodePlan): void {
  const name = linkName(c.site().vip);
  c.tree.delete(c.link(node));
  removeLines(c, c.fact(node, 'stat'), new RegExp(`/usr/spool/nqs/${name}$`));
  for (const fact of ['cjcls', 'cjcls-a']) {
    const file = c.fact(node, fact);
    if (c.tree.has(file)) write(c, file, read(c, file).replace(` (/usr/spool/nqs/${name})`, ''));
  }
}

/** A link that is not there may be asked for by the manifest's site, or where it would have to stand. */
const lacking = (c: Cluster, node: NodePlan): Place[] => [
  inManifest(c, 'sites', 0, 'vip'),
  inManifest(c, 'sites', 0, 'name'),
  inManifest(c, 'sites', 0, 'database'),
  whole(c.link(node)),
  whole(c.at(node, '/usr/spool/nqs')),
  { file: c.fact(node, 'stat') },
  { file: c.fact(node, 'cjcls') },
];

export const linkFaults: readonly Fault[] = [
  fault('vip-link-name/other-address-standby', 'error', linux, (c) => [rename(c, c.standby(), 'C6336409')]),
  fault('vip-link-name/other-address-active', 'error', linux, (c) => [rename(c, c.active(), 'C6336409')]),
  fault('vip-link-name/small-letters', 'error', linux, (c) => {
    const name = linkName(c.site().vip);
    // An address without a letter in it has no small form; a digit lost is as wrong.
    return [rename(c, c.standby(), name.toLowerCase() === name ? name.slice(0, -1) : name.toLowerCase())];
  }),
  fault('vip-link-name/octets-not-padded', 'error', linux, (c) => {
    const octets = c
      .site()
      .vip.split('.')
      .map((octet) => Number(octet).toString(16).toUpperCase());
    const name = octets.join('');
    return [rename(c, c.active(), name === linkName(c.site().vip) ? `0${name}` : name)];
  }),
  fault('vip-link-missing/active', 'error', linux, (c) => {
    remove(c, c.active());
    return lacking(c, c.active());
  }),
  fault('vip-link-missing/unknown-which-is-active', 'warning', linux, (c) => {
    const node = c.standby();
    for (const fact of ['ip-addr', 'mounts', 'cjcls', 'cjcls-a', 'ps', 'ps-start', 'holders']) drop(c, fact);
    c.tree.delete(c.link(node));
    removeLines(c, c.fact(node, 'stat'), new RegExp(`/usr/spool/nqs/${linkName(c.site().vip)}$`));
    return lacking(c, node);
  }),
  fault('vip-link-missing/standby', 'info', linux, (c) => {
    remove(c, c.standby());
    return lacking(c, c.standby());
  }),
  fault(
    'vip-link-target/standby',
    'error',
    linux,
    (c) => {
      c.tree.set(c.link(c.standby()), { kind: 'link', target: '/mnt/elsewhere' });
      return [whole(c.link(c.standby()))];
    },
    ['db-path-match'],
  ),
  fault(
    'vip-link-target/every-node',
    'error',
    linux,
    (c) =>
      c.site().nodes.map((name) => {
        const link = c.link(c.nodeNamed(name));
        c.tree.set(link, { kind: 'link', target: '/mnt/elsewhere/nqs' });
        return whole(link);
      }),
    ['db-path-match'],
  ),
  fault('vip-link-stale/left-over', 'warning', linux, (c) => {
    const node = c.standby();
    c.tree.set(c.link(node, 'C6336409'), { kind: 'link', target: '/mnt/oldsite' });
    const stat = c.fact(node, 'stat');
    write(c, stat, `${read(c, stat)}777\troot\troot\tsymbolic link\t/usr/spool/nqs/C6336409\n`);
    return [whole(c.link(node, 'C6336409'))];
  }),
  fault(
    'vip-link-dangling/database-gone',
    'error',
    { ...linux, inFolder: true, sharedIn: 'active', linkTarget: 'database' },
    (c) => {
      for (const file of c.siteFiles()) c.tree.delete(file);
      removeLines(c, c.fact(c.active(), 'stat'), new RegExp(`\t${c.site().database}(/.*)?$`));
      c.tree.delete(c.fact(c.active(), 'selinux-labels'));
      return [whole(c.link(c.active()))];
    },
    ['db-layout'],
  ),
];

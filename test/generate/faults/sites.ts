import { linkName } from '../addresses.js';
import { type Cluster, generate } from '../cluster.js';
import {
  drop,
  dropFolder,
  firstLine,
  inManifest,
  manifestLine,
  nodeEntry,
  placeOf,
  removeLines,
  replace,
  setManifest,
  whole,
} from './edits.js';
import { type Fault, fault, type Place } from './fault.js';

const linux = { platform: 'linux' } as const;
const windows = { platform: 'windows' } as const;
const two = { sites: 2 } as const;
/** Names that stand in no file but the manifest cannot disagree with one. */
const bare = { facts: 'none', inHosts: false, resolvDef: false, natsHost: 'address', ...linux } as const;

/** Gives the first site another name everywhere, and its agents an endpoint that does not name it. */
export function renameSite(cluster: Cluster, name: string): Place[] {
  const site = cluster.site();
  for (const agent of cluster.plan.agents) {
    if (agent.site !== site.name) continue;
    agent.site = name;
    agent.endpoint = `http://${site.vip.includes(':') ? `[${site.vip}]` : site.vip}:23151`;
  }
  site.name = name;
  cluster.rerender();
  return [inManifest(cluster, 'sites', 0, 'name')];
}

function giveId(cluster: Cluster, id: number): Place[] {
  cluster.site().machineId = id;
  cluster.rerender();
  return [inManifest(cluster, 'sites', 0, 'machineId')];
}

/** Moves a site's database in every file, its disk with it. */
function moveDatabase(cluster: Cluster, index: number, database: string, disk: string | null): Place[] {
  const site = cluster.site(index);
  site.database = database;
  site.disk = disk;
  cluster.rerender();
  return [inManifest(cluster, 'sites', index, 'database')];
}

/** A folder that the manifest names must be there, and nothing may be left in this one. */
function withoutShared(cluster: Cluster): void {
  cluster.plan.leftOut.add('shared');
  cluster.rerender();
}

const databases = (cluster: Cluster): Place[] =>
  cluster.plan.sites.slice(0, 2).map((_, index) => inManifest(cluster, 'sites', index, 'database'));

export const siteFaults: readonly Fault[] = [
  fault('machine-id-unique/two-sites', 'error', two, (c) => [
    ...giveId(c, c.site(1).machineId),
    inManifest(c, 'sites', 1, 'machineId'),
  ]),
  fault('machine-id-unique/site-and-local-site', 'error', {}, (c) => [
    ...giveId(c, c.node(1).machineId),
    inManifest(c, 'nodes', 1, 'machineId'),
  ]),
  fault('machine-id-unique/two-local-sites', 'error', {}, (c) => {
    c.node(1).machineId = c.node(0).machineId;
    c.rerender();
    return [0, 1].map((index) => inManifest(c, 'nodes', index, 'machineId'));
  }),
  fault(
    'machine-id-unique-in-network/two-clusters',
    'warning',
    { machineIdsFrom: 1, folder: 'prod' },
    (c) => {
      c.plan.network = 'backbone';
      c.rerender();
      const other = generate(c.plan.seed + 5000, {
        ...{ machineIdsFrom: 20_000, folder: 'other', fullManifest: true, facts: 'none', running: true },
      });
      other.plan.network = 'backbone';
      other.site().machineId = c.site().machineId;
      other.rerender();
      for (const [path, entry] of other.tree) c.tree.set(path, entry);
      return [inManifest(c, 'sites', 0, 'machineId'), inManifest(other, 'sites', 0, 'machineId')];
    },
  ),
  fault('machine-id-valid/zero', 'error', { facts: 'none' }, (c) => giveId(c, 0)),
  fault('machine-id-valid/negative', 'error', { facts: 'none' }, (c) => giveId(c, -5)),
  fault('machine-id-valid/fraction', 'error', { facts: 'none' }, (c) => giveId(c, 1.5)),
  fault('machine-id-valid/local-site', 'error', { facts: 'none' }, (c) => {
    c.node(0).machineId = 0;
    c.rerender();
    return [inManifest(c, 'nodes', 0, 'machineId')];
  }),
  fault('machine-id-match/site', 'error', {}, (c) => {
    const file = c.fact(c.active(), `nmapmgr.${c.site().name}`);
    const id = String(c.site().machineId + 9100);
    replace(c, file, /HOST ID: \d+/, `HOST ID: ${id}`);
    return [placeOf(c, file, id), inManifest(c, 'sites', 0, 'machineId')];
  }),
  fault('site-name-valid/hyphen-first', 'error', bare, (c) => renameSite(c, `-jc.${c.plan.domain}`)),
  fault('site-name-valid/character', 'error', bare, (c) => renameSite(c, `jc!mg.${c.plan.domain}`)),
  fault('site-name-valid/long-label', 'error', bare, (c) =>
    renameSite(c, `${'j'.repeat(64)}.${c.plan.domain}`),
  ),
  fault('site-name-valid/long-name', 'error', bare, (c) => renameSite(c, `${'jobcenter.'.repeat(26)}jp`)),
  fault('site-name-valid/empty-label', 'error', bare, (c) => renameSite(c, `jcmg..${c.plan.domain}`)),
  fault('site-name-valid/underscore', 'warning', bare, (c) => renameSite(c, `jc_mg.${c.plan.domain}`)),
  fault('site-name-fqdn/no-dot', 'warning', { ...linux, resolvDef: false }, (c) =>
    renameSite(c, `jcmg${c.plan.seed}`),
  ),
  fault(
    'site-name-not-host/named-like-a-node',
    'error',
    bare,
    (c) => renameSite(c, c.node(1).name),
    // A node's name has no dot, and the node's own line in hosts now speaks of the site.
    ['site-name-fqdn', 'site-name-alias', 'vip-forward-lookup', 'vip-lookup-consistent'],
  ),
  fault('db-path-absolute/relative', 'error', bare, (c) => [
    setManifest(c, c.site().database.slice(1), 'sites', 0, 'database'),
  ]),
  fault('db-path-absolute/of-the-other-platform', 'error', { ...windows, facts: 'none' }, (c) => [
    setManifest(c, '/mnt/jobmgdb', 'sites', 0, 'database'),
  ]),
  fault('db-path-overlap/inside-another', 'error', two, (c) => {
    const { database, disk, nodes, runningOn, vipOn } = c.site(0);
    // One disk is mounted on one node; so the second site moves there whole.
    Object.assign(c.site(1), {
      nodes: [...nodes],
      runningOn: [...runningOn],
      vipOn: [...vipOn],
      linkedOn: [...nodes],
    });
    moveDatabase(c, 1, `${database}${c.plan.platform === 'linux' ? '/' : '\\'}second`, disk);
    return databases(c);
  }),
  fault('db-path-overlap/after-dots-and-slashes', 'error', { ...two, ...bare }, (c) => {
    const outer = c.site(0).database;
    withoutShared(c);
    for (const name of c.site(1).nodes) {
      const link = c.link(c.nodeNamed(name), linkName(c.site(1).vip));
      c.tree.set(link, { kind: 'link', target: `${outer}/second` });
    }
    for (const index of [0, 1]) for (const file of c.siteFiles(index)) c.tree.delete(file);
    setManifest(c, `${outer}/../${outer.split('/').at(-1)}//./second/`, 'sites', 1, 'database');
    return databases(c);
  }),
  fault('db-path-overlap/letter-case', 'error', { ...two, ...windows, facts: 'none' }, (c) => {
    withoutShared(c);
    for (const index of [0, 1]) {
      for (const file of [...c.siteFiles(index), ...c.siteConfs(index)]) c.tree.delete(file);
    }
    setManifest(c, c.site(0).database.toLowerCase(), 'sites', 1, 'database');
    return databases(c);
  }),
  fault(
    'db-path-overlap/local-site',
    'error',
    { ...linux, facts: 'none' },
    (c) => moveDatabase(c, 0, '/usr/spool/nqs/second', null),
    ['db-path-on-shared-disk'],
  ),
  fault('db-path-on-shared-disk/local-disk', 'error', linux, (c) =>
    moveDatabase(c, 0, '/var/lib/jobdb', null),
  ),
  fault('db-path-on-shared-disk/similar-name', 'error', { ...linux, facts: 'none' }, (c) =>
    moveDatabase(c, 0, `${c.disk(c.site().disk).path}2`, null),
  ),
  fault('db-path-on-shared-disk/other-drive', 'error', windows, (c) => moveDatabase(c, 0, 'E:\\Jobdb', null)),
  fault('db-path-match/cjcls', 'error', {}, (c) => {
    const file = c.fact(c.standby(), 'cjcls');
    const other = c.plan.platform === 'linux' ? '/mnt/elsewhere' : 'Q:\\elsewhere';
    replace(c, file, `SHUT       ${c.site().database}`, `SHUT       ${other}`);
    return [placeOf(c, file, other), inManifest(c, 'sites', 0, 'database')];
  }),
  fault(
    'db-layout/no-nqs-folder',
    'warning',
    { ...linux, sharedIn: 'active', linkTarget: 'database', inFolder: false },
    (c) => {
      for (const file of c.siteFiles()) c.tree.delete(file);
      const { database } = c.site();
      const stat = c.fact(c.active(), 'stat');
      removeLines(c, stat, new RegExp(`\t${database}/nqs`));
      return [
        manifestLine(c, 'sites', 0, 'database'),
        { file: stat, text: `755\troot\troot\tdirectory\t${database}` },
        whole(c.at(c.active(), database)),
      ];
    },
  ),
  fault('site-registered/standby', 'error', windows, (c) => {
    const file = c.fact(c.standby(), 'cjcls');
    removeLines(c, file, new RegExp(`^${c.site().name} `));
    return [firstLine(file)];
  }),
  fault('node-missing/no-data', 'warning', {}, (c) => {
    const node = c.standby();
    // Files that are written in the manifest and absent are an unusable input.
    c.plan.leftOut.add('nodes.files');
    c.rerender();
    dropFolder(c, c.fact(node, '').replace('/.facts/', ''));
    return [nodeEntry(c, node)];
  }),
  fault('node-facts-match/host-name', 'warning', {}, (c) => {
    const file = c.fact(c.standby(), 'meta');
    replace(c, file, /hostname=.*/, 'hostname=someotherhost');
    return [placeOf(c, file, 'someotherhost'), nodeEntry(c, c.standby())];
  }),
  fault('node-facts-match/address', 'warning', { ...linux, ipv4: true }, (c) => {
    const node = c.standby();
    const file = c.fact(node, 'ip-addr');
    const own = node.addresses[0] ?? '';
    replace(c, file, ` ${own}/`, ' 198.51.100.7/');
    drop(c, 'listen');
    return [
      placeOf(c, file, '198.51.100.7'),
      inManifest(c, 'nodes', c.plan.nodes.indexOf(node), 'addresses', 0),
    ];
  }),
];

import { inUrl } from './addresses.js';
import { Names, WORDS } from './names.js';
import type { AgentPlan, DiskPlan, NodePlan, Plan, SitePlan, Style, Wants } from './plan.js';
import { Random } from './random.js';

const DOMAINS = [
  'example.jp',
  'example.com',
  'jobs.example.co.jp',
  'corp.example.net',
  'dc1.infra.example.org',
];
const USERS = ['batch01', 'batch02', 'jobope', 'nightly', 'svc_job', 'kanri'];
const KEY_FOLDERS = ['/opt/jckeys', '/etc/jobcenter/keys', '/root/keys'];
const FACTS = [
  ...[
    'meta',
    'stat',
    'umask',
    'ip-addr',
    'mounts',
    'ps',
    'ps-start',
    'changed',
    'listen',
    'passwd',
    'lookup',
  ],
  ...[
    'cjcls',
    'cjcls-a',
    'nmapmgr',
    'jcagctrl-list',
    'getenforce',
    'selinux-labels',
    'selinux-rule',
    'packages',
  ],
  ...['checksums', 'env', 'holders'],
];

/** The addresses of one network: low numbers for nodes, high ones for VIPs. */
interface Network {
  readonly at: (host: number) => string;
  readonly ipv6: boolean;
}

function networks(random: Random, wants: Wants): Network[] {
  const count = random.pick([1, 1, 2, 3]);
  return Array.from({ length: count }, (_, index) => {
    const ipv6 = wants.ipv4 !== true && index > 0 && random.chance(0.5);
    const base = ipv6
      ? `2001:db8:${(16 + random.int(0, 900)).toString(16)}:${(index + 1).toString(16)}::`
      : `${random.pick(['10.', '172.16.', '192.168.'])}`;
    const middle =
      base === '10.'
        ? `${random.int(0, 250)}.${index * 20 + random.int(0, 19)}.`
        : `${index * 20 + random.int(0, 19)}.`;
    return { ipv6, at: (host) => (ipv6 ? `${base}${host.toString(16)}` : `${base}${middle}${host}`) };
  });
}

/**
 * A random healthy cluster.
 * @param seed the same seed and wants give the same cluster.
 */
export function invent(seed: number, wants: Wants = {}): Plan {
  const random = new Random(seed);
  const names = new Names(random);
  const platform = wants.platform ?? (random.chance(0.75) ? 'linux' : 'windows');
  const linux = platform === 'linux';
  const domain = random.pick(DOMAINS);
  const nets = networks(random, wants);
  const managers = Math.max(wants.managers ?? 2, random.pick([2, 2, 2, 3, 4]));
  const agentCount = Math.max(wants.agents ?? 0, random.pick([0, 1, 1, 2]));
  const apart = linux && managers === 2 && agentCount > 0 && random.chance(0.25);
  const idsFrom = wants.machineIdsFrom ?? 1;
  const machineId = () => Number(names.fresh(() => String(idsFrom + random.int(0, 9000))));

  const nodes: NodePlan[] = Array.from({ length: managers + (apart ? 2 : 0) }, (_, index) => ({
    name: names.fresh(() => names.label()),
    manager: index < managers,
    machineId: machineId(),
    addresses: nets.map((net) => net.at(11 + index)),
  }));
  const managerNames = nodes.filter((node) => node.manager).map((node) => node.name);

  const running = wants.running ?? random.chance(0.85);
  const disks: DiskPlan[] = [];
  const letters = random.shuffle(['S', 'T', 'V', 'W', 'X', 'Y', 'Z']);
  const addDisk = (stem: string, among: readonly string[], active: string): DiskPlan => {
    const type = random.pick<DiskPlan['type']>(
      wants.localDisks === true ? ['ext4', 'xfs'] : ['ext4', 'xfs', 'xfs', 'nfs4'],
    );
    const root = random.pick(['/mnt', '/mnt', '/shared', '/mnt/cluster']);
    const disk: DiskPlan = {
      path: linux ? names.fresh(() => `${root}/${stem}${random.int(1, 99)}`) : `${letters.pop() ?? 'R'}:\\`,
      type,
      device: type === 'nfs4' ? `nas.${domain}:/vol/${stem}` : `/dev/mapper/vg${disks.length}-${stem}`,
      declared: true,
      mountedOn: running ? (type === 'nfs4' ? [...among] : [active]) : [],
    };
    disks.push(disk);
    return disk;
  };
  const within = (disk: DiskPlan, folder: string, inFolder: boolean) =>
    linux ? (inFolder ? `${disk.path}/${folder}` : disk.path) : `${disk.path}${folder}`;
  const someOf = (all: readonly string[]) =>
    all.length > 2 && random.chance(0.3) ? random.shuffle(all).slice(0, 2) : [...all];

  const sites: SitePlan[] = [];
  const siteCount = Math.max(wants.sites ?? 1, random.pick([1, 1, 2, 3]));
  for (let index = 0; index < siteCount; index += 1) {
    const onNodes = index === 0 ? managerNames : someOf(managerNames);
    const active = random.pick(onNodes);
    const disk = addDisk('jobmgdb', onNodes, active);
    const inFolder = wants.inFolder ?? random.chance(0.3);
    const database = within(disk, random.pick(['jobmgdb', 'Jobdb', 'site']), inFolder);
    sites.push({
      name: `${names.fresh(() => names.label())}.${domain}`,
      machineId: machineId(),
      database,
      disk: disk.path,
      vip: random.pick(nets).at(100 + index),
      nodes: [...onNodes],
      vipOn: running ? [active] : [],
      runningOn: running ? [active] : [],
      pid: 1790 + index * 100,
      natsHost: wants.natsHost ?? random.pick(['address', 'address', 'name']),
      linkedOn: [...onNodes],
      linkTarget: wants.linkTarget ?? random.pick(['database', 'database', 'nqs']),
    });
  }

  const agentNodes = apart ? nodes.filter((node) => !node.manager).map((node) => node.name) : managerNames;
  const agents: AgentPlan[] = [];
  // Agents may share a folder of keys, which is then closed for all of them or for none.
  const open = random.chance(0.5);
  for (let index = 0; index < agentCount; index += 1) {
    const onNodes = someOf(agentNodes);
    const active = random.pick(onNodes);
    const disk = addDisk('jobagdb', onNodes, active);
    const site = random.chance(0.12) && wants.agents === undefined ? null : random.pick(sites);
    const host =
      site === null
        ? `mg.${domain}`
        : random.pick([site.name, site.name, shortName(site.name), inUrl(site.vip)]);
    const keyFolder = random.pick(KEY_FOLDERS);
    const name = names.fresh(() => `jcag${random.pick(WORDS)}${random.int(1, 99)}`);
    agents.push({
      name,
      site: site?.name ?? null,
      instance: names.fresh(() => `inst-${random.pick(WORDS)}${random.int(1, 99)}`),
      instanceId: random.uuid(),
      endpoint: `http://${host}:23151`,
      spool: within(disk, 'jobagdb', wants.inFolder ?? random.chance(0.3)),
      disk: disk.path,
      privateKey: linux ? `${keyFolder}/${name}.pem` : `D:\\keys\\${name}.pem`,
      keyMode: open ? '600' : '644',
      keyFolderMode: open ? '755' : '700',
      users: (wants.users ?? random.chance(0.6)) ? random.shuffle(USERS).slice(0, 2) : null,
      nodes: onNodes,
      activeOn: running ? [active] : [],
      perNode: [],
    });
  }

  const clusterSoftware =
    wants.clusterSoftware !== undefined
      ? wants.clusterSoftware
      : random.pick(
          linux ? (['clusterpro', 'pacemaker', null] as const) : (['wsfc', 'clusterpro', null] as const),
        );
  const facts = wants.facts ?? random.pick(['all', 'all', 'some', 'none']);
  const folder = wants.folder ?? random.pick(['', 'prod', 'clusters/main']);
  const plan: Plan = {
    seed,
    platform,
    folder,
    name: `cluster-${random.pick(WORDS)}`,
    network: random.chance(0.3) ? random.pick(['prod', 'dmz']) : null,
    clusterSoftware,
    installDir: random.pick(['C:\\JobCenter\\SV', 'D:\\NEC\\JobCenter']),
    domain,
    nodes,
    disks,
    sites,
    agents,
    accounts: USERS.map((name, index) => ({ name, uid: 1001 + index })),
    localDaemon: wants.localDaemon ?? random.pick(['SITE', 'OFF']),
    leftOut: new Set(),
    lost: new Set(),
    style: style(random, wants, facts !== 'none'),
  };
  if (facts === 'some') loseFacts(plan, random);
  if (wants.fullManifest !== true) leaveOut(plan, random, facts === 'all');
  if (facts === 'all' && wants.facts === undefined) forgetStandbyLinks(plan, random);
  return plan;
}

export const shortName = (name: string): string => name.split('.')[0] ?? name;

function style(random: Random, wants: Wants, facts: boolean): Style {
  return {
    charset: wants.charset ?? random.pick(['utf-8', 'utf-8', 'shift_jis', 'euc-jp']),
    newline: random.chance(0.4) ? '\r\n' : '\n',
    comments: wants.comments ?? random.chance(0.7),
    sharedIn: wants.sharedIn ?? random.pick(['shared', 'shared', 'active', 'both']),
    facts,
    resolvDef: wants.resolvDef ?? random.chance(0.25),
    inHosts: wants.inHosts ?? random.chance(0.75),
    passwdFile: random.chance(0.3),
    selinux: wants.selinux ?? random.pick(['Enforcing', 'Enforcing', 'Permissive', 'Disabled']),
    quoted: random.chance(0.2),
    zone: wants.zone ?? random.pick([0, 9, 9, -5]),
    env: wants.env ?? random.pick(['none', 'site', 'url']),
  };
}

/** Facts are saved by hand, node by node; any may be missing. */
function loseFacts(plan: Plan, random: Random): void {
  for (const node of plan.nodes) {
    for (const fact of FACTS) if (random.chance(0.3)) plan.lost.add(`${node.name}/${fact}`);
  }
}

function leaveOut(plan: Plan, random: Random, allFacts: boolean): void {
  const optional = [
    ...[
      'cluster',
      'clusterSoftware',
      'network',
      'nodes.machineId',
      'nodes.addresses',
      'nodes.files',
      'sharedDisks',
    ],
    ...[
      'shared',
      'sites.machineId',
      'sites.vip',
      'sites.nodes',
      'agents.site',
      'agents.instance',
      'agents.nodes',
    ],
    ...['agents.instanceId', 'agents.endpoint', 'agents.spool', 'agents.privateKey', 'agents.users'],
  ];
  if (random.chance(0.5)) for (const key of optional) if (random.chance(0.35)) plan.leftOut.add(key);
  const [first] = plan.agents;
  const everywhere =
    plan.sites.every((site) => plan.nodes.every((node) => node.manager === site.nodes.includes(node.name))) &&
    plan.agents.every((agent) => agent.nodes.join() === first?.nodes.join());
  // What stands on some of the nodes only looks like a fault where nobody says that it is meant.
  if (allFacts && everywhere && random.chance(0.3)) {
    // An agent may name no site that the manifest does not; so both are left to be inferred.
    for (const key of ['sites', 'agents']) plan.leftOut.add(key);
  }
}

/** Only the node that made a site has its link until the first failover. */
function forgetStandbyLinks(plan: Plan, random: Random): void {
  for (const site of plan.sites) {
    const disk = plan.disks.find((each) => each.path === site.disk);
    if (site.runningOn.length > 0 && disk?.type !== 'nfs4' && random.chance(0.3))
      site.linkedOn = [...site.runningOn];
  }
}

import { createHash } from 'node:crypto';
import { inUrl } from './addresses.js';
import { shortName } from './invent.js';
import type { NodePlan, Plan, SitePlan } from './plan.js';
import {
  commonPath,
  linksOf,
  localPath,
  nodeFiles,
  passwdLines,
  sitePath,
  yamlPath,
} from './render-config.js';
import { cjcls, env, instances, nmapmgr } from './render-jobcenter-facts.js';
import { processesOf, psText, STARTED, startsText } from './render-processes.js';
import { diskOf, lines, sees, type View } from './view.js';

function meta({ plan, node, index }: View): string {
  const lost = [...plan.lost]
    .filter((each) => each.startsWith(`${node.name}/`))
    .map((each) => each.split('/')[1]);
  return lines([
    'format=1',
    `hostname=${node.name}`,
    `platform=${plan.platform}`,
    `collected_at=2026-11-20T03:00:0${index}Z`,
    `user=${plan.platform === 'windows' ? 'Administrator' : 'root'}`,
    ...lost.map((fact) => `missing.${fact}=permission denied`),
  ]);
}

function stat(view: View): string {
  const { plan, node } = view;
  const rows = new Map<string, string>();
  const add = (path: string, mode: string, kind: string) =>
    rows.set(path, `${mode}\troot\troot\t${kind}\t${path}`);
  const folder = (path: string, mode = '755') => add(path, mode, 'directory');
  const file = (path: string, mode = '644') => add(path, mode, 'regular file');
  for (const site of view.sites) {
    // An unmounted disk leaves an empty mount point; a folder on it is not there at all.
    if (sees(view, site.disk) || site.database === site.disk) folder(site.database);
    if (!sees(view, site.disk)) continue;
    folder(`${site.database}/nqs`);
    file(sitePath(plan, site));
    if (site.database === site.disk) folder(`${site.database}/lost+found`, '700');
  }
  for (const agent of view.agents) {
    if (sees(view, agent.disk) || agent.spool === agent.disk) folder(agent.spool);
    if (sees(view, agent.disk)) {
      folder(`${agent.spool}/jcexecutor`);
      file(yamlPath(plan, agent));
    }
    const parts = agent.privateKey.split('/').slice(1, -1);
    parts.forEach((_, depth) => {
      folder(
        `/${parts.slice(0, depth + 1).join('/')}`,
        depth === parts.length - 1 ? agent.keyFolderMode : '755',
      );
    });
    file(agent.privateKey, agent.keyMode);
  }
  if (node.manager) {
    folder('/usr/spool/nqs');
    for (const link of linksOf(plan, node)) add(`/usr/spool/nqs/${link.name}`, '777', 'symbolic link');
    folder('/usr/spool/nqs/log');
    file(localPath(plan));
    file(commonPath);
  }
  return lines([...rows.values()]);
}

function ipAddr({ plan, node, index }: View): string {
  const row = (number: number, name: string, family: string, address: string, rest: string) =>
    `${number}: ${name}    ${family} ${address} ${rest}\\       valid_lft forever preferred_lft forever`;
  const out = [
    row(1, 'lo', 'inet', '127.0.0.1/8', 'scope host lo'),
    row(1, 'lo', 'inet6', '::1/128', 'scope host '),
  ];
  const vips = new Set(plan.sites.filter((site) => site.vipOn.includes(node.name)).map((site) => site.vip));
  node.addresses.forEach((address, at) => {
    const name = `ens${192 + at}`;
    out.push(
      address.includes(':')
        ? row(at + 2, name, 'inet6', `${address}/64`, 'scope global ')
        : row(at + 2, name, 'inet', `${address}/24`, `scope global noprefixroute ${name}`),
      row(at + 2, name, 'inet6', `fe80::250:56ff:fe9${at}:${index + 1}/64`, 'scope link noprefixroute '),
    );
  });
  for (const vip of vips) {
    out.push(
      vip.includes(':')
        ? row(2, 'ens192', 'inet6', `${vip}/64`, 'scope global nodad ')
        : row(2, 'ens192', 'inet', `${vip}/24`, 'scope global secondary ens192:0'),
    );
  }
  return lines(out);
}

function mounts({ plan, node }: View): string {
  return lines([
    'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0',
    'sysfs /sys sysfs rw,seclabel,nosuid,nodev,noexec,relatime 0 0',
    'tmpfs /dev/shm tmpfs rw,seclabel,nosuid,nodev 0 0',
    '/dev/mapper/rhel-root / xfs rw,seclabel,relatime,attr2,inode64 0 0',
    '/dev/sda1 /boot xfs rw,seclabel,relatime,attr2,inode64 0 0',
    ...plan.disks
      .filter((disk) => disk.mountedOn.includes(node.name))
      .map((disk) => `${disk.device} ${disk.path} ${disk.type} rw,relatime 0 0`),
  ]);
}

function changed(view: View): string {
  const { plan, node, index } = view;
  const paths = [
    ...(node.manager ? [commonPath, localPath(plan)] : []),
    ...view.sites.filter((site) => sees(view, site.disk)).map((site) => sitePath(plan, site)),
    ...view.agents.filter((agent) => sees(view, agent.disk)).map((agent) => yamlPath(plan, agent)),
  ];
  // An hour before everything was started, whatever the clock on the wall said.
  return lines(
    paths.map((path, at) => `${STARTED - plan.style.zone * 3600 - 3600 + index * 60 + at}\t${path}`),
  );
}

function listen({ plan, node }: View): string {
  const row = (address: string) => `LISTEN 0      4096   ${address.padStart(24)}      0.0.0.0:*`;
  const own = node.addresses[0] ?? '';
  return lines([
    'State  Recv-Q Send-Q   Local Address:Port  Peer Address:PortProcess',
    row('0.0.0.0:22'),
    ...(node.manager && plan.localDaemon === 'SITE' ? [row(`${own}:23141`), row(`${own}:23151`)] : []),
    ...plan.sites
      .filter((site) => site.runningOn.includes(node.name))
      .flatMap((site) => [row(`${inUrl(site.vip)}:23141`), row(`${inUrl(site.vip)}:23151`)]),
  ]);
}

function lookup({ plan, agents }: View): string {
  const rows = new Map<string, string>();
  for (const site of plan.sites) {
    const short = shortName(site.name);
    rows.set(site.name, site.vip);
    if (short !== site.name) rows.set(short, site.vip);
    rows.set(site.vip, short === site.name ? site.name : `${site.name} ${short}`);
  }
  for (const agent of agents) if (agent.site === null) rows.set(`mg.${plan.domain}`, '198.51.100.20');
  return lines([...rows].map(([query, answer]) => `${query}\t${answer}`));
}

function labels(view: View): string | null {
  const { plan } = view;
  const label = (site: SitePlan) => {
    if (plan.style.selinux === 'Disabled') return '?';
    // Where the mount point itself is declared, it was labelled before the disk came over it.
    const inShared = plan.style.sharedIn !== 'active' || diskOf(plan, site.disk)?.mountedOn.length === 0;
    const known = sees(view, site.disk) || inShared;
    return `system_u:object_r:${known ? 'jobcenter_exec_t' : 'mnt_t'}:s0`;
  };
  const there = view.sites.filter((site) => sees(view, site.disk) || site.database === site.disk);
  return there.length === 0 ? null : lines(there.map((site) => `${label(site)} ${site.database}`));
}

function packages({ node }: View): string {
  return lines([
    'bash-5.1.8-9.el9.x86_64',
    'openssl-3.0.7-27.el9.x86_64',
    ...(node.manager ? ['NECJCMG-16.3-1.x86_64', 'NECJCpkg-16.3-1.x86_64'] : []),
    'NECJCAG-16.3-1.x86_64',
    'NECWSLM-1.9-1.x86_64',
  ]);
}

function checksums(view: View): string {
  const { plan, node, index } = view;
  const sum = (text: string) => createHash('sha256').update(text).digest('hex');
  const common = nodeFiles(plan, node, index).find((file) => file.path === commonPath);
  return lines([
    `${sum(plan.name)}  /usr/lib/nqs/license/jobcenter_key.dat`,
    ...(common === undefined ? [] : [`${sum(common.lines.join('\n'))}  ${commonPath}`]),
  ]);
}

function holders(view: View): string | null {
  const { plan, node } = view;
  const out: string[] = [];
  for (const disk of plan.disks.filter((each) => each.mountedOn.includes(node.name))) {
    out.push(`${`${disk.path}:`.padEnd(20)} root     kernel mount ${disk.path}`);
    for (const site of plan.sites.filter(
      (each) => each.disk === disk.path && each.runningOn.includes(node.name),
    )) {
      const own = processesOf(plan, node).filter(
        ({ site: name, args }) => name === site.name && /cjcpw|jnwengine/.test(args),
      );
      for (const { pid, args } of own) {
        out.push(`${' '.repeat(21)}root      ${pid} ..c.. ${args.split(' ')[0]?.split('/').at(-1) ?? ''}`);
      }
    }
  }
  return out.length === 0 ? null : lines([`${' '.repeat(21)}USER        PID ACCESS COMMAND`, ...out]);
}

/** The facts of a node by name, as a collector would have saved them; those in `plan.lost` are left out. */
export function renderFacts(plan: Plan, node: NodePlan, index: number): Map<string, string> {
  const sites = plan.sites.filter((site) => site.nodes.includes(node.name));
  const view: View = {
    plan,
    node,
    index,
    sites,
    agents: plan.agents.filter((agent) => agent.nodes.includes(node.name)),
  };
  const linux = plan.platform === 'linux';
  const all: [string, string | null][] = [
    ['meta', meta(view)],
    ['lookup', lookup(view)],
    ['jcagctrl-list', view.agents.length > 0 ? instances(view) : null],
  ];
  if (node.manager) {
    all.push(
      ['cjcls', cjcls(view, false)],
      ['cjcls-a', cjcls(view, true)],
      ['nmapmgr', nmapmgr(node.name, node.machineId)],
    );
    for (const site of sites.filter((each) => sees(view, each.disk))) {
      all.push([`nmapmgr.${site.name}`, nmapmgr(site.name, site.machineId)]);
    }
  }
  if (linux) {
    const enabled = plan.style.selinux !== 'Disabled';
    const rule = sites.map((site) => `${site.database}\tsystem_u:object_r:jobcenter_exec_t:s0`);
    all.push(
      ['stat', stat(view)],
      ['umask', '0022\n'],
      ['ip-addr', ipAddr(view)],
      ['mounts', mounts(view)],
      ['ps', psText(plan, node)],
      ['ps-start', startsText(plan, node)],
      ['changed', changed(view)],
      ['listen', listen(view)],
      ['passwd', lines(passwdLines(plan))],
      ['getenforce', `${plan.style.selinux}\n`],
      ['selinux-labels', labels(view)],
      ['selinux-rule', enabled && sites.length > 0 ? lines(rule) : null],
      ['packages', packages(view)],
      ['checksums', checksums(view)],
      ['env', env(view)],
      ['holders', holders(view)],
    );
  }
  const kept = new Map<string, string>();
  for (const [name, text] of all) {
    if (text !== null && !plan.lost.has(`${node.name}/${name}`)) kept.set(name, text);
  }
  return kept;
}

import { inUrl } from '../addresses.js';
import type { Cluster } from '../cluster.js';
import { shortName } from '../invent.js';
import type { NodePlan } from '../plan.js';
import {
  answer,
  drop,
  firstLine,
  inManifest,
  lineOf,
  placeOf,
  read,
  removeLines,
  replace,
  write,
} from './edits.js';
import { type Fault, fault, type Place } from './fault.js';
import { renameSite } from './sites.js';

const linux = { platform: 'linux' } as const;
const wsfc = { platform: 'windows', clusterSoftware: 'wsfc' } as const;
const otherWindows = { platform: 'windows', clusterSoftware: null } as const;
/** Names come from DNS alone, as the `lookup` fact shows it. */
const dns = { ...linux, inHosts: false, resolvDef: false, natsHost: 'address' } as const;
/** Names come from hosts alone: nobody looked anything up. */
const hostsOnly = { ...linux, inHosts: true, resolvDef: false, facts: 'none', natsHost: 'address' } as const;
const OTHER = '198.51.100.9';

/** Nodes that have to know the first site: its own, and those of agents that call it by name. */
const knowing = (c: Cluster): NodePlan[] => c.plan.nodes;

/** The same new line instead of the site's own, in the files of some nodes. */
function siteLine(c: Cluster, files: readonly string[], line: string): Place[] {
  return files.map((file) => {
    const { name } = c.site();
    replace(
      c,
      file,
      new RegExp(`^.*[ \\t]${name.replaceAll('.', '\\.')}([ \\t][^\\r\\n]*)?(?=\\r?$)`, 'm'),
      line,
    );
    return lineOf(c, file, line);
  });
}

const hosts = (c: Cluster): string[] => knowing(c).map((node) => c.hosts(node));

function alias(c: Cluster, first: string): Place[] {
  const { name, vip } = c.site();
  return [
    ...siteLine(c, hosts(c), `${vip}  ${first}  ${name}`),
    ...answer(c, knowing(c), vip, `${first} ${name}`),
    ...answer(c, knowing(c), name, vip),
    ...[inManifest(c, 'sites', 0, 'name')],
  ];
}

const resolvDefs = (c: Cluster): string[] => c.managers().map((node) => c.resolvDef(node));

export const nameFaults: readonly Fault[] = [
  fault('site-name-alias/behind-an-unrelated-name', 'error', { ...dns, inHosts: true, ipv4: true }, (c) =>
    alias(c, 'rack7.example.org'),
  ),
  fault('site-name-alias/windows', 'warning', { ...otherWindows, inHosts: true, ipv4: true }, (c) => {
    const { name, vip } = c.site();
    const line = `${vip}  rack7.example.org  ${name}  ${shortName(name)}`;
    return [...alias(c, 'rack7.example.org'), ...siteLine(c, resolvDefs(c), line)];
  }),
  fault(
    'site-name-alias/full-name-first',
    'warning',
    { ...dns, inHosts: true, ipv4: true },
    (c) => {
      renameSite(c, `jcmg${c.plan.seed}`);
      return alias(c, `${c.site().name}.${c.plan.domain}`);
    },
    ['site-name-fqdn'],
  ),
  fault('vip-forward-lookup/other-address', 'error', { ...dns, ipv4: true }, (c) =>
    answer(c, knowing(c), c.site().name, OTHER),
  ),
  fault('vip-forward-lookup/no-answer', 'error', dns, (c) => answer(c, knowing(c), c.site().name, '')),
  fault('vip-forward-lookup/several-addresses', 'warning', { ...dns, ipv4: true }, (c) =>
    answer(c, knowing(c), c.site().name, `${c.site().vip} ${OTHER}`),
  ),
  fault('vip-forward-lookup/hosts', 'error', { ...hostsOnly, ipv4: true }, (c) => {
    const { name } = c.site();
    return siteLine(c, hosts(c), `${OTHER}  ${name}  ${shortName(name)}`);
  }),
  fault('vip-reverse-lookup/no-answer', 'error', dns, (c) => answer(c, knowing(c), c.site().vip, '')),
  fault('vip-reverse-lookup/other-name', 'error', dns, (c) =>
    answer(c, knowing(c), c.site().vip, 'rack7.example.org'),
  ),
  fault('vip-reverse-lookup/several-lines', 'warning', hostsOnly, (c) =>
    hosts(c).flatMap((file) => {
      const { vip, name } = c.site();
      const line = `${vip}  rack7.example.org`;
      write(c, file, `${read(c, file)}${line}\n`);
      return [lineOf(c, file, line), lineOf(c, file, name)];
    }),
  ),
  fault(
    'vip-lookup-consistent/nodes-disagree',
    'error',
    { ...dns, ipv4: true },
    (c) => {
      answer(c, [c.standby()], c.site().name, OTHER);
      return knowing(c).map((node) => lineOf(c, c.fact(node, 'lookup'), `${c.site().name}\t`));
    },
    ['vip-forward-lookup'],
  ),
  fault('vip-lookup-consistent/hosts-and-lookup', 'warning', { ...dns, inHosts: true, ipv4: true }, (c) => {
    const { name } = c.site();
    return [
      ...siteLine(c, hosts(c), `${OTHER}  ${name}  ${shortName(name)}`),
      ...knowing(c).map((node) => lineOf(c, c.fact(node, 'lookup'), `${name}\t`)),
    ];
  }),
  fault(
    'vip-loopback/hosts',
    'error',
    { ...hostsOnly, ipv4: true },
    (c) => {
      const { name } = c.site();
      return siteLine(c, hosts(c), `127.0.1.1  ${name}  ${shortName(name)}`);
    },
    ['vip-forward-lookup'],
  ),
  fault(
    'vip-loopback/lookup',
    'error',
    { ...dns, ipv4: true },
    (c) => answer(c, knowing(c), c.site().name, '127.0.0.1'),
    ['vip-forward-lookup'],
  ),
  fault(
    'vip-is-node-address/declared-as-one',
    'error',
    { natsHost: 'address' },
    (c) => {
      const node = c.active();
      node.addresses.push(c.site().vip);
      c.rerender();
      const last = node.addresses.length - 1;
      return [
        inManifest(c, 'sites', 0, 'vip'),
        inManifest(c, 'nodes', c.plan.nodes.indexOf(node), 'addresses', last),
      ];
    },
    ['ipaddress-is-vip'],
  ),
  fault('vip-distinct/two-sites', 'error', { ...dns, sites: 2, facts: 'none', agents: 0 }, (c) => {
    const { vip } = c.site(1);
    c.site(1).vip = c.site(0).vip;
    for (const agent of c.plan.agents)
      agent.endpoint = agent.endpoint.replace(inUrl(vip), inUrl(c.site(0).vip));
    for (const site of c.plan.sites) site.linkedOn = [];
    c.rerender();
    return [0, 1].map((index) => inManifest(c, 'sites', index, 'vip'));
  }),
  fault('vip-dual-stack/both-families', 'info', { ...dns, ipv4: true }, (c) =>
    answer(c, knowing(c), c.site().name, `${c.site().vip} 2001:db8::64`),
  ),
  fault('resolv-def-entry/line-missing', 'error', { ...wsfc, facts: 'none', inHosts: false }, (c) => {
    const { name } = c.site();
    for (const file of resolvDefs(c))
      removeLines(c, file, new RegExp(`[ \\t]${name.replaceAll('.', '\\.')}[ \\t]`));
    return resolvDefs(c).map(firstLine);
  }),
  fault('resolv-def-entry/no-short-name', 'error', wsfc, (c) => {
    const { vip, name } = c.site();
    return siteLine(c, resolvDefs(c), `${vip}  ${name}`);
  }),
  fault('resolv-def-entry/no-full-name', 'error', { ...wsfc, natsHost: 'address' }, (c) => {
    const { vip, name } = c.site();
    return siteLine(c, resolvDefs(c), `${vip}  ${shortName(name)}`);
  }),
  fault('resolv-def-entry/other-cluster-software', 'warning', otherWindows, (c) => {
    const { vip, name } = c.site();
    return siteLine(c, resolvDefs(c), `${vip}  ${name}`);
  }),
  fault('resolv-def-entry/linux', 'warning', { ...linux, resolvDef: true }, (c) => {
    const { vip, name } = c.site();
    return siteLine(c, resolvDefs(c), `${vip}  ${name}`);
  }),
  fault(
    'resolv-def-match/one-node-without',
    'warning',
    { ...linux, resolvDef: true },
    (c) => {
      const { name } = c.site();
      removeLines(c, c.resolvDef(c.standby()), new RegExp(`[ \\t]${name.replaceAll('.', '\\.')}[ \\t]`));
      return [
        firstLine(c.resolvDef(c.standby())),
        ...resolvDefs(c)
          .filter((file) => file !== c.resolvDef(c.standby()))
          .map((file) => lineOf(c, file, name)),
      ];
    },
    ['resolv-def-entry'],
  ),
  fault('resolv-def-conflict/two-addresses', 'warning', { resolvDef: true }, (c) =>
    resolvDefs(c).flatMap((file) => {
      write(c, file, `${read(c, file)}192.0.2.51 gateway.example.org\n192.0.2.52 gateway.example.org\n`);
      return [lineOf(c, file, '192.0.2.51'), lineOf(c, file, '192.0.2.52')];
    }),
  ),
  fault('resolv-def-conflict/against-hosts', 'warning', { resolvDef: true }, (c) =>
    resolvDefs(c).flatMap((file) => {
      const node = c.managers().find((each) => c.resolvDef(each) === file);
      write(c, file, `${read(c, file)}192.0.2.51 gateway.example.org\n`);
      if (node === undefined) return [];
      write(c, c.hosts(node), `${read(c, c.hosts(node))}192.0.2.52 gateway.example.org\n`);
      return [lineOf(c, file, '192.0.2.51'), lineOf(c, c.hosts(node), '192.0.2.52')];
    }),
  ),
  fault('hosts-match/line-on-some-nodes-only', 'warning', { ...dns, inHosts: true }, (c) => {
    const { name } = c.site();
    const without = c.hosts(c.standby());
    removeLines(c, without, new RegExp(`[ \\t]${name.replaceAll('.', '\\.')}[ \\t]`));
    return hosts(c).map((file) => (file === without ? firstLine(file) : lineOf(c, file, name)));
  }),
  fault('hosts-match/hosts-alone', 'warning', hostsOnly, (c) => {
    const { name, vip } = c.site();
    const file = c.hosts(c.standby());
    replace(c, file, `${vip}  ${name}  ${shortName(name)}`, `${vip}  ${name}`);
    drop(c, 'lookup');
    return hosts(c)
      .map((each) => placeOf(c, each, name))
      .map(({ file: at, line }) => ({ file: at, line: line ?? 1 }));
  }),
];

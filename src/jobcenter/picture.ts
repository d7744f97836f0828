import type { Picture, PicturedDisk, PicturedPart, PicturedService } from '../engine/picture.js';
import type { Localized } from '../message/language.js';
import type { Sourced } from '../text/source-file.js';
import type { Agent, AgentOnNode, Cluster, ClusterNode, Site } from './model.js';
import { PACK } from './pack.js';
import { isWithin } from './platform.js';
import { mountOf } from './sight.js';

/** Rules whose findings about a site are about its address (VIP and the link named after it). */
const ADDRESS_RULES = [
  'ipaddress-is-vip',
  'vip-active',
  'vip-distinct',
  'vip-dual-stack',
  'vip-forward-lookup',
  'vip-is-node-address',
  'vip-link-dangling',
  'vip-link-missing',
  'vip-link-name',
  'vip-link-target',
  'vip-lookup-consistent',
  'vip-loopback',
  'vip-reverse-lookup',
  'vip-up-once',
];

/** Rules whose findings about a site or an agent are about its folder on the shared disk. */
const STORAGE_RULES = [
  'db-layout',
  'db-mode',
  'db-path-absolute',
  'db-path-empty',
  'db-path-match',
  'db-path-on-shared-disk',
  'db-path-overlap',
  'disk-holders',
  'disk-mounted-once',
  'mount-active',
  'selinux-label',
  'selinux-rule',
  'spool-match',
  'spool-mode',
  'spool-on-shared-disk',
  'spool-overlap',
];

const ENDPOINT_RULES = ['agent-endpoint'];

const words = {
  site: { en: 'site', ja: 'サイト' },
  agent: { en: 'agent', ja: 'エージェント' },
  vip: { en: 'VIP', ja: 'VIP' },
  database: { en: 'database', ja: 'データベース' },
  machineId: { en: 'machine ID', ja: 'マシンID' },
  endpoint: { en: 'endpoint', ja: 'エンドポイント' },
  spool: { en: 'spool', ja: 'スプール' },
  instance: { en: 'instance', ja: 'インスタンス' },
} as const satisfies Record<string, Localized>;

/** A service before it is known on which disk it lies. */
type Placed = PicturedService & { readonly on: readonly ClusterNode[] };

/** What a cluster is made of, for reports that draw it. */
export function pictureOf(cluster: Cluster): Picture {
  const services: readonly Placed[] = [...cluster.sites.map(ofSite), ...cluster.agents.map(ofAgent)];
  return {
    nodes: cluster.nodes.map(({ name, addresses, hasData }) => ({
      name: name.value,
      addresses: addresses.map(({ value }) => value),
      hasData,
    })),
    services: services.map(({ on: _, ...service }) => service),
    disks: disksOf(cluster, services),
  };
}

function ofSite(site: Site): Placed {
  return {
    kind: 'site',
    name: site.name.value,
    title: words.site,
    address: part(words.vip, site.vip, ADDRESS_RULES),
    storage: part(words.database, site.database, STORAGE_RULES),
    properties: property(words.machineId, site.machineId),
    nodes: namesOf(site.nodes),
    activeNodes: namesOf(site.activeNodes),
    site: null,
    on: site.nodes,
  };
}

function ofAgent(agent: Agent): Placed {
  const first = <K extends keyof AgentOnNode>(key: K): AgentOnNode[K] | null =>
    agent.nodes.map((node) => agent.on(node)[key]).find((value) => value !== null) ?? null;
  return {
    kind: 'agent',
    name: agent.name.value,
    title: words.agent,
    address: part(words.endpoint, first('endpoint'), ENDPOINT_RULES),
    storage: part(words.spool, first('spool'), STORAGE_RULES),
    properties: property(words.instance, first('instance')),
    nodes: namesOf(agent.nodes),
    activeNodes: namesOf(agent.nodes.filter((node) => isActive(agent, node))),
    site: agent.site?.name.value ?? null,
    on: agent.nodes,
  };
}

/** Whether a node's `jcagctrl list` shows the agent's instance as ACTIVE. */
function isActive(agent: Agent, node: ClusterNode): boolean {
  const { instance } = agent.on(node);
  const listed = node.facts['jcagctrl-list'];
  if (instance === null || listed.state !== 'known') return false;
  return listed.value.some((row) => row.name.value === instance.value && row.active?.value === true);
}

/** The declared disks, and where the manifest names none for a service the mount that brings its folder. */
function disksOf({ platform, sharedDisks }: Cluster, services: readonly Placed[]): readonly PicturedDisk[] {
  const disks = new Map<string, number[]>(sharedDisks.map(({ value }) => [value, []]));
  for (const [index, { storage, on }] of services.entries()) {
    if (storage === null) continue;
    const declared = sharedDisks.find((disk) => isWithin(platform, storage.value, disk.value))?.value;
    const path = declared ?? mountPointOf(on, storage.value);
    if (path === undefined) continue;
    disks.set(path, [...(disks.get(path) ?? []), index]);
  }
  return [...disks].map(([path, on]) => ({ path, services: on }));

  function mountPointOf(nodes: readonly ClusterNode[], folder: string): string | undefined {
    const mounts = nodes.map((node) => mountOf(node, platform, folder, []));
    return mounts.find((mount) => mount !== null)?.mountPoint;
  }
}

const part = (
  label: Localized,
  value: Sourced<string> | null,
  rules: readonly string[],
): PicturedPart | null =>
  value === null ? null : { label, value: value.value, rules: rules.map((rule) => `${PACK}/${rule}`) };

const property = (label: Localized, value: Sourced<string | number> | null) =>
  value === null ? [] : [{ label, value: String(value.value) }];

const namesOf = (nodes: readonly ClusterNode[]): readonly string[] => nodes.map(({ name }) => name.value);

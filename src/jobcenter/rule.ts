import { forModel, type Subject } from '../engine/rule.js';
import type { Language, Localized } from '../message/language.js';
import { listed } from '../message/listed.js';
import type { Origin } from '../text/source-file.js';
import type { Agent, AgentFile, Cluster, ClusterNode, Conf, HostsFile, Site } from './model.js';

export { listed };

/** Declares a rule of the JobCenter pack. */
export const rule = forModel<Cluster>();

/** A site on one of its nodes. */
export interface SiteOnNode {
  readonly site: Site;
  readonly node: ClusterNode;
}

/** An agent on one of its nodes. */
export interface AgentAtNode {
  readonly agent: Agent;
  readonly node: ClusterNode;
}

/** The whole cluster, once. */
export const wholeCluster = (cluster: Cluster): Subject<Cluster>[] => [{ it: cluster }];

/** Every declared node. */
export const eachNode = (cluster: Cluster): Subject<ClusterNode>[] =>
  cluster.nodes.map((node) => ({ it: node, node: node.name.value }));

/** Nodes that run a cluster site, and so have a JobCenter MG with a local site; AG-only nodes are left out. */
export const eachManagerNode = (cluster: Cluster): Subject<ClusterNode>[] =>
  eachNode(cluster).filter(({ it }) => isManagerNode(cluster, it));

export const isManagerNode = (cluster: Cluster, node: ClusterNode): boolean =>
  cluster.sites.some((site) => site.nodes.includes(node));

/** Every cluster site. */
export const eachSite = (cluster: Cluster): Subject<Site>[] =>
  cluster.sites.map((site) => ({ it: site, site: site.name.value }));

/** Every cluster site on every node that may run it. */
export const eachSiteOnNode = (cluster: Cluster): Subject<SiteOnNode>[] =>
  cluster.sites.flatMap((site) =>
    site.nodes.map((node) => ({ it: { site, node }, site: site.name.value, node: node.name.value })),
  );

export const eachAgent = (cluster: Cluster): Subject<Agent>[] =>
  cluster.agents.map((agent) => ({ it: agent, agent: agent.name.value }));

/** Every agent on every node that may run its instance. */
export const eachAgentAtNode = (cluster: Cluster): Subject<AgentAtNode>[] =>
  cluster.agents.flatMap((agent) =>
    agent.nodes.map((node) => ({ it: { agent, node }, agent: agent.name.value, node: node.name.value })),
  );

/** Every daemon.conf and site.conf, of equal copies the first. */
export const eachConf = (cluster: Cluster): Subject<Conf>[] =>
  cluster.confs.map((conf) => ({ it: conf, node: conf.node?.name.value, site: conf.site?.name.value }));

/** Every daemon.conf. */
export const eachDaemonConf = (cluster: Cluster): Subject<Conf>[] =>
  eachConf(cluster).filter(({ it }) => it.kind === 'daemon.conf');

/** Every hosts and resolv.def. */
export const eachHostsFile = (cluster: Cluster): Subject<HostsFile>[] =>
  cluster.hostsFiles.map((file) => ({ it: file, node: file.node?.name.value }));

/** Every jcexecutor_agent.yaml. */
export const eachAgentFile = (cluster: Cluster): Subject<AgentFile>[] =>
  cluster.agentFiles.map((file) => ({
    it: file,
    node: file.node?.name.value,
    agent: file.agent?.name.value,
  }));

/** The start of a file that lacks something: its whole first line (report.md §3), 1:1 when it is empty. */
export function firstLine({ file }: { readonly file: Origin['file'] }): Origin {
  const line = file.lines.textOf(1);
  return { file, range: line === '' ? null : { start: 0, end: line.length } };
}

/** `192.168.1.11: jcmanager02 | 192.168.1.12: jcmanager01, jcmanager03` (rules.md). */
export function whoHasWhat(
  groups: Iterable<{ readonly value: string | Localized; readonly holders: readonly string[] }>,
): Localized {
  const rows = [...groups].map(({ value, holders }) => ({
    value: typeof value === 'string' ? { en: value, ja: value } : value,
    holders: listed(holders),
  }));
  const told = (language: Language) =>
    rows.map(({ value, holders }) => `${value[language]}: ${holders[language]}`).join(' | ');
  return { en: told('en'), ja: told('ja') };
}

import type { SourceFile } from '../../text/source-file.js';
import type { Agent, Cluster, ClusterNode, Site } from '../model.js';

/** What of a cluster a question is about. */
export interface Part {
  readonly nodes: readonly ClusterNode[];
  /** Null: all of them. */
  readonly services: { readonly site: Site | null; readonly agents: readonly Agent[] } | null;
}

/**
 * A cluster as if it had these nodes only, and, where said, this site and these agents only: what a rule then finds is
 * about them. Who sees a disk and who is active stays as it is, for that is what the world is like.
 */
export function partOf(cluster: Cluster, { nodes, services }: Part): Cluster {
  const within = (all: readonly ClusterNode[]) => all.filter((node) => nodes.includes(node));
  const wanted =
    services === null
      ? cluster.sites
      : [...new Set([services.site, ...services.agents.map((agent) => agent.site)])].filter(
          (site) => site !== null,
        );
  const sites = new Map<Site | null, Site>(
    wanted.map((site) => [site, { ...site, nodes: within(site.nodes) }]),
  );
  const agents = (services?.agents ?? cluster.agents).map(
    (agent): Agent => ({
      name: agent.name,
      site: sites.get(agent.site) ?? null,
      nodes: within(agent.nodes),
      users: agent.users,
      files: agent.files,
      seenBy: agent.seenBy,
      on: (node) => agent.on(node),
    }),
  );
  const own = [...sites.values()];
  return {
    ...cluster,
    nodes: within(cluster.nodes),
    sites: own,
    agents,
    confs: firstOfEach([
      ...nodes.flatMap((node) => [node.commonConf, node.localConf].filter((conf) => conf !== null)),
      ...own.flatMap((site) => [...site.confs, ...site.siteConfs]),
    ]),
    hostsFiles: firstOfEach(
      nodes.flatMap((node) => [...(node.hosts === null ? [] : [node.hosts]), ...node.resolvDefs]),
    ),
    agentFiles: firstOfEach([
      ...agents.flatMap(({ files }) => files),
      // Where the spool directories are not known, a file that was found is that of some agent of its node.
      ...cluster.agentFiles.filter(
        ({ agent, node }) => agent === null && node !== null && nodes.includes(node),
      ),
    ]),
  };
}

function firstOfEach<T extends { readonly file: SourceFile }>(items: readonly T[]): T[] {
  const seen = new Map<SourceFile, T>();
  for (const item of items) if (!seen.has(item.file)) seen.set(item.file, item);
  return [...seen.values()];
}

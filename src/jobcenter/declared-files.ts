import type { Subject } from '../engine/rule.js';
import type { SourceFile } from '../text/source-file.js';
import { agentFilePath } from './agent.js';
import { isUnmade } from './instances.js';
import type { Agent, AgentFile, Cluster, ClusterNode, Conf, HostsFile, Site } from './model.js';
import { below, type Platform } from './platform.js';
import {
  eachAgentFile,
  eachConf,
  eachDaemonConf,
  eachHostsFile,
  eachManagerNode,
  eachNode,
  eachSite,
} from './rule.js';
import { lacksSpool, nodesBySpool } from './spools.js';

/**
 * A config file that a rule judges by itself: one that was found, or one that the cluster must have (or, where
 * nothing was seen of its place, may have) and that is nowhere in the data.
 */
export type Declared<F> =
  | { readonly found: F }
  | {
      readonly found: null;
      /** Whose file it is; null where no single node is meant. */
      readonly node: string | null;
      /** What would settle it: the file's path, or the key of the manifest that tells the path. */
      readonly need: string;
    };

type Files<F> = readonly Subject<Declared<F>>[];

/** Every daemon.conf: common, local and the sites'. */
export function eachDeclaredDaemonConf(cluster: Cluster): Files<Conf> {
  const { commonConf, localConf } = cluster.places;
  return [
    ...found(eachDaemonConf(cluster)),
    ...eachManagerNode(cluster).flatMap(({ it }) => [
      ...(commonConf === null || it.commonConf !== null ? [] : [lackingOf(it, commonConf)]),
      ...(it.localConf === null ? [lackingOf(it, localConf)] : []),
    ]),
    ...eachSite(cluster).flatMap(({ it }) => (it.confs.length === 0 ? [lackingAt(it, it.confPath)] : [])),
  ];
}

/** Every site.conf; it is optional, so that one is lacking only where nothing was seen of its place. */
export function eachDeclaredSiteConf(cluster: Cluster): Files<Conf> {
  const all = found(eachConf(cluster).filter(({ it }) => it.kind === 'site.conf'));
  if (cluster.platform !== 'windows') return all;
  return [
    ...all,
    ...eachManagerNode(cluster).flatMap(({ it }) =>
      it.hasData ? [] : [lackingOf(it, cluster.places.localSiteConf)],
    ),
    ...eachSite(cluster).flatMap(({ it }) =>
      it.siteConfs.length === 0 && it.seenBy.size === 0 ? [lackingAt(it, siteConfPath(it))] : [],
    ),
  ];
}

/** Every daemon.conf and site.conf. */
export const eachDeclaredConf = (cluster: Cluster): Files<Conf> => [
  ...eachDeclaredDaemonConf(cluster),
  ...eachDeclaredSiteConf(cluster),
];

/** The hosts of every node. */
export const eachDeclaredHosts = (cluster: Cluster): Files<HostsFile> => [
  ...found(eachHostsFile(cluster).filter(({ it }) => it.kind === 'hosts')),
  ...eachNode(cluster).flatMap(({ it }) => (it.hosts === null ? [lackingOf(it, cluster.places.hosts)] : [])),
];

/** Every resolv.def; on Linux it is optional, on Windows the nodes of a site need it (G 4.1.3). */
export const eachDeclaredResolvDef = (cluster: Cluster): Files<HostsFile> => [
  ...found(eachHostsFile(cluster).filter(({ it }) => it.kind === 'resolv.def')),
  ...eachManagerNode(cluster).flatMap(({ it }) =>
    it.resolvDefs.length === 0 && (cluster.platform === 'windows' || !it.hasData)
      ? [lackingOf(it, 'resolv.def')]
      : [],
  ),
];

/** The jcexecutor_agent.yaml of every agent; `jcagctrl create` makes it. */
export const eachDeclaredAgentFile = (cluster: Cluster): Files<AgentFile> => [
  ...found(eachAgentFile(cluster)),
  ...cluster.agents.flatMap((agent) =>
    agent.files.length > 0 || isUnmade(cluster, agent)
      ? []
      : agentFilePaths(cluster.platform, agent).map((need) => ({
          it: { found: null, node: null, need },
          agent: agent.name.value,
        })),
  ),
];

/** A file as text, whatever it is for. */
export interface TextFile {
  readonly file: SourceFile;
  /** Null where the place of a single file does not tell. */
  readonly platform: Platform | null;
}

/** Every config file of the nodes. */
export const eachDeclaredFile = (cluster: Cluster): Files<TextFile> => [
  ...eachDeclaredConf(cluster),
  ...eachDeclaredHosts(cluster),
  ...eachDeclaredResolvDef(cluster),
  ...eachDeclaredAgentFile(cluster).map((subject): Subject<Declared<TextFile>> => {
    if (subject.it.found === null) return { ...subject, it: subject.it };
    const platform = cluster.name === null ? null : cluster.platform;
    return { ...subject, it: { found: { file: subject.it.found.file, platform } } };
  }),
];

/** The path of a site's site.conf (Windows). */
export const siteConfPath = (site: Site): string => below('windows', site.database.value, 'etc', 'site.conf');

/** The paths of an agent's jcexecutor_agent.yaml; where no spool directory is known, the key that would tell it. */
export function agentFilePaths(platform: Platform, agent: Agent): readonly string[] {
  return [
    ...nodesBySpool(platform, agent, agent.nodes).map(({ path }) => agentFilePath(platform, path)),
    ...(lacksSpool(agent) ? ['manifest:agents[].spool'] : []),
  ];
}

const found = <F>(subjects: readonly Subject<F>[]): Subject<Declared<F>>[] =>
  subjects.map((subject) => ({ ...subject, it: { found: subject.it } }));

/** @param path null on Windows without a known installation folder */
function lackingOf(node: ClusterNode, path: string | null): Subject<Declared<never>> {
  const name = node.name.value;
  return path === null
    ? { it: { found: null, node: node.hasData ? null : name, need: 'manifest:installDir' }, node: name }
    : { it: { found: null, node: name, need: path }, node: name };
}

const lackingAt = (site: Site, path: string): Subject<Declared<never>> => ({
  it: { found: null, node: null, need: path },
  site: site.name.value,
});

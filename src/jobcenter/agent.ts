import { parseYaml } from '../../grammars/yaml/parse.js';
import type { Sourced } from '../text/source-file.js';
import type { AgentSettings, ManifestAgent } from './manifest.js';
import type { Agent, AgentFile, AgentOnNode, ClusterNode, Site } from './model.js';
import type { BuiltNode } from './node.js';
import { below, type Platform } from './platform.js';
import type { SharedFiles } from './shared-files.js';
import { sees } from './sight.js';
import { nodesBySpool } from './spools.js';

/** What an agent is made from: the manifest's entry, or what `jcagctrl list` tells in its stead. */
export interface AgentSource extends Omit<ManifestAgent, 'nodes' | 'site'> {
  readonly site: Site | null;
  readonly nodes: readonly BuiltNode[];
}

/** The file of an instance's settings below its spool directory (G 2.4.3). */
export const agentFilePath = (platform: Platform, spool: string): string =>
  below(platform, spool, 'jcexecutor', 'agent', 'jcexecutor_agent.yaml');

export class BuiltAgent implements Agent {
  readonly name: Sourced<string>;
  readonly site: Site | null;
  readonly nodes: readonly ClusterNode[];
  readonly users: readonly Sourced<string>[] | null;
  readonly files: readonly AgentFile[];
  readonly seenBy: ReadonlySet<ClusterNode>;
  readonly #settings: AgentSettings;
  readonly #perNode: ReadonlyMap<string, AgentSettings>;

  constructor(
    source: AgentSource,
    platform: Platform,
    disks: readonly Sourced<string>[],
    files: SharedFiles,
  ) {
    this.name = source.name;
    this.site = source.site;
    this.nodes = source.nodes;
    this.users = source.users;
    this.#settings = source;
    this.#perNode = new Map(source.perNode.map(({ node, settings }) => [node.value, settings]));
    this.files = nodesBySpool(platform, this, source.nodes).flatMap(({ path, nodes }) =>
      files
        .read(agentFilePath(platform, path), nodes)
        .map(({ file, node }) => ({ file, document: parseYaml(file), agent: this, node })),
    );
    this.seenBy = new Set(
      source.nodes.filter((node) => {
        const spool = this.on(node).spool;
        return spool !== null && sees(node, platform, spool.value, 'jcexecutor', disks);
      }),
    );
  }

  on(node: ClusterNode): AgentOnNode {
    const own = this.#perNode.get(node.name.value);
    const all = this.#settings;
    return {
      name: own?.name ?? this.name,
      instance: own?.instance ?? all.instance,
      instanceId: own?.instanceId ?? all.instanceId,
      endpoint: own?.endpoint ?? all.endpoint,
      spool: own?.spool ?? all.spool,
      privateKey: own?.privateKey ?? all.privateKey,
    };
  }
}

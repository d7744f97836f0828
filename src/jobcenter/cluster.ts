import { parseHosts } from '../../grammars/hosts/parse.js';
import { parseYaml } from '../../grammars/yaml/parse.js';
import type { Layer } from '../source/layer.js';
import type { Limits } from '../source/limits.js';
import { NodeTree } from '../source/node-tree.js';
import type { Sourced, SourceFile } from '../text/source-file.js';
import { addressKey } from './address.js';
import { BuiltAgent } from './agent.js';
import { ConfFile } from './conf.js';
import { inferAgents, inferSites } from './infer.js';
import type { Manifest, ManifestNode } from './manifest.js';
import type { AgentFile, Cluster, Conf, HostsFile } from './model.js';
import type { NetworkRegister } from './network.js';
import { BuiltNode } from './node.js';
import { type AskedSite, askedSource, sameSite } from './planned-site.js';
import { type Places, type Platform, placesOf } from './platform.js';
import type { Reading } from './reading.js';
import { confRoleOf } from './role.js';
import { SharedFiles } from './shared-files.js';
import { BuiltSite } from './site.js';
import type { Stage } from './stage.js';
import { type FoundFiles, scan } from './tree-scan.js';

/** A node's name and files, before anything is known of the cluster. */
export interface NodeInput {
  readonly name: Sourced<string>;
  readonly declared: ManifestNode | null;
  readonly layer: Layer | null;
}

export interface ClusterInput {
  readonly name: string | null;
  /** Null where the cluster is inferred from trees alone. */
  readonly manifest: Manifest | null;
  readonly platform: Platform;
  readonly nodes: readonly NodeInput[];
  readonly shared: Layer | null;
  readonly limits: Limits;
  readonly reading: Reading;
  readonly networkRegister: NetworkRegister;
  /** Set in preflight. */
  readonly live?: LiveQuestion;
}

/** What preflight asks: whether a site can be created (started …) on the node that it runs on. */
export interface LiveQuestion {
  readonly stage: Stage;
  /** The node's name in this cluster. */
  readonly here: string;
  readonly site: AskedSite;
}

/** Puts a cluster together from its manifest, trees and facts. */
export function buildCluster(input: ClusterInput): Cluster {
  const { manifest, platform, limits, reading, shared, live } = input;
  const places = placesOf(platform, manifest?.installDir?.value ?? null);
  const disks = manifest?.sharedDisks ?? [];
  const files = new SharedFiles(shared, limits, platform, reading);
  const nodes = input.nodes.map((node) => new BuiltNode({ ...node, shared }, places, reading, limits));
  const named = (names: readonly Sourced<string>[] | null) =>
    names === null ? nodes : nodes.filter((node) => names.some((name) => name.value === node.name.value));

  const known =
    manifest?.sites?.map((site) => ({ ...site, named: true, nodes: named(site.nodes) })) ??
    inferSites(nodes, places);
  const here = nodes.find((node) => node.name.value === live?.here) ?? null;
  const asked =
    live === undefined || here === null
      ? null
      : askedSource(live.site, known, { nodes, here, declared: (manifest?.sites ?? null) !== null });
  const siteSources = asked === null ? known : [...known.filter((site) => !sameSite(site, asked)), asked];
  const sites = siteSources.map((source) => new BuiltSite(source, places, disks, files));
  const vips = new Set(sites.flatMap((site) => (site.vip === null ? [] : [addressKey(site.vip.value)])));
  for (const node of nodes) node.inferAddresses(vips);

  const agentSources =
    manifest?.agents?.map((agent) => ({
      ...agent,
      site: sites.find((site) => site.name.value === agent.site?.value) ?? null,
      nodes: named(agent.nodes),
    })) ?? inferAgents(nodes, sites, places);
  const agents = agentSources.map((source) => new BuiltAgent(source, platform, disks, files));

  const others = new OtherFiles(nodes, shared, places, limits, reading, files);
  const read = {
    confs: [
      ...nodes.flatMap((node) => [node.commonConf, node.localConf].filter((conf) => conf !== null)),
      ...sites.flatMap((site) => [...site.confs, ...site.siteConfs]),
    ],
    hostsFiles: nodes.flatMap((node) => [...(node.hosts === null ? [] : [node.hosts]), ...node.resolvDefs]),
    agentFiles: agents.flatMap((agent) => agent.files),
  };
  return {
    name: input.name,
    platform,
    places,
    clusterSoftware: manifest?.clusterSoftware ?? null,
    network: manifest?.network ?? null,
    manifest: manifest?.file ?? null,
    nodes,
    sites,
    agents,
    sharedDisks: disks,
    confs: firstOfEach([...read.confs, ...others.confs(read.confs)]),
    hostsFiles: firstOfEach([...read.hostsFiles, ...others.resolvDefs(read.hostsFiles)]),
    agentFiles: firstOfEach([...read.agentFiles, ...others.agentFiles(read.agentFiles)]),
    differingCopies: files.differing,
    networkRegister: input.networkRegister,
    stage: live?.stage ?? null,
    here,
    asked: asked === null ? null : (sites[siteSources.indexOf(asked)] ?? null),
    halted: [],
  };
}

/** A file that two nodes share (through `shared/`, or through two sites) stands once. */
function firstOfEach<T extends { readonly file: SourceFile }>(items: readonly T[]): T[] {
  const seen = new Map<SourceFile, T>();
  for (const item of items) if (!seen.has(item.file)) seen.set(item.file, item);
  return [...seen.values()];
}

/** Known config files of the trees that belong to no declared place: they are still checked by themselves. */
class OtherFiles {
  readonly #nodes: readonly BuiltNode[];
  readonly #shared: { tree: NodeTree; found: FoundFiles } | null;
  readonly #places: Places;
  readonly #reading: Reading;
  readonly #files: SharedFiles;

  constructor(
    nodes: readonly BuiltNode[],
    shared: Layer | null,
    places: Places,
    limits: Limits,
    reading: Reading,
    files: SharedFiles,
  ) {
    this.#nodes = nodes;
    this.#places = places;
    this.#reading = reading;
    this.#files = files;
    const tree =
      shared === null
        ? null
        : new NodeTree([shared], { ignoreCase: places.platform === 'windows', limits, cache: reading.cache });
    this.#shared = tree === null ? null : { tree, found: scan(tree) };
  }

  confs(known: readonly Conf[]): Conf[] {
    return (['daemon.conf', 'site.conf'] as const).flatMap((kind) =>
      this.#unclaimed(kind, known).map(({ file, path, node }) => {
        const role = confRoleOf(path, this.#places.platform);
        return new ConfFile(kind, file, path, this.#places.platform, role, node, null);
      }),
    );
  }

  resolvDefs(known: readonly HostsFile[]): HostsFile[] {
    return this.#unclaimed('resolv.def', known).map(({ file, node }) => ({
      kind: 'resolv.def',
      file,
      document: parseHosts(file),
      platform: this.#places.platform,
      node,
    }));
  }

  agentFiles(known: readonly AgentFile[]): AgentFile[] {
    return this.#unclaimed('jcexecutor_agent.yaml', known).map(({ file, node }) => ({
      file,
      document: parseYaml(file),
      agent: null,
      node,
    }));
  }

  #unclaimed(
    name: keyof FoundFiles,
    known: readonly { readonly file: SourceFile }[],
  ): { file: SourceFile; path: string; node: BuiltNode | null }[] {
    const taken = new Set(known.flatMap(({ file }) => [file, ...file.copies]));
    const trees = [
      ...(this.#shared === null ? [] : [{ ...this.#shared, node: null }]),
      ...this.#nodes.map((node) => ({ tree: node.own, found: node.found, node })),
    ];
    return trees.flatMap(({ tree, found, node }) =>
      found[name].flatMap((path) => {
        const file = this.#reading.file(tree, path, node?.name.value ?? null);
        if (file === null || taken.has(file) || this.#files.holds(file)) return [];
        taken.add(file);
        return [{ file, path, node }];
      }),
    );
  }
}

import {
  entryOf,
  type YamlDocument,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from '../../grammars/yaml/document.js';
import type { Sourced, SourceFile } from '../text/source-file.js';
import { sourced } from '../text/source-file.js';
import type { Platform } from './platform.js';

export type ClusterSoftware = 'clusterpro' | 'wsfc' | 'pacemaker';

/** The manifest as written, every value with its place; nothing is defaulted but the platform. */
export interface Manifest {
  readonly file: SourceFile;
  readonly cluster: Sourced<string> | null;
  readonly platform: Platform;
  readonly installDir: Sourced<string> | null;
  readonly clusterSoftware: Sourced<ClusterSoftware> | null;
  readonly network: Sourced<string> | null;
  readonly nodes: readonly ManifestNode[];
  readonly sharedDisks: readonly Sourced<string>[];
  readonly shared: Sourced<string> | null;
  /** Null when the key is left out: then the sites are inferred. */
  readonly sites: readonly ManifestSite[] | null;
  readonly agents: readonly ManifestAgent[] | null;
}

export interface ManifestNode {
  readonly name: Sourced<string>;
  readonly machineId: Sourced<number> | null;
  readonly addresses: readonly Sourced<string>[] | null;
  readonly files: Sourced<string> | null;
}

export interface ManifestSite {
  readonly name: Sourced<string>;
  readonly machineId: Sourced<number> | null;
  readonly database: Sourced<string>;
  readonly vip: Sourced<string> | null;
  readonly nodes: readonly Sourced<string>[] | null;
}

/** What of an agent may differ per node. */
export interface AgentSettings {
  readonly name: Sourced<string> | null;
  readonly instance: Sourced<string> | null;
  readonly instanceId: Sourced<string> | null;
  readonly endpoint: Sourced<string> | null;
  readonly spool: Sourced<string> | null;
  readonly privateKey: Sourced<string> | null;
}

export interface ManifestAgent extends AgentSettings {
  readonly name: Sourced<string>;
  readonly site: Sourced<string> | null;
  readonly users: readonly Sourced<string>[] | null;
  readonly nodes: readonly Sourced<string>[] | null;
  /** By node name; the key's place is the node's. */
  readonly perNode: readonly { readonly node: Sourced<string>; readonly settings: AgentSettings }[];
}

/** Reads a manifest that its schema accepts (but for unknown keys, which are ignored). */
export function readManifest(document: YamlDocument): Manifest {
  const { file, root } = document;
  const at = new Reader(file);
  const platform = at.text(root, 'platform')?.value === 'windows' ? 'windows' : 'linux';
  const software = at.text(root, 'clusterSoftware');
  return {
    file,
    cluster: at.text(root, 'cluster'),
    platform,
    installDir: at.text(root, 'installDir'),
    clusterSoftware: software === null ? null : { value: clusterSoftware(software.value), at: software.at },
    network: at.text(root, 'network'),
    nodes: (at.items(root, 'nodes') ?? []).map((node) => ({
      name: at.required(node, 'name'),
      machineId: at.number(node, 'machineId'),
      addresses: at.texts(node, 'addresses'),
      files: at.text(node, 'files'),
    })),
    sharedDisks: at.texts(root, 'sharedDisks') ?? [],
    shared: at.text(root, 'shared'),
    sites:
      at.items(root, 'sites')?.map((site) => ({
        name: at.required(site, 'name'),
        machineId: at.number(site, 'machineId'),
        database: at.required(site, 'database'),
        vip: at.text(site, 'vip'),
        nodes: at.texts(site, 'nodes'),
      })) ?? null,
    agents: at.items(root, 'agents')?.map((agent) => readAgent(at, agent)) ?? null,
  };
}

function readAgent(at: Reader, agent: YamlNode): ManifestAgent {
  const perNode = entryOf(agent, 'perNode')?.value;
  return {
    ...settings(at, agent),
    name: at.required(agent, 'name'),
    site: at.text(agent, 'site'),
    users: at.texts(agent, 'users'),
    nodes: at.texts(agent, 'nodes'),
    perNode:
      perNode?.kind === 'map'
        ? perNode.entries.map((entry) => ({
            node: sourced(entry.key.text, at.file, entry.key.range),
            settings: settings(at, entry.value),
          }))
        : [],
  };
}

const settings = (at: Reader, node: YamlNode): AgentSettings => ({
  name: at.text(node, 'name'),
  instance: at.text(node, 'instance'),
  instanceId: at.text(node, 'instanceId'),
  endpoint: at.text(node, 'endpoint'),
  spool: at.text(node, 'spool'),
  privateKey: at.text(node, 'privateKey'),
});

const clusterSoftware = (name: string): ClusterSoftware =>
  name === 'wsfc' || name === 'pacemaker' ? name : 'clusterpro';

/** Takes values with their places out of a YAML document. */
class Reader {
  constructor(readonly file: SourceFile) {}

  text(node: YamlNode | null, key: string): Sourced<string> | null {
    return this.#scalar(entryOf(node, key));
  }

  required(node: YamlNode, key: string): Sourced<string> {
    return this.text(node, key) ?? sourced('', this.file, node.range);
  }

  number(node: YamlNode, key: string): Sourced<number> | null {
    const value = entryOf(node, key)?.value;
    return value?.kind === 'scalar' && typeof value.value === 'number'
      ? sourced(value.value, this.file, value.range)
      : null;
  }

  items(node: YamlNode | null, key: string): readonly YamlNode[] | null {
    const value = entryOf(node, key)?.value;
    return value?.kind === 'list' ? value.items : null;
  }

  texts(node: YamlNode | null, key: string): Sourced<string>[] | null {
    const items = this.items(node, key);
    return items?.flatMap((item) => (item.kind === 'scalar' ? [this.#value(item)] : [])) ?? null;
  }

  #scalar(entry: YamlEntry | undefined): Sourced<string> | null {
    const value = entry?.value;
    return value?.kind === 'scalar' && value.value !== null ? this.#value(value) : null;
  }

  /** The place of a quoted value is what stands between the quotes, unless escapes make it another text. */
  #value({ text, range }: YamlScalar): Sourced<string> {
    const inner = { start: range.start + 1, end: range.end - 1 };
    const isQuoted =
      text !== '' &&
      inner.end - inner.start === text.length &&
      this.file.text.startsWith(text, inner.start) &&
      /["']/.test(this.file.text.charAt(range.start));
    return sourced(text, this.file, isQuoted ? inner : range);
  }
}

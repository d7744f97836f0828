import { parseHosts } from '../../grammars/hosts/parse.js';
import type { Layer } from '../source/layer.js';
import type { Limits } from '../source/limits.js';
import { NodeTree } from '../source/node-tree.js';
import { joinPath, normalizeTreePath } from '../source/tree-path.js';
import { type Sourced, SourceFile } from '../text/source-file.js';
import { addressKey, isLoopback, parseAddress } from './address.js';
import { ConfFile } from './conf.js';
import type { NodeFacts } from './facts/index.js';
import type { NetworkMapState } from './facts/types.js';
import type { ManifestNode } from './manifest.js';
import type { ClusterNode, Conf, HostsFile, SiteLink } from './model.js';
import { NodeConnections } from './node-connections.js';
import { NodeDns } from './node-dns.js';
import { readFacts } from './node-facts.js';
import { LINK_FOLDER, type Places, treePath } from './platform.js';
import type { Reading } from './reading.js';
import { type FoundFiles, scan } from './tree-scan.js';

/** What a node is made from. */
export interface NodeSource {
  readonly name: Sourced<string>;
  readonly declared: ManifestNode | null;
  /** Null for a declared node of which there is nothing. */
  readonly layer: Layer | null;
  readonly shared: Layer | null;
}

/** A node while its cluster is put together: its addresses are known only after the VIPs are. */
export class BuiltNode implements ClusterNode {
  readonly name: Sourced<string>;
  readonly hasData: boolean;
  readonly machineId: Sourced<number> | null;
  readonly declaredAddresses: readonly Sourced<string>[] | null;
  addresses: readonly Sourced<string>[];
  readonly tree: NodeTree;
  /** The node's own files, without `shared/` over them. */
  readonly own: NodeTree;
  readonly found: FoundFiles;
  readonly facts: NodeFacts;
  readonly networkMaps: ReadonlyMap<string, NetworkMapState>;
  readonly commonConf: Conf | null;
  readonly localConf: Conf | null;
  readonly hosts: HostsFile | null;
  readonly resolvDefs: readonly HostsFile[];
  readonly dns = new NodeDns();
  readonly connections = new NodeConnections();
  readonly links: readonly SiteLink[];
  readonly linksKnown: boolean;

  constructor(source: NodeSource, places: Places, reading: Reading, limits: Limits) {
    const ignoreCase = places.platform === 'windows';
    const options = { ignoreCase, limits, cache: reading.cache };
    const own = source.layer === null ? [] : [source.layer];
    this.name = source.name;
    this.own = new NodeTree(own, options);
    this.tree = source.shared === null ? this.own : new NodeTree([source.shared, ...own], options);
    this.hasData = source.layer !== null && !this.own.empty;
    this.found = scan(this.own);
    const { facts, networkMaps } = readFacts(this.own, this.name.value, reading);
    this.facts = facts;
    this.networkMaps = networkMaps;
    const local = facts.nmapmgr.state === 'known' ? facts.nmapmgr.value : null;
    this.machineId = source.declared?.machineId ?? (local?.state === 'known' ? local.hostId : null);
    this.declaredAddresses = source.declared?.addresses ?? null;
    this.addresses = this.declaredAddresses ?? [];
    this.commonConf = this.#conf('daemon.conf', places.commonConf, 'common', places, reading);
    this.localConf = this.#conf('daemon.conf', places.localConf, 'local', places, reading);
    this.hosts = this.#hostsFile(places, reading);
    this.resolvDefs = this.#resolvDefs(places, reading);
    const links = places.platform === 'linux' ? linksOf(this) : { links: [], known: false };
    this.links = links.links;
    this.linksKnown = links.known;
  }

  /** Takes the addresses of `ip-addr` for the node's own, but for loopback and the cluster's VIPs. */
  inferAddresses(vips: ReadonlySet<string>): void {
    const fact = this.facts['ip-addr'];
    if (this.declaredAddresses !== null || fact.state !== 'known') return;
    this.addresses = fact.value
      .filter((each) => {
        const address = parseAddress(each.address);
        // Link-local addresses are the interface's, nobody configures a site with them.
        return (
          address !== null &&
          !isLoopback(address) &&
          each.scope !== 'link' &&
          !vips.has(addressKey(each.address))
        );
      })
      .map((each) => ({ value: each.address, at: each.at }));
  }

  #conf(
    kind: Conf['kind'],
    path: string | null,
    role: 'common' | 'local',
    places: Places,
    reading: Reading,
  ): Conf | null {
    if (path === null) return null;
    const file = reading.file(this.tree, treePath(places.platform, path), this.name.value);
    return file === null ? null : new ConfFile(kind, file, path, places.platform, role, this, null);
  }

  #hostsFile(places: Places, reading: Reading): HostsFile | null {
    const file = reading.file(this.tree, treePath(places.platform, places.hosts), this.name.value);
    if (file === null) return null;
    return { kind: 'hosts', file, document: parseHosts(file), platform: places.platform, node: this };
  }

  #resolvDefs(places: Places, reading: Reading): HostsFile[] {
    return this.found['resolv.def'].flatMap((path) => {
      const file = reading.file(this.tree, path, this.name.value);
      if (file === null) return [];
      return [
        {
          kind: 'resolv.def' as const,
          file,
          document: parseHosts(file),
          platform: places.platform,
          node: this,
        },
      ];
    });
  }
}

/** The links from VIPs to databases, as far as tree, `stat` and `cjcls` tell. */
function linksOf(node: BuiltNode): { links: SiteLink[]; known: boolean } {
  const links = new Map<string, SiteLink>();
  for (const name of node.tree.names(LINK_FOLDER)) {
    const path = joinPath(LINK_FOLDER, name);
    const place = node.tree.entry(path);
    if (place?.entry.kind !== 'link') continue;
    const file = SourceFile.withoutText(place.layer.display(place.path), place.layer.place(place.path));
    links.set(name, { name, target: absoluteTarget(place.entry.target ?? ''), at: { file, range: null } });
  }
  const inTree = links.size > 0;
  const { stat, cjcls } = node.facts;
  const prefix = `${LINK_FOLDER}/`;
  const rows = stat.state === 'known' ? stat.value : [];
  for (const row of rows) {
    const path = normalizeTreePath(row.path);
    const name = path.slice(prefix.length);
    if (row.kind !== 'link' || !path.startsWith(prefix) || name.includes('/') || links.has(name)) continue;
    links.set(name, { name, target: null, at: row.at });
  }
  for (const site of cjcls.state === 'known' ? cjcls.value : []) {
    const path = normalizeTreePath(site.link?.value ?? '/');
    const name = path.slice(prefix.length);
    const link = links.get(name);
    if (
      site.link === null ||
      !path.startsWith(prefix) ||
      name.includes('/') ||
      (link?.target ?? null) !== null
    )
      continue;
    links.set(name, { name, target: site.database.value, at: link?.at ?? site.link.at });
  }
  const listed = rows.some((row) => normalizeTreePath(row.path).startsWith(LINK_FOLDER));
  return { links: [...links.values()], known: inTree || listed };
}

const absoluteTarget = (target: string) =>
  target.startsWith('/') ? normalizeTreePath(target) : normalizeTreePath(`${LINK_FOLDER}/${target}`);

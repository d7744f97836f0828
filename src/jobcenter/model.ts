import type { ConfDocument, ConfEntry } from '../../grammars/conf/document.js';
import type { HostsDocument } from '../../grammars/hosts/document.js';
import type { YamlDocument } from '../../grammars/yaml/document.js';
import type { NodeTree } from '../source/node-tree.js';
import type { Origin, Sourced, SourceFile } from '../text/source-file.js';
import type { Address } from './address.js';
import type { NodeFacts } from './facts/index.js';
import type { NetworkMapState } from './facts/types.js';
import type { ClusterSoftware } from './manifest.js';
import type { NetworkRegister } from './network.js';
import type { NodeConnections } from './node-connections.js';
import type { NodeDns } from './node-dns.js';
import type { Places, Platform } from './platform.js';
import type { Preflight, Stage } from './stage.js';

/** A cluster as its manifest, trees and facts tell it; every value knows where it was read. */
export interface Cluster {
  readonly name: string | null;
  readonly platform: Platform;
  readonly places: Places;
  readonly clusterSoftware: Sourced<ClusterSoftware> | null;
  readonly network: Sourced<string> | null;
  /** Null where the cluster was inferred or the files are loose. */
  readonly manifest: SourceFile | null;
  readonly nodes: readonly ClusterNode[];
  readonly sites: readonly Site[];
  readonly agents: readonly Agent[];
  readonly sharedDisks: readonly Sourced<string>[];
  /** Every config file once: of equal copies of a shared file the first (its `file.copies` are the others). */
  readonly confs: readonly Conf[];
  readonly hostsFiles: readonly HostsFile[];
  readonly agentFiles: readonly AgentFile[];
  /** Files of the shared disk that stand in several places with different contents. */
  readonly differingCopies: readonly DifferingCopies[];
  /** Machine IDs of the run's clusters by network. */
  readonly networkRegister: NetworkRegister;
  /** What preflight checks before; null in lint, where the live rules are not applicable. */
  readonly stage: Stage | null;
  /** The live node that preflight runs on. */
  readonly here: ClusterNode | null;
  /** The site of preflight's arguments; it need not exist yet. */
  readonly asked: Site | null;
  /** Starts that were due when a failover got stuck; empty but in a diagnosis. */
  readonly halted: readonly Preflight[];
}

/** A machine that can run the cluster's sites or agents. */
export interface ClusterNode {
  readonly name: Sourced<string>;
  /** False for a declared node of which there is neither file nor fact: only `node-missing` speaks of it. */
  readonly hasData: boolean;
  /** Of the local site: the manifest's, else what nmapmgr says. */
  readonly machineId: Sourced<number> | null;
  /** Its own addresses: the manifest's, else `ip-addr` without loopback and VIPs. Strings as written. */
  readonly addresses: readonly Sourced<string>[];
  /** The manifest's addresses alone; null where it gives none. */
  readonly declaredAddresses: readonly Sourced<string>[] | null;
  /** The node's files as it sees them, `shared/` over its own. */
  readonly tree: NodeTree;
  readonly facts: NodeFacts;
  /** What nmapmgr says of each cluster site (facts `nmapmgr.<site>`), by the site's name as in the fact's. */
  readonly networkMaps: ReadonlyMap<string, NetworkMapState>;
  /** The common daemon.conf; null when it is not in the data (see {@link commonConfAt}) or on Windows. */
  readonly commonConf: Conf | null;
  readonly localConf: Conf | null;
  readonly hosts: HostsFile | null;
  readonly resolvDefs: readonly HostsFile[];
  /** What its name servers say; nothing unless look-ups are allowed (`--dns`, preflight). */
  readonly dns: NodeDns;
  /** What servers said when this node connected to them; only the live node does, in preflight. */
  readonly connections: NodeConnections;
  /** Links of `/usr/spool/nqs`, from the tree, `stat` and `cjcls`. */
  readonly links: readonly SiteLink[];
  /** Whether anything tells which links there are: a link in the tree, or `stat` of the folder. */
  readonly linksKnown: boolean;
}

/** A link in `/usr/spool/nqs`. */
export interface SiteLink {
  /** `C0A80164` */
  readonly name: string;
  /** Where it leads, as written; null when only `stat` tells of it. */
  readonly target: string | null;
  /** The link itself (1:1), or the fact's row. */
  readonly at: Origin;
}

export type ConfRole = 'common' | 'local' | 'site';

/** A daemon.conf or site.conf. */
export interface Conf {
  readonly kind: 'daemon.conf' | 'site.conf';
  /** Null where the place does not tell. */
  readonly role: ConfRole | null;
  readonly file: SourceFile;
  readonly document: ConfDocument;
  /** For people: `/usr/lib/nqs/rc/daemon.conf`. */
  readonly path: string;
  readonly platform: Platform;
  /** The node whose file it is; null for a file that stands once for several nodes, or is loose. */
  readonly node: ClusterNode | null;
  /** The cluster site whose file it is. */
  readonly site: Site | null;
  /** The entry that counts: the key in any letter case, of duplicates the last. */
  get(key: ParameterName): ConfEntry | null;
  /** Whether the key stands in the file at all, be it without a value. */
  mentions(key: ParameterName): boolean;
}

/** Parameters that somebody documents (domain.md §2). */
export type ParameterName =
  | 'local_daemon'
  | 'maintenance'
  | 'ipaddress'
  | 'NATS_URL'
  | 'ipcheck'
  | 'listen_port'
  | 'BOOT_TIMEOUT'
  | 'STOP_TIMEOUT'
  | 'FORCEKILL_TIME';

/** An /etc/hosts or a resolv.def. */
export interface HostsFile {
  readonly kind: 'hosts' | 'resolv.def';
  readonly file: SourceFile;
  readonly document: HostsDocument;
  readonly platform: Platform;
  readonly node: ClusterNode | null;
}

/** A jcexecutor_agent.yaml. */
export interface AgentFile {
  readonly file: SourceFile;
  readonly document: YamlDocument;
  readonly agent: Agent | null;
  readonly node: ClusterNode | null;
}

/** A cluster site. */
export interface Site {
  readonly name: Sourced<string>;
  /** False for an inferred site of which only the link is known: its "name" is then its VIP. */
  readonly named: boolean;
  /** The manifest's, else what nmapmgr says on the first node that knows the site. */
  readonly machineId: Sourced<number> | null;
  readonly database: Sourced<string>;
  /** The relocatable address; null where nothing tells it. */
  readonly vip: Vip | null;
  /** Those that may run it, with and without data. */
  readonly nodes: readonly ClusterNode[];
  /** Its daemon.conf, once per distinct content; empty when it is nowhere in the data. */
  readonly confs: readonly Conf[];
  /** Its site.conf (Windows), likewise. */
  readonly siteConfs: readonly Conf[];
  /** The path of its daemon.conf, in the platform's writing. */
  readonly confPath: string;
  /** Nodes that see the database's disk (inputs.md §1). */
  readonly seenBy: ReadonlySet<ClusterNode>;
  /** Nodes that have it now: the VIP, the disk, or a running cjcpw. */
  readonly activeNodes: readonly ClusterNode[];
}

/** A site's relocatable address (リロケータブルIPアドレス). */
export interface Vip extends Sourced<string> {
  /** Null where the manifest's value is no address. */
  readonly address: Address | null;
  /** Whether the manifest states it; else it is what most sources agree on. */
  readonly declared: boolean;
}

/** An agent whose instance moves between nodes. */
export interface Agent {
  readonly name: Sourced<string>;
  /** Null for an agent of an MG outside of this cluster, and where the site is not known. */
  readonly site: Site | null;
  readonly nodes: readonly ClusterNode[];
  /** What the manifest (or, inferred, `jcagctrl list`) says of it on a node. */
  on(node: ClusterNode): AgentOnNode;
  /** Job users; null where the manifest names none. */
  readonly users: readonly Sourced<string>[] | null;
  readonly files: readonly AgentFile[];
  /** Nodes that see the spool directory's disk. */
  readonly seenBy: ReadonlySet<ClusterNode>;
}

export interface AgentOnNode {
  readonly name: Sourced<string>;
  readonly instance: Sourced<string> | null;
  readonly instanceId: Sourced<string> | null;
  readonly endpoint: Sourced<string> | null;
  readonly spool: Sourced<string> | null;
  readonly privateKey: Sourced<string> | null;
}

/** Copies of one shared file that differ; each group holds equal copies. */
export interface DifferingCopies {
  /** The path on the nodes. */
  readonly path: string;
  /** Those that share the disk, whether they have a copy or not. */
  readonly nodes: readonly ClusterNode[];
  readonly groups: readonly (readonly SharedCopy[])[];
}

/** One copy of a file of the shared disk. */
export interface SharedCopy {
  readonly file: SourceFile;
  /** The node whose tree holds it; null for the copy of `shared/`. */
  readonly node: ClusterNode | null;
}

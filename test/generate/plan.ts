import type { Charset } from './tree.js';

export type Platform = 'linux' | 'windows';

/** A cluster as its builder would describe it; files and facts are rendered from it. */
export interface Plan {
  readonly seed: number;
  readonly platform: Platform;
  /** The cluster's folder in the tree. */
  folder: string;
  name: string;
  network: string | null;
  clusterSoftware: 'clusterpro' | 'wsfc' | 'pacemaker' | null;
  /** Windows only. */
  installDir: string;
  domain: string;
  nodes: NodePlan[];
  disks: DiskPlan[];
  sites: SitePlan[];
  agents: AgentPlan[];
  /** The job users that every node has, and their uid. */
  accounts: { name: string; uid: number }[];
  localDaemon: 'SITE' | 'OFF';
  /** What the manifest leaves out: optional keys by `nodes.machineId` and the like, or `sites`, `agents` as a whole. */
  leftOut: Set<string>;
  /** Facts by `<node>/<fact>` that nobody collected. */
  lost: Set<string>;
  style: Style;
}

export interface NodePlan {
  name: string;
  /** False: the node has an agent only, and so no local site. */
  manager: boolean;
  machineId: number;
  addresses: string[];
}

export interface DiskPlan {
  path: string;
  type: 'ext4' | 'xfs' | 'nfs4';
  device: string;
  /** Named in the manifest's sharedDisks. */
  declared: boolean;
  mountedOn: string[];
}

export interface SitePlan {
  name: string;
  machineId: number;
  database: string;
  /** Path of its disk; null where it lies on no shared disk. */
  disk: string | null;
  vip: string;
  nodes: string[];
  vipOn: string[];
  runningOn: string[];
  pid: number;
  /** What NATS_URL names. */
  natsHost: 'address' | 'name';
  linkedOn: string[];
  linkTarget: 'database' | 'nqs';
}

export interface AgentPlan {
  name: string;
  /** Null: the agent of a manager outside the cluster. */
  site: string | null;
  instance: string;
  instanceId: string;
  endpoint: string;
  spool: string;
  disk: string | null;
  privateKey: string;
  keyMode: string;
  /** Of the directory the key stands in. */
  keyFolderMode: string;
  users: string[] | null;
  nodes: string[];
  activeOn: string[];
  perNode: { node: string; key: string; value: string }[];
}

export interface Style {
  charset: Charset;
  newline: '\n' | '\r\n';
  /** Japanese comments in the config files. */
  comments: boolean;
  /** Where the shared disk's content stands. */
  sharedIn: 'shared' | 'active' | 'both';
  facts: boolean;
  /** Linux: the nodes have a resolv.def; Windows always has one. */
  resolvDef: boolean;
  /** The sites stand in the nodes' hosts; else DNS answers for them. */
  inHosts: boolean;
  /** The accounts stand in the tree's etc/passwd too. */
  passwdFile: boolean;
  selinux: 'Enforcing' | 'Permissive' | 'Disabled';
  quoted: boolean;
  /** Hours that the nodes' clocks are ahead of UTC. */
  zone: number;
  /** Shell variables that were set when the facts were collected. */
  env: 'none' | 'site' | 'url';
}

/** What a test needs the cluster to have; the rest is left to chance. */
export interface Wants {
  readonly platform?: Platform;
  /** At least so many. */
  readonly sites?: number;
  readonly agents?: number;
  readonly managers?: number;
  readonly facts?: 'all' | 'none' | 'some';
  /** Every optional key of the manifest is there. */
  readonly fullManifest?: boolean;
  readonly running?: boolean;
  readonly localDaemon?: 'SITE' | 'OFF';
  readonly clusterSoftware?: 'clusterpro' | 'wsfc' | 'pacemaker' | null;
  readonly resolvDef?: boolean;
  readonly inHosts?: boolean;
  readonly selinux?: Style['selinux'];
  readonly sharedIn?: Style['sharedIn'];
  readonly linkTarget?: SitePlan['linkTarget'];
  /** Databases and spools lie in a folder of their disk, not at its top. */
  readonly inFolder?: boolean;
  readonly ipv4?: boolean;
  readonly users?: boolean;
  readonly charset?: Charset;
  readonly natsHost?: SitePlan['natsHost'];
  /** No file system that several nodes may mount at once. */
  readonly localDisks?: boolean;
  readonly comments?: boolean;
  /** Smallest machine ID, so that two clusters of one network stay apart. */
  readonly machineIdsFrom?: number;
  readonly folder?: string;
  readonly env?: Style['env'];
  readonly zone?: number;
}

import type { Sourced } from '../text/source-file.js';
import { ConfFile } from './conf.js';
import { machineIdOf } from './machine-id.js';
import type { ManifestSite } from './manifest.js';
import type { ClusterNode, Conf, Site, Vip } from './model.js';
import type { BuiltNode } from './node.js';
import { below, type Places } from './platform.js';
import type { SharedFiles } from './shared-files.js';
import { hasAddress, mountOf, runningPid, sees } from './sight.js';
import { vipOf } from './vip.js';

/** What a site is made from: the manifest's entry, or what was inferred in its stead. */
export interface SiteSource extends Omit<ManifestSite, 'nodes'> {
  readonly named: boolean;
  readonly nodes: readonly BuiltNode[];
}

export class BuiltSite implements Site {
  readonly name: Sourced<string>;
  readonly named: boolean;
  readonly machineId: Sourced<number> | null;
  readonly database: Sourced<string>;
  readonly nodes: readonly ClusterNode[];
  readonly confPath: string;
  readonly confs: readonly Conf[];
  readonly siteConfs: readonly Conf[];
  readonly vip: Vip | null;
  readonly seenBy: ReadonlySet<ClusterNode>;
  readonly activeNodes: readonly ClusterNode[];

  constructor(source: SiteSource, places: Places, disks: readonly Sourced<string>[], files: SharedFiles) {
    const { platform, databaseFolder } = places;
    this.name = source.name;
    this.named = source.named;
    this.machineId = source.machineId ?? machineIdOf(source.name.value, source.nodes);
    this.database = source.database;
    this.nodes = source.nodes;
    const { value: database } = source.database;
    this.confPath = below(platform, database, databaseFolder, 'daemon.conf');
    const confs = (kind: Conf['kind'], path: string) =>
      files
        .read(path, source.nodes)
        .map(({ file, node }) => new ConfFile(kind, file, path, platform, 'site', node, this));
    this.confs = confs('daemon.conf', this.confPath);
    this.siteConfs =
      platform === 'windows' ? confs('site.conf', below(platform, database, 'etc', 'site.conf')) : [];
    this.vip = vipOf(source.vip, {
      name: source.name.value,
      database,
      nodes: source.nodes,
      confs: this.confs,
    });
    this.seenBy = new Set(
      source.nodes.filter((node) => sees(node, platform, database, databaseFolder, disks)),
    );
    const { vip } = this;
    this.activeNodes = source.nodes.filter(
      (node) =>
        (vip !== null && hasAddress(node, vip.value) === true) ||
        mountOf(node, platform, database, disks) !== null ||
        runningPid(node, source.name.value) !== null,
    );
  }
}

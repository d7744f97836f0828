import { parseHosts } from '../../grammars/hosts/parse.js';
import { parseYaml } from '../../grammars/yaml/parse.js';
import type { Draft } from '../engine/own-findings.js';
import type { Target } from '../engine/target.js';
import type { Layer } from '../source/layer.js';
import { FileCache } from '../source/node-tree.js';
import { baseName, type TreePath } from '../source/tree-path.js';
import { ConfFile } from './conf.js';
import { targetOf } from './load.js';
import type { AgentFile, Cluster, Conf, HostsFile } from './model.js';
import type { NetworkRegister } from './network.js';
import { type Platform, placesOf } from './platform.js';
import { Reading } from './reading.js';
import { confRoleOf } from './role.js';
import { knownFileOf } from './tree-scan.js';

/** A config file that belongs to no cluster. */
export interface LooseFile {
  readonly layer: Layer;
  /** A literal path of the layer. */
  readonly path: TreePath;
}

/** Config files without a manifest, checked for what one file alone can tell. */
export function looseTarget(
  files: readonly LooseFile[],
  problems: readonly Draft[],
  networkRegister: NetworkRegister,
): Target<Cluster> {
  const reading = new Reading(new FileCache(), null);
  const confs: Conf[] = [];
  const hostsFiles: HostsFile[] = [];
  const agentFiles: AgentFile[] = [];
  for (const { layer, path } of files) {
    const kind = knownFileOf(baseName(path));
    const file = kind === undefined ? null : reading.taken(reading.cache.text(layer, path), null);
    if (kind === undefined || file === null) continue;
    const platform = platformOf(file.path, file.text);
    if (kind === 'resolv.def')
      hostsFiles.push({ kind, file, document: parseHosts(file), platform, node: null });
    else if (kind === 'jcexecutor_agent.yaml') {
      agentFiles.push({ file, document: parseYaml(file), agent: null, node: null });
    } else {
      confs.push(new ConfFile(kind, file, file.path, platform, confRoleOf(file.path, platform), null, null));
    }
  }
  const cluster: Cluster = {
    name: null,
    platform: 'linux',
    places: placesOf('linux', null),
    clusterSoftware: null,
    network: null,
    manifest: null,
    nodes: [],
    sites: [],
    agents: [],
    sharedDisks: [],
    confs,
    hostsFiles,
    agentFiles,
    differingCopies: [],
    networkRegister,
    stage: null,
    here: null,
    asked: null,
    halted: [],
  };
  return targetOf(cluster, reading, [...problems, ...reading.findings], []);
}

/** Linux, unless it is a site.conf, or a drive letter's folder or `etc\daemon.conf` in the place says otherwise. */
function platformOf(path: string, text: string): Platform {
  const windowsPlace =
    /(^|\/)[A-Za-z]\/(.*\/)?etc\/daemon\.conf$/.test(path) || /(^|\/)site\.conf$/i.test(path);
  return windowsPlace || (/(^|\/)etc\/daemon\.conf$/.test(path) && text.includes('\r\n'))
    ? 'windows'
    : 'linux';
}

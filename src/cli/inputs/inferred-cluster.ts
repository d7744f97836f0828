import type { Target } from '../../engine/target.js';
import { buildCluster } from '../../jobcenter/cluster.js';
import { targetOf } from '../../jobcenter/load.js';
import type { Cluster } from '../../jobcenter/model.js';
import type { NetworkRegister } from '../../jobcenter/network.js';
import { Reading } from '../../jobcenter/reading.js';
import type { Localized } from '../../message/language.js';
import type { Layer } from '../../source/layer.js';
import type { Limits } from '../../source/limits.js';
import { FileCache } from '../../source/node-tree.js';
import { SourceFile } from '../../text/source-file.js';
import { quoted } from '../usage-error.js';
import type { Snapshot } from './snapshots.js';

/** What is known beside the snapshots. */
export interface InferenceOptions {
  /** What the nodes are called together; empty or null where nothing tells. */
  readonly name: string | null;
  /** Files that all nodes see. */
  readonly shared: Layer | null;
  readonly limits: Limits;
  readonly networkRegister: NetworkRegister;
}

/** A snapshot that is left out, and why. */
export interface LeftOut extends Localized {
  /** As people are shown it. */
  readonly path: string;
}

/**
 * The cluster that snapshots tell of without a manifest: all nodes of the platform of the first.
 * @param snapshots at least one
 */
export function inferredCluster(
  snapshots: readonly Snapshot[],
  { name: called, shared, limits, networkRegister }: InferenceOptions,
): { readonly target: Target<Cluster>; readonly left: readonly LeftOut[] } {
  const platforms = snapshots.map(platformOf);
  const platform = platforms[0] ?? 'linux';
  const nodes = snapshots.filter((_, at) => platforms[at] === platform);
  const first = quoted(nodes[0]?.path ?? '');
  const left = snapshots
    .filter((_, at) => platforms[at] !== platform)
    .map(({ path }) => ({
      path,
      en: `its platform is not that of ${first}; a cluster is of one kind, so it is left out`,
      ja: `プラットフォームが ${first} と異なるため使いません（1 つのクラスタは同じ種類のノードで構成されます）`,
    }));
  const name = called || nodes.map((node) => node.name).join('+');
  const reading = new Reading(new FileCache(), name);
  const cluster = buildCluster({
    name,
    manifest: null,
    platform,
    nodes: nodes.map((node) => ({
      name: { value: node.name, at: { file: SourceFile.withoutText(node.path), range: null } },
      declared: null,
      layer: node.layer,
    })),
    shared,
    limits,
    reading,
    networkRegister,
  });
  return { target: targetOf(cluster, reading, reading.findings, []), left };
}

const platformOf = ({ platform, layer }: Snapshot): 'linux' | 'windows' =>
  platform === 'windows' ||
  (platform === null && layer.entry('/usr') === undefined && layer.entry('/C') !== undefined)
    ? 'windows'
    : 'linux';

import { basename, relative, resolve, sep } from 'node:path';
import { buildCluster } from '../../jobcenter/cluster.js';
import { NetworkRegister } from '../../jobcenter/network.js';
import { Reading } from '../../jobcenter/reading.js';
import { type NodeFiles, writtenManifest } from '../../jobcenter/written-manifest.js';
import { defaultLimits } from '../../source/limits.js';
import { FileCache } from '../../source/node-tree.js';
import { SourceFile } from '../../text/source-file.js';
import type { Context } from '../context.js';
import { openSnapshots, type Snapshot } from '../inputs/snapshots.js';
import { UsageError } from '../usage-error.js';

/**
 * The text of a manifest that is filled in from snapshots.
 * @param folder where the manifest will stand, as the user wrote it
 * @throws {UsageError} when a snapshot cannot be used.
 */
export async function manifestFrom(
  paths: readonly string[],
  folder: string,
  { io, language }: Context,
): Promise<string> {
  const snapshots = await openSnapshots(paths, {
    option: '--from',
    cwd: io.cwd,
    open: { label: (absolute) => absolute, allowOutside: true, limits: defaultLimits },
  });
  const platforms = new Set(snapshots.map((snapshot) => snapshot.platform ?? 'linux'));
  if (platforms.size > 1)
    throw new UsageError({
      en: '--from: the snapshots are of Linux and of Windows nodes; a cluster is of one kind',
      ja: '--from: Linux と Windows のスナップショットが混在しています。1 つのクラスタは同じ種類のノードで構成されます',
    });
  const root = resolve(io.cwd, folder);
  const name = basename(root);
  const cluster = buildCluster({
    name,
    manifest: null,
    platform: platforms.has('windows') ? 'windows' : 'linux',
    nodes: snapshots.map((snapshot) => ({
      name: { value: snapshot.name, at: { file: SourceFile.withoutText(snapshot.path), range: null } },
      declared: null,
      layer: snapshot.layer,
    })),
    shared: null,
    limits: defaultLimits,
    reading: new Reading(new FileCache(), name),
    networkRegister: new NetworkRegister(),
  });
  const files = new Map(snapshots.map((each) => [each.name, filesOf(each, root, io.cwd)]));
  return writtenManifest(cluster, files, language);
}

/** A tree outside of the manifest's folder is not named: lint would refuse it. */
function filesOf({ path, name }: Snapshot, root: string, cwd: string): NodeFiles {
  const inside = relative(root, resolve(cwd, path)).split(sep).join('/');
  if (inside === '' || inside === '..' || inside.startsWith('../')) return { files: null, outside: path };
  const isDefault = inside === `nodes/${name}`;
  return { files: isDefault ? null : inside, outside: null };
}

import { basename, relative, resolve, sep } from 'node:path';
import { buildCluster } from '../../jobcenter/cluster.js';
import { NetworkRegister } from '../../jobcenter/network.js';
import { Reading } from '../../jobcenter/reading.js';
import { type NodeFiles, writtenManifest } from '../../jobcenter/written-manifest.js';
import type { Localized } from '../../message/language.js';
import { defaultLimits } from '../../source/limits.js';
import { FileCache } from '../../source/node-tree.js';
import { SourceFile } from '../../text/source-file.js';
import type { Context } from '../context.js';
import { openSnapshots, type Snapshot } from '../inputs/snapshots.js';
import { quoted, UsageError } from '../usage-error.js';

/**
 * The text of a manifest that is filled in from snapshots.
 * @param folder where the manifest will stand, as the user wrote it; left out: the working directory
 * @throws {UsageError} when a snapshot cannot be used.
 */
export async function manifestFrom(
  from: readonly string[],
  folder: string | undefined,
  { io, language }: Context,
): Promise<string> {
  const snapshots = await openSnapshots(from, {
    option: '--from',
    cwd: io.cwd,
    open: { label: (absolute) => absolute, allowOutside: true, limits: defaultLimits },
    hint: (path) => (folder === undefined ? mistaken(path, from) : { en: '', ja: '' }),
  });
  const platforms = new Set(snapshots.map((snapshot) => snapshot.platform ?? 'linux'));
  if (platforms.size > 1)
    throw new UsageError({
      en: '--from: the snapshots are of Linux and of Windows nodes; a cluster is of one kind',
      ja: '--from: Linux と Windows のスナップショットが混在しています。1 つのクラスタは同じ種類のノードで構成されます',
    });
  const root = resolve(io.cwd, folder ?? '.');
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

/** `init --from a.tar.gz newdir` takes the new folder for one more snapshot. */
function mistaken(path: string, from: readonly string[]): Localized {
  if (from.length < 2 || path !== from.at(-1)) return { en: '', ja: '' };
  const meant = `cjclint init ${path} --from ${from.slice(0, -1).join(' ')}`;
  return {
    en: `; all paths behind --from are snapshots: the folder for the manifest stands before it, as in ${quoted(meant)}`,
    ja: `。--from の後のパスはすべてスナップショットとして扱われます。マニフェストを置くフォルダは --from の前に指定してください（例: ${quoted(meant)}）`,
  };
}

/** A tree outside of the manifest's folder is not named: lint would refuse it. */
function filesOf({ path, name }: Snapshot, root: string, cwd: string): NodeFiles {
  const inside = relative(root, resolve(cwd, path)).split(sep).join('/');
  if (inside === '' || inside === '..' || inside.startsWith('../'))
    return { files: null, outside: inside || '.' };
  const isDefault = inside === `nodes/${name}`;
  return { files: isDefault ? null : inside, outside: null };
}

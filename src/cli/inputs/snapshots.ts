import { basename } from 'node:path';
import { archiveFinding } from '../../jobcenter/archives.js';
import { isSameHost } from '../../jobcenter/host-name.js';
import type { Localized } from '../../message/language.js';
import { archiveStem } from '../../source/archive/format.js';
import type { Layer } from '../../source/layer.js';
import { withSosFacts } from '../../source/sos-layer.js';
import { quoted, UsageError } from '../usage-error.js';
import { type Disguise, undisguised } from './disguise.js';
import { type OpenOptions, openTree } from './open-tree.js';

/** A node's snapshot or tree that was given on the command line. */
export interface Snapshot {
  /** The host name of its facts, else the name of the folder or archive. */
  readonly name: string;
  /** As it was given. */
  readonly path: string;
  readonly layer: Layer;
  /** What its facts say of the platform; null where they do not. */
  readonly platform: string | null;
}

/**
 * Opens snapshots and node trees, one for each node.
 * @param hint what to say of a path that is none, behind the complaint; default nothing
 * @throws {UsageError} when one cannot be used, names the option with it.
 */
export async function openSnapshots(
  paths: readonly string[],
  {
    option,
    cwd,
    open,
    hint = () => ({ en: '', ja: '' }),
    disguise = undisguised,
  }: {
    readonly option: string;
    readonly cwd: string;
    readonly open: OpenOptions;
    readonly hint?: (path: string) => Localized;
    readonly disguise?: Disguise | undefined;
  },
): Promise<readonly Snapshot[]> {
  const found: Snapshot[] = [];
  for (const path of paths) {
    const refuse = (en: string, ja: string): never => {
      throw new UsageError({
        en: `${option} ${quoted(path)}: ${en}`,
        ja: `${option} ${quoted(path)}: ${ja}`,
      });
    };
    const opened = await openTree(path, cwd, open);
    if (opened.state !== 'opened') {
      const { en, ja } =
        opened.state === 'damaged' ? archiveFinding(opened.problem, null, null).message : opened.message;
      const more = opened.state === 'absent' ? hint(path) : { en: '', ja: '' };
      return refuse(en + more.en, ja + more.ja);
    }
    const snapshot =
      snapshotIn(disguise.wrap(opened.layer), disguise.shown(path)) ??
      refuse(
        `no node tree: it has neither .facts nor etc nor usr${hint(path).en}`,
        `ノードツリーではありません（.facts も etc も usr もない）${hint(path).ja}`,
      );
    const { name } = snapshot;
    if (found.some((node) => isSameHost(node.name, name)))
      refuse(
        `another snapshot is of ${quoted(name)} as well`,
        `${quoted(name)} のスナップショットが重複しています`,
      );
    found.push(snapshot);
  }
  return found;
}

/**
 * The snapshot or node tree that a layer is; null when it is none.
 * @param path as it was given; its last part names a node whose facts do not
 */
export function snapshotIn(layer: Layer, path: string): Snapshot | null {
  if (!TOPS.some((name) => layer.entry(name) !== undefined)) return null;
  const withFacts = withSosFacts(layer);
  const meta = withFacts.read('/.facts/meta');
  const text = meta.state === 'read' ? Buffer.from(meta.bytes).toString('utf8') : '';
  const told = (key: string) => new RegExp(`^${key}=(.*\\S)\\s*$`, 'm').exec(text)?.[1] ?? null;
  return {
    name: told('hostname') ?? archiveStem(basename(path)),
    path,
    layer: withFacts,
    platform: told('platform'),
  };
}

const TOPS = ['/.facts', '/etc', '/usr', '/C'];

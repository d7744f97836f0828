import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Target } from '../../engine/target.js';
import { buildCluster } from '../../jobcenter/cluster.js';
import { type Known, knownOf, nothingKnown, together } from '../../jobcenter/collector/known.js';
import { isSameHost } from '../../jobcenter/host-name.js';
import { commandLine, type PreflightArguments } from '../../jobcenter/live/command-line.js';
import {
  type GivenTrees,
  type LoadedCluster,
  loadCluster,
  MANIFEST,
  targetOf,
} from '../../jobcenter/load.js';
import type { Manifest } from '../../jobcenter/manifest.js';
import type { Cluster } from '../../jobcenter/model.js';
import { nameKey } from '../../jobcenter/names.js';
import { NetworkRegister } from '../../jobcenter/network.js';
import { Reading } from '../../jobcenter/reading.js';
import type { Stage } from '../../jobcenter/stage.js';
import { FolderLayer } from '../../source/folder-layer.js';
import type { Layer } from '../../source/layer.js';
import { defaultLimits, type Limits } from '../../source/limits.js';
import { FileCache } from '../../source/node-tree.js';
import { joinPath, normalizeTreePath } from '../../source/tree-path.js';
import { type Sourced, SourceFile } from '../../text/source-file.js';
import { didYouMean, quoted, UsageError } from '../usage-error.js';
import { type Disguise, undisguised } from './disguise.js';
import { openTree } from './open-tree.js';
import { statusOf } from './path-status.js';
import { openSnapshots } from './snapshots.js';

/** What preflight makes its cluster from. */
export interface PreflightInputs {
  /** Absolute; paths are relative to it. */
  readonly cwd: string;
  readonly stage: Stage;
  /** The live node's host name. */
  readonly hostName: string;
  /** Takes the live node's tree, with its facts. */
  readonly gather: (known: Known) => Promise<Layer>;
  /** Snapshots and node trees of the other nodes. */
  readonly others?: readonly string[];
  /** The manifest, or its folder. */
  readonly manifest?: string | undefined;
  readonly allowOutside?: boolean;
  /** How what was given is opened and shown; default as it is. */
  readonly disguise?: Disguise;
  /** Default: `defaultLimits`. */
  readonly limits?: Limits;
}

/** The cluster of a manifest, with the live node and the given snapshots in place of its trees. */
export async function declaredCluster(
  { folder, label }: ManifestFolder,
  args: PreflightArguments,
  options: PreflightInputs,
): Promise<LoadedCluster> {
  const { limits = defaultLimits, disguise = undisguised } = options;
  return loadCluster(disguise.wrap(new FolderLayer(folder, label, limits)), folder, {
    limits,
    networkRegister: new NetworkRegister(),
    shown: (path) => disguise.shown(path),
    open: async (tree, from) => {
      const opened = await openTree(
        disguise.real(tree.value),
        from,
        opening(options, options.allowOutside ?? false),
      );
      return opened.state === 'opened' ? { ...opened, layer: disguise.wrap(opened.layer) } : opened;
    },
    given: (manifest) => overManifest(manifest, args, options),
  });
}

const opening = (
  { cwd, limits = defaultLimits, disguise = undisguised }: PreflightInputs,
  allowOutside: boolean,
) => ({
  label: (absolute: string) =>
    disguise.shown(absolute.startsWith(`${cwd}/`) ? absolute.slice(cwd.length + 1) : absolute),
  shown: disguise.shown,
  allowOutside,
  limits,
});

const snapshotsOf = (options: PreflightInputs) => ({
  option: '--with',
  cwd: options.cwd,
  open: opening(options, true),
  disguise: options.disguise,
});

/** Where a manifest lies. */
export interface ManifestFolder {
  /** Absolute. */
  readonly folder: string;
  /** How people are shown the folder, and the manifest. */
  readonly label: string;
  readonly manifest: string;
}

/**
 * Finds a manifest by its own path or that of its folder.
 * @throws {UsageError} when there is none.
 */
export function manifestFolder(path: string, cwd: string): ManifestFolder {
  const absolute = resolve(cwd, path);
  const isFolder = statusOf(absolute)?.isDirectory() ?? false;
  const file = isFolder ? join(absolute, MANIFEST) : absolute;
  if (!existsSync(file))
    throw usage(
      `--manifest ${quoted(path)}: no such file`,
      `--manifest ${quoted(path)}: ファイルがありません`,
    );
  if (basename(file) !== MANIFEST)
    throw usage(
      `--manifest ${quoted(path)}: a manifest is called ${MANIFEST}`,
      `--manifest ${quoted(path)}: マニフェストのファイル名は ${MANIFEST} です`,
    );
  const folder = dirname(file);
  const shown = isFolder ? path.replace(/\/+$/, '') : dirname(path);
  const label = shown === '.' ? '' : shown;
  return { folder, label, manifest: label === '' ? MANIFEST : `${label}/${MANIFEST}` };
}

async function overManifest(
  manifest: Manifest,
  args: PreflightArguments,
  options: PreflightInputs,
): Promise<GivenTrees> {
  if (manifest.platform !== 'linux')
    throw usage(
      'preflight checks a Linux node, and the manifest describes a Windows cluster',
      'preflight は Linux のノードを検査しますが、マニフェストは Windows のクラスタです',
    );
  const names = manifest.nodes.map((node) => node.name.value);
  const here = nodeCalled(names, options.hostName);
  if (here === undefined)
    throw usage(
      `this machine is called ${quoted(options.hostName)}, and the manifest has no node of that name (its nodes: ${names.join(', ')})`,
      `このマシンのホスト名は ${quoted(options.hostName)} ですが、マニフェストにその名前のノードがありません（ノード: ${names.join('、')}）`,
    );
  agree(manifest, args);
  const layers = new Map<string, Layer>();
  for (const { name, layer, path } of await openSnapshots(options.others ?? [], snapshotsOf(options))) {
    const node = nodeCalled(names, name);
    if (node === undefined || node === here)
      throw usage(
        `--with ${quoted(path)} is of ${quoted(name)}, ${node === here ? 'which is this machine' : 'and the manifest has no node of that name'}`,
        `--with ${quoted(path)} は ${quoted(name)} のものです（${node === here ? 'このマシン自身です' : 'マニフェストにその名前のノードがありません'}）`,
      );
    layers.set(node, layer);
  }
  const live = await options.gather(together(knownOf(manifest), knownOfArguments(args)));
  layers.set(here, live);
  const made = joinPath(normalizeTreePath(args.database), 'nqs');
  return {
    layers,
    live: { stage: options.stage, here, site: commandLine(args) },
    seesDisk: live.entry(made) !== undefined,
  };
}

/** Where the manifest has the site, it has to be the site of the arguments. */
function agree(manifest: Manifest, { site, machineId, database }: PreflightArguments): void {
  if (manifest.sites === null) return;
  const names = manifest.sites.map((each) => each.name.value);
  const known = manifest.sites.find((each) => nameKey(each.name.value) === nameKey(site));
  if (known === undefined) {
    const near = didYouMean(site, names);
    throw usage(
      `the manifest has no site ${quoted(site)}${near.en} (its sites: ${names.join(', ')})`,
      `マニフェストにサイト ${quoted(site)} がありません${near.ja}（サイト: ${names.join('、')}）`,
    );
  }
  const differs = (en: string, ja: string, given: string, stated: Sourced<string | number>) => {
    const { line } = stated.at.file.position(stated.at.range?.start ?? 0);
    throw usage(
      `the ${en} ${quoted(given)} is not that of the manifest, which says ${quoted(String(stated.value))} for ${site} in line ${line}`,
      `${ja} ${quoted(given)} がマニフェストと異なります（${site}: ${line} 行目の ${quoted(String(stated.value))}）`,
    );
  };
  if (known.machineId !== null && known.machineId.value !== Number(machineId))
    differs('machine ID', 'マシンID', machineId, known.machineId);
  if (normalizeTreePath(known.database.value) !== normalizeTreePath(database))
    differs('database', 'データベースパス', database, known.database);
}

/** The cluster of this node and the given snapshots, with the site of the arguments. */
export async function inferredCluster(
  args: PreflightArguments,
  options: PreflightInputs,
): Promise<Target<Cluster>> {
  const others = await openSnapshots(options.others ?? [], snapshotsOf(options));
  const layer = await options.gather(knownOfArguments(args));
  const own = others.find(({ name }) => isSameHost(name, options.hostName));
  if (own !== undefined)
    throw usage(
      `--with ${quoted(own.path)} is of this machine, ${quoted(options.hostName)}`,
      `--with ${quoted(own.path)} はこのマシン ${quoted(options.hostName)} 自身のものです`,
    );
  const placed = (name: string, of: Layer): Sourced<string> => ({
    value: name,
    at: { file: SourceFile.withoutText(of.display('/')), range: null },
  });
  const reading = new Reading(new FileCache(), args.site);
  const cluster = buildCluster({
    name: args.site,
    manifest: null,
    platform: 'linux',
    nodes: [
      { name: hostNameOf(options.hostName), declared: null, layer },
      ...others.map((node) => ({ name: placed(node.name, node.layer), declared: null, layer: node.layer })),
    ],
    shared: null,
    limits: options.limits ?? defaultLimits,
    reading,
    networkRegister: new NetworkRegister(),
    live: { stage: options.stage, here: options.hostName, site: commandLine(args) },
  });
  return targetOf(cluster, reading, reading.findings, []);
}

function hostNameOf(name: string): Sourced<string> {
  const file = new SourceFile('(hostname)', { text: name, encoding: 'utf-8', bom: false, undecodable: [] });
  return { value: name, at: { file, range: { start: 0, end: name.length } } };
}

const knownOfArguments = ({ site, database }: PreflightArguments): Known => ({
  ...nothingKnown,
  sites: [],
  names: [site],
  databases: database.startsWith('/') ? [normalizeTreePath(database)] : [],
});

const nodeCalled = (names: readonly string[], hostName: string): string | undefined =>
  names.find((name) => name === hostName) ?? names.find((name) => isSameHost(name, hostName));

const usage = (en: string, ja: string) => new UsageError({ en, ja });

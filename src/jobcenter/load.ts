import { basename } from 'node:path';
import { parseYaml } from '../../grammars/yaml/parse.js';
import { type Draft, escaped, ownFinding } from '../engine/own-findings.js';
import type { Target } from '../engine/target.js';
import type { Localized } from '../message/language.js';
import { archiveSuffixes } from '../source/archive/format.js';
import type { ArchiveProblem } from '../source/archive/problem.js';
import type { Layer } from '../source/layer.js';
import type { Limits } from '../source/limits.js';
import { FileCache, NodeTree } from '../source/node-tree.js';
import { withSosFacts } from '../source/sos-layer.js';
import { SubLayer } from '../source/sub-layer.js';
import { normalizeTreePath, type TreePath } from '../source/tree-path.js';
import { type Sourced, SourceFile } from '../text/source-file.js';
import { archiveFinding, MANIFEST } from './archives.js';
import { buildCluster, type LiveQuestion, type NodeInput } from './cluster.js';
import { type Manifest, readManifest } from './manifest.js';
import { type ManifestProblem, nameProblems, schemaProblems } from './manifest-problems.js';
import type { Cluster } from './model.js';
import type { NetworkRegister } from './network.js';
import { layerFinding, Reading } from './reading.js';
import { Supplies } from './supply.js';

export { MANIFEST };

/** What a run gives to every cluster it loads. */
export interface LoadContext {
  readonly limits: Limits;
  readonly networkRegister: NetworkRegister;
  /** Opens a tree that a manifest names: an archive, or a folder outside; null when that is not allowed or fails. */
  readonly open: (path: Sourced<string>, folder: string) => Promise<OpenedTree>;
  /** How a path of this machine is shown; default as it is. */
  readonly shown?: (path: string) => string;
  /** Trees that are given beside the manifest. */
  readonly given?: (manifest: Manifest) => Promise<GivenTrees>;
}

/** Trees that stand for what a manifest declares. */
export interface GivenTrees {
  /** By the node's name in the manifest. */
  readonly layers: ReadonlyMap<string, Layer>;
  /** What preflight asks of the live node among them. */
  readonly live?: LiveQuestion;
  /** Whether the live node shows the shared disk itself, so that the manifest's copy of it says nothing more. */
  readonly seesDisk: boolean;
  /** Whether the manifest came without its trees: then those that are not there are no fault of it. */
  readonly alone?: boolean;
}

export type OpenedTree =
  | { readonly state: 'opened'; readonly layer: Layer }
  | { readonly state: 'refused' | 'absent'; readonly message: Localized }
  | { readonly state: 'damaged'; readonly message: Localized; readonly problem: ArchiveProblem };

/** A cluster that can be checked, or why its manifest cannot be used. */
export type LoadedCluster =
  | {
      readonly state: 'loaded';
      readonly target: Target<Cluster>;
      /** Literal paths in the manifest's folder that the cluster declares as its own trees. */
      readonly claimed: readonly TreePath[];
      readonly problems: readonly ManifestProblem[];
    }
  | {
      readonly state: 'unusable';
      readonly name: string;
      readonly manifest: string;
      readonly findings: readonly Draft[];
      readonly claimed: readonly TreePath[];
      readonly problems: readonly ManifestProblem[];
    };

/** Reads the manifest of a folder and everything it declares. */
export async function loadCluster(
  layer: Layer,
  folder: string,
  context: LoadContext,
): Promise<LoadedCluster> {
  const cache = new FileCache();
  const root = new NodeTree([layer], { ignoreCase: false, limits: context.limits, cache });
  const fallbackName = basename(context.shown?.(folder) ?? folder);
  const reading = new Reading(cache, fallbackName);
  const file = reading.file(root, `/${MANIFEST}`, null);
  if (file === null) {
    return {
      state: 'unusable',
      name: fallbackName,
      manifest: layer.display(`/${MANIFEST}`),
      findings: reading.findings,
      claimed: [],
      problems: [],
    };
  }
  const document = parseYaml(file);
  const problems = schemaProblems(document);
  const blocked = problems.some((problem) => !problem.usable);
  const manifest = blocked ? null : readManifest(document);
  if (manifest !== null) problems.push(...nameProblems(manifest));
  const name = manifest?.cluster?.value ?? fallbackName;
  const trees = manifest === null ? null : new DeclaredTrees(root, layer, folder, context);
  const given = manifest === null ? undefined : await context.given?.(manifest);
  if (manifest !== null) await trees?.open(manifest, given?.layers ?? new Map(), given?.alone ?? false);
  if (trees !== null) problems.push(...trees.problems);
  const findings = problems.map((problem) => manifestFinding(problem, name));
  // Said of the cluster, not of the walk that comes to the same folder later.
  const unlisted = () => layer.problems.map((each) => layerFinding(each, name, trees?.nodeOf(each.path)));
  const claimed = trees?.claimed ?? ['/nodes', '/shared'];
  if (manifest === null || trees === null || problems.some((problem) => !problem.usable)) {
    const all = [...findings, ...unlisted()];
    return { state: 'unusable', name, manifest: file.path, findings: all, claimed, problems };
  }

  const clusterReading = new Reading(cache, name);
  const cluster = buildCluster({
    name,
    manifest,
    platform: manifest.platform,
    nodes: trees.nodes,
    shared: given?.seesDisk === true ? null : trees.shared,
    limits: context.limits,
    reading: clusterReading,
    networkRegister: context.networkRegister,
    ...(given?.live === undefined ? {} : { live: given.live }),
  });
  return {
    state: 'loaded',
    target: targetOf(
      cluster,
      clusterReading,
      [...findings, ...unlisted(), ...trees.findings(name), ...clusterReading.findings],
      [file],
    ),
    claimed,
    problems,
  };
}

/** A cluster as the engine takes it. */
export function targetOf(
  cluster: Cluster,
  reading: Reading,
  findings: readonly Draft[],
  manifests: readonly SourceFile[],
): Target<Cluster> {
  const supplies = new Supplies(cluster);
  return {
    model: cluster,
    name: cluster.name,
    manifest: cluster.manifest?.path ?? null,
    nodes: cluster.nodes.map((node) => node.name.value),
    sites: cluster.sites.map((site) => site.name.value),
    agents: cluster.agents.map((agent) => agent.name.value),
    commented: [
      ...manifests,
      ...[...cluster.confs, ...cluster.hostsFiles, ...cluster.agentFiles].map(({ file }) => file),
    ],
    findings,
    files: reading.cache.count,
    supply: (node, needs) => supplies.of(node, needs),
  };
}

function manifestFinding(problem: ManifestProblem, cluster: string): Draft {
  return ownFinding('unreadable-file', 'error', {
    cluster,
    at: problem.at,
    message: escaped(problem.message),
    help: problem.usable
      ? {
          en: 'correct or remove the key; it is ignored until then',
          ja: 'キーを直すか削除してください（それまでは無視されます）',
        }
      : {
          en: 'correct the manifest; its cluster is not checked until then',
          ja: 'マニフェストを直してください。それまでこのクラスタは検査されません',
        },
  });
}

/** The trees that a manifest declares, found inside its folder. */
class DeclaredTrees {
  readonly nodes: NodeInput[] = [];
  shared: Layer | null = null;
  readonly claimed: TreePath[] = [];
  readonly problems: ManifestProblem[] = [];
  readonly #outside: Layer[] = [];
  #alone = false;
  readonly #damaged: { readonly problem: ArchiveProblem; readonly node: string | null }[] = [];

  constructor(
    private readonly root: NodeTree,
    private readonly layer: Layer,
    private readonly folder: string,
    private readonly context: LoadContext,
  ) {}

  /**
   * @param given trees that stand for the declared ones
   * @param alone whether declared trees may be absent
   */
  async open(manifest: Manifest, given: ReadonlyMap<string, Layer>, alone: boolean): Promise<void> {
    this.#alone = alone;
    for (const node of manifest.nodes) {
      const { name, files } = node;
      const other = given.get(name.value);
      if (other !== undefined) {
        this.nodes.push({ name, declared: node, layer: other });
        continue;
      }
      const tree =
        files === null
          ? await this.#default(`nodes/${name.value}`, name)
          : await this.#declared(files, name.value);
      this.nodes.push({ name, declared: node, layer: tree });
    }
    const { shared } = manifest;
    this.shared = shared === null ? await this.#default('shared', null) : await this.#declared(shared, null);
  }

  /** What was found out about archives and trees outside of the folder; complete once the cluster is built. */
  findings(cluster: string): Draft[] {
    return [
      ...this.#damaged.map(({ problem, node }) => archiveFinding(problem, cluster, node)),
      ...this.#outside.flatMap(({ problems }) =>
        problems.map((each) => layerFinding(each, cluster, this.nodeOf(each.path))),
      ),
    ];
  }

  /** @param path as people are shown it @returns the node in whose tree it lies; null outside of all */
  nodeOf(path: string): string | null {
    const node = this.nodes.find(({ layer }) => {
      const top = layer?.display('/');
      return path === top || path.startsWith(`${top}/`);
    });
    return node?.name.value ?? null;
  }

  /** `nodes/<name>`, else that as an archive; null when none is there. */
  async #default(path: string, name: Sourced<string> | null): Promise<Layer | null> {
    if (path.split('/').some((part) => part === '..' || part === '.')) return null;
    for (const suffix of ['', ...archiveSuffixes]) {
      const place = this.root.resolve(`/${path}${suffix}`);
      if (place.state !== 'found') continue;
      this.claimed.push(normalizeTreePath(`/${path}${suffix}`), place.path);
      if (place.entry.kind === 'directory') return withSosFacts(new SubLayer(this.layer, place.path));
      const value = `${path}${suffix}`;
      const at = name?.at ?? { file: SourceFile.withoutText(this.layer.display(place.path)), range: null };
      return this.#opened({ value, at }, name?.value ?? null);
    }
    return null;
  }

  /** A tree that the manifest names: it has to be there. */
  async #declared(path: Sourced<string>, node: string | null): Promise<Layer | null> {
    const inside = !/^([\\/]|[A-Za-z]:)/.test(path.value) && !leavesFolder(path.value);
    const place = inside ? this.root.resolve(`/${path.value.replaceAll('\\', '/')}`) : null;
    if (place?.state === 'found' && place.entry.kind === 'directory') {
      this.claimed.push(normalizeTreePath(`/${path.value}`), place.path);
      return withSosFacts(new SubLayer(this.layer, place.path));
    }
    if (place?.state === 'found') this.claimed.push(place.path);
    return this.#opened(path, node);
  }

  /** A tree that cannot be used says why; a damaged one leaves its node without data, and the others checked. */
  async #opened(path: Sourced<string>, node: string | null): Promise<Layer | null> {
    const tree = await this.context.open(path, this.folder);
    if (tree.state === 'opened') {
      this.#outside.push(tree.layer);
      return withSosFacts(tree.layer);
    }
    if (tree.state === 'damaged') this.#damaged.push({ problem: tree.problem, node });
    else if (tree.state !== 'absent' || !this.#alone)
      this.problems.push({ at: path.at, message: tree.message, usable: false });
    return null;
  }
}

/** Whether a relative path climbs out of the folder it starts in. */
function leavesFolder(path: string): boolean {
  let depth = 0;
  for (const part of path.split(/[\\/]/)) {
    if (part === '..') depth -= 1;
    else if (part !== '' && part !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

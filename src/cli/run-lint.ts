import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { rules } from '../../rules/index.js';
import type { Accept } from '../engine/acceptance.js';
import { type Draft, isInputProblem } from '../engine/own-findings.js';
import type { ClusterResult, RunResult, Severity } from '../engine/result.js';
import type { Rule } from '../engine/rule.js';
import { besideClusters, check, unusable } from '../engine/run.js';
import { runResult } from '../engine/run-result.js';
import type { Target } from '../engine/target.js';
import { Waivers } from '../engine/waiver.js';
import { archiveFinding, wantedOfArchive } from '../jobcenter/archives.js';
import { type LoadContext, type LoadedCluster, loadCluster, MANIFEST } from '../jobcenter/load.js';
import { type LooseFile, looseTarget } from '../jobcenter/loose.js';
import type { Cluster } from '../jobcenter/model.js';
import { NetworkRegister, registerMachineIds } from '../jobcenter/network.js';
import { PACK } from '../jobcenter/pack.js';
import { layerFinding } from '../jobcenter/reading.js';
import { knownFileOf } from '../jobcenter/tree-scan.js';
import type { Localized } from '../message/language.js';
import { archiveStem, formatOfName } from '../source/archive/format.js';
import {
  discover,
  discoverInside,
  type FileNames,
  type FoundFile,
  type FoundManifest,
} from '../source/discover.js';
import { FolderLayer } from '../source/folder-layer.js';
import type { Layer } from '../source/layer.js';
import { defaultLimits, type Limits } from '../source/limits.js';
import { openTree, refuseInArchive } from './open-tree.js';
import type { Touched } from './touched.js';
import { hasWaivers, readWaivers, WAIVERS } from './waiver-file.js';

export interface LintOptions {
  /** Absolute; locations are relative to it. */
  readonly cwd: string;
  /** Which rules run, by full name; default all. */
  readonly select?: (rule: string) => boolean;
  /** Whether comments may suppress findings; default true. */
  readonly inlineConfig?: boolean;
  /** Whether an error rule that was not checked blocks the verdict; default false. */
  readonly requireComplete?: boolean;
  /** Whether a manifest may name trees outside of its folder; default false. */
  readonly allowOutside?: boolean;
  /** The day on which waivers have to hold, `YYYY-MM-DD`; without it they are not read. */
  readonly today?: string;
  /** The only waiver file that counts; default: those beside the manifests and in `cwd`. */
  readonly waivers?: string;
  /** Which findings are known already; default none. */
  readonly accept?: Accept;
  /** The severity that somebody set for a rule; default: as the rule says. */
  readonly severity?: (rule: string) => Severity | undefined;
  /** Default: `defaultLimits`. */
  readonly limits?: Limits;
  /** Only clusters and files that it concerns are checked; left out, all are. */
  readonly touched?: Touched;
  /** Called with each cluster's model before its rules run: where look-ups, if allowed, add to it. */
  readonly network?: (target: Target<Cluster>) => Promise<void>;
}

/** Clusters that wait for name servers at one time. */
const MOST_WAITING = 64;

const names: FileNames = { manifest: MANIFEST, isKnown: (name) => knownFileOf(name) !== undefined };

/** Checks every cluster and every config file under the paths. Never throws for what is in them. */
export async function runLint(paths: readonly string[], options: LintOptions): Promise<RunResult> {
  const run = new LintRun(options);
  for (const path of paths) await run.path(path);
  return run.finish();
}

class LintRun {
  readonly #options: LintOptions;
  readonly #limits: Limits;
  readonly #register = new NetworkRegister();
  readonly #results: ClusterResult[] = [];
  readonly #problems: Localized[] = [];
  readonly #errors: string[] = [];
  readonly #loose: LooseFile[] = [];
  /** What is wrong with inputs that belong to no cluster. */
  readonly #unread: Draft[] = [];
  /** Manifests' folders that were checked, with the paths their clusters declare. */
  readonly #done = new Map<string, readonly string[]>();
  /** Done when all clusters so far are checked, in their order. */
  #checked: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #selected: readonly Rule<Cluster>[];
  readonly #selectedIds: readonly string[];
  /** Declared trees that lie elsewhere, by the manifest's folder. */
  readonly #elsewhere = new Map<string, string[]>();
  /** Touched clusters, which wait until the machine IDs of all others are known. */
  readonly #postponed: { readonly folder: string; readonly loaded: LoadedCluster }[] = [];
  /** Null when waivers are not asked for. */
  readonly #waivers: Waivers | null;
  #waiverFiles = 0;
  readonly #allRules = rules.map((rule) => `${PACK}/${rule.name}`);

  constructor(options: LintOptions) {
    this.#options = options;
    this.#limits = options.limits ?? defaultLimits;
    this.#waivers = options.today === undefined ? null : new Waivers(options.today);
    const root = options.waivers ?? (hasWaivers(options.cwd) ? WAIVERS : null);
    if (root !== null) this.#readWaivers(resolve(options.cwd, root), null);
    this.#selected = rules.filter((rule) => options.select?.(`${PACK}/${rule.name}`) ?? true);
    this.#selectedIds = this.#selected.map((rule) => `${PACK}/${rule.name}`);
  }

  async path(path: string): Promise<void> {
    const absolute = resolve(this.#options.cwd, path);
    const status = statSync(absolute, { throwIfNoEntry: false });
    if (status === undefined) {
      this.#problems.push({
        en: `"${path}": no such file or folder`,
        ja: `"${path}": ファイルもフォルダーもありません`,
      });
    } else if (status.isDirectory()) {
      await this.#folder(absolute, path);
    } else {
      await this.#file(absolute, path);
    }
  }

  async finish(): Promise<RunResult> {
    for (const { folder, loaded } of this.#postponed.splice(0)) await this.#take(folder, loaded, true);
    await this.#checked;
    if (this.#loose.length + this.#unread.length > 0) {
      this.#check(looseTarget(this.#loose, this.#unread, this.#register));
    }
    this.#judgeWaivers();
    return runResult(this.#results, {
      rules: this.#selectedIds,
      inputProblems: this.#problems,
      internalErrors: this.#errors,
    });
  }

  async #folder(absolute: string, path: string): Promise<void> {
    let found = false;
    for (const each of discover(absolute, this.#label(absolute), names, this.#limits)) {
      found = true;
      if (each.kind === 'manifest') await this.#manifest(each);
      else if (each.kind === 'file') await this.#configFile(each, absolute);
      else this.#unread.push(layerFinding(each.problem));
    }
    if (!found) this.#nothingIn(path);
  }

  async #file(absolute: string, path: string): Promise<void> {
    const folder = dirname(absolute);
    const layer = new FolderLayer(folder, this.#label(folder), this.#limits);
    if (basename(absolute) === MANIFEST) await this.#manifest({ kind: 'manifest', layer, folder });
    else if (names.isKnown(basename(absolute))) {
      await this.#configFile({ kind: 'file', layer, path: `/${basename(absolute)}`, below: null }, folder);
    } else if (formatOfName(absolute) !== undefined) await this.#archive(absolute, path);
    else this.#nothingIn(path);
  }

  /** An archive is what it holds: clusters with their manifests, or a node's tree with config files. */
  async #archive(absolute: string, path: string): Promise<void> {
    if (await this.#declaredAbove(absolute)) return;
    if (this.#options.touched?.path(absolute) === false) return;
    const { openArchive } = await import('../source/archive/open.js');
    const opened = await openArchive(absolute, this.#label(absolute), this.#limits, wantedOfArchive);
    if (opened.state === 'problem') {
      this.#unread.push(archiveFinding(opened.problem, null, null));
      return;
    }
    const { layer } = opened;
    let found = layer.problems.length > 0;
    this.#unread.push(...layer.problems.map(layerFinding));
    const root = `${absolute}!/${layer.topFolder ?? archiveStem(basename(absolute))}`;
    for (const each of discoverInside(layer, root, names)) {
      found = true;
      if (each.kind === 'manifest') await this.#manifest(each, refuseInArchive);
      else if (each.below === null || !this.#declares(each.below.folder, join(each.below.folder, each.path)))
        this.#loose.push(each);
    }
    if (!found) this.#nothingIn(path);
  }

  #nothingIn(path: string): void {
    this.#problems.push({
      en: `"${path}": nothing to check here: no ${MANIFEST}, daemon.conf, site.conf, resolv.def or jcexecutor_agent.yaml`,
      ja: `"${path}": 検査対象がありません（${MANIFEST}、daemon.conf、site.conf、resolv.def、jcexecutor_agent.yaml のいずれもない）`,
    });
  }

  #label(absolute: string): string {
    return relative(this.#options.cwd, absolute).split(sep).join('/');
  }

  async #manifest({ layer, folder }: FoundManifest, open?: LoadContext['open']): Promise<void> {
    if (this.#done.has(folder)) return;
    const loaded = await this.#load(layer, folder, open);
    // An archive that is opened at all is checked whole.
    await this.#take(folder, loaded, open !== undefined);
  }

  #load(layer: Layer, folder: string, open: LoadContext['open'] = this.#open): Promise<LoadedCluster> {
    return loadCluster(layer, folder, {
      limits: this.#limits,
      networkRegister: this.#register,
      open,
    });
  }

  readonly #open: LoadContext['open'] = (path, from) => {
    this.#elsewhere.set(from, [...(this.#elsewhere.get(from) ?? []), resolve(from, path.value)]);
    return openTree(path.value, from, {
      label: (place) => this.#label(place),
      allowOutside: this.#options.allowOutside ?? false,
      limits: this.#limits,
    });
  };

  async #take(folder: string, loaded: LoadedCluster, whole = false): Promise<void> {
    this.#waiversBeside(folder, loaded.state === 'loaded' ? loaded.target : loaded);
    this.#done.set(folder, loaded.claimed);
    if (!whole && this.#postpones(folder, loaded)) return;
    const { network } = this.#options;
    if (network === undefined) return this.#judge(loaded);
    const answered = loaded.state === 'loaded' ? network(loaded.target) : Promise.resolve();
    this.#waiting += 1;
    this.#checked = this.#checked.then(async () => {
      await answered;
      this.#waiting -= 1;
      this.#judge(loaded);
    });
    // While some clusters wait for answers the next are read, but not a whole fleet.
    if (this.#waiting >= MOST_WAITING) await this.#checked;
  }

  #judge(loaded: LoadedCluster): void {
    if (loaded.state === 'loaded') this.#check(loaded.target);
    else this.#add(unusable(loaded, this.#selectedIds));
  }

  /** @returns whether a cluster is not checked now, but when all are known, or never: nothing in it has changed. */
  #postpones(folder: string, loaded: LoadedCluster): boolean {
    const { touched } = this.#options;
    if (touched === undefined) return false;
    const declared = loaded.claimed.map((path) => join(folder, path));
    if (touched.cluster(folder, [...declared, ...(this.#elsewhere.get(folder) ?? [])]))
      this.#postponed.push({ folder, loaded });
    else if (loaded.state === 'loaded') registerMachineIds(loaded.target.model);
    return true;
  }

  /** A config file of the walk: checked alone, unless a manifest above declares it. */
  async #configFile(file: FoundFile, root: string): Promise<void> {
    const absolute = join(file.below?.folder ?? root, file.path);
    const skipped = this.#options.touched?.path(absolute) === false;
    const declared =
      file.below === null ? await this.#declaredAbove(absolute) : this.#declares(file.below.folder, absolute);
    if (!declared && !skipped) this.#loose.push({ layer: file.layer, path: file.path });
  }

  #declares(folder: string, absolute: string): boolean {
    const inside = `/${relative(folder, absolute).split(sep).join('/')}`;
    return (this.#done.get(folder) ?? []).some(
      (claimed) => inside === claimed || inside.startsWith(`${claimed}/`),
    );
  }

  /** Whether the nearest manifest above a file declares it; that manifest's cluster is then checked. */
  async #declaredAbove(absolute: string): Promise<boolean> {
    for (let folder = dirname(absolute); ; folder = dirname(folder)) {
      if (this.#done.has(folder)) return this.#declares(folder, absolute);
      if (existsSync(join(folder, MANIFEST))) {
        const loaded = await this.#load(new FolderLayer(folder, this.#label(folder), this.#limits), folder);
        this.#done.set(folder, loaded.claimed);
        const declared = this.#declares(folder, absolute);
        if (declared) await this.#take(folder, loaded);
        else this.#done.delete(folder);
        return declared;
      }
      if (dirname(folder) === folder) return false;
    }
  }

  #check(target: Target<Cluster>): void {
    const accept = this.#accept(target.manifest);
    const { result, internalErrors } = check(this.#selected, target, {
      pack: PACK,
      allRules: this.#allRules,
      inlineConfig: this.#options.inlineConfig ?? true,
      ...(accept === null ? {} : { accept }),
      ...(this.#options.severity === undefined ? {} : { severity: this.#options.severity }),
      blocking: (rule) => (this.#options.requireComplete ?? false) && rule.severity === 'error',
    });
    this.#errors.push(...internalErrors);
    this.#add(result);
    registerMachineIds(target.model);
  }

  #readWaivers(absolute: string, manifest: string | null): void {
    if (this.#waivers === null) return;
    const read = readWaivers(absolute, this.#label(dirname(absolute)), manifest, this.#limits);
    this.#waiverFiles += 1;
    this.#waivers.add(read.waivers);
    this.#problems.push(...read.problems);
  }

  #waiversBeside(folder: string, { manifest }: { readonly manifest: string | null }): void {
    if (this.#waivers === null || this.#options.waivers !== undefined) return;
    if (folder === this.#options.cwd || this.#done.has(folder)) return;
    if (hasWaivers(folder)) this.#readWaivers(join(folder, WAIVERS), manifest);
  }

  #judgeWaivers(): void {
    const drafts = this.#waivers?.findings({
      ran: this.#selectedIds,
      all: this.#allRules,
      clusters: this.#results,
    });
    if (drafts === undefined || drafts.length === 0) return;
    this.#add(
      besideClusters(
        drafts.filter(({ rule }) => this.#options.select?.(rule) ?? true),
        this.#waiverFiles,
      ),
    );
  }

  /** Waivers first: their reasons say more than that a finding is old. */
  #accept(manifest: string | null): Accept | null {
    const waivers = this.#waivers?.isEmpty === false ? this.#waivers : null;
    const { accept } = this.#options;
    if (waivers === null) return accept ?? null;
    return (finding) => waivers.accept(finding, manifest) ?? accept?.(finding) ?? null;
  }

  /** Inputs that could not be used are findings, and make the run exit with 2. */
  #add(result: ClusterResult): void {
    this.#results.push(result);
    for (const finding of result.findings) {
      if (!isInputProblem(finding)) continue;
      const { file, line, column } = finding.location ?? { file: '', line: 1, column: 1 };
      const place = `${file}:${line}:${column}`;
      this.#problems.push({ en: `${place}: ${finding.message.en}`, ja: `${place}: ${finding.message.ja}` });
    }
  }
}

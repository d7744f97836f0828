import { dirname, join, relative, resolve, sep } from 'node:path';
import { rules } from '../../rules/index.js';
import type { Accept } from '../engine/acceptance.js';
import { type Draft, isInputProblem } from '../engine/own-findings.js';
import type { ClusterResult, RunResult, Severity } from '../engine/result.js';
import type { Rule } from '../engine/rule.js';
import { besideClusters, check, unusable } from '../engine/run.js';
import { runResult } from '../engine/run-result.js';
import type { Target } from '../engine/target.js';
import { Waivers } from '../engine/waiver.js';
import type { LoadedCluster } from '../jobcenter/load.js';
import { type LooseFile, looseTarget } from '../jobcenter/loose.js';
import type { Cluster } from '../jobcenter/model.js';
import { NetworkRegister, registerMachineIds } from '../jobcenter/network.js';
import { PACK } from '../jobcenter/pack.js';
import type { Localized } from '../message/language.js';
import { defaultLimits, type Limits } from '../source/limits.js';
import { type FoundCluster, findClusters } from './find-clusters.js';
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

/** Checks every cluster and every config file under the paths. Never throws for what is in them. */
export async function runLint(paths: readonly string[], options: LintOptions): Promise<RunResult> {
  return new LintRun(options).over(paths);
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
  /** Done when all clusters so far are checked, in their order. */
  #checked: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #selected: readonly Rule<Cluster>[];
  readonly #selectedIds: readonly string[];
  /** Touched clusters, which wait until the machine IDs of all others are known. */
  readonly #postponed: LoadedCluster[] = [];
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

  async over(paths: readonly string[]): Promise<RunResult> {
    const { cwd, touched, allowOutside = false } = this.#options;
    const found = findClusters(paths, {
      cwd,
      limits: this.#limits,
      allowOutside,
      networkRegister: this.#register,
      ...(touched === undefined ? {} : { leaveOut: (path) => !touched.path(path) }),
    });
    for await (const each of found) {
      if (each.kind === 'problem') this.#problems.push(each.problem);
      else if (each.kind === 'unread') this.#unread.push(each.finding);
      else if (each.kind === 'file') this.#loose.push(each.file);
      else await this.#cluster(each);
    }
    for (const loaded of this.#postponed.splice(0)) await this.#take(loaded);
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

  async #cluster({ folder, loaded, trees, inArchive }: FoundCluster): Promise<void> {
    this.#waiversBeside(folder, loaded.state === 'loaded' ? loaded.target : loaded);
    const { touched } = this.#options;
    // An archive that is opened at all is checked whole.
    if (touched === undefined || inArchive) return this.#take(loaded);
    if (touched.cluster(folder, trees)) this.#postponed.push(loaded);
    else if (loaded.state === 'loaded') registerMachineIds(loaded.target.model);
  }

  async #take(loaded: LoadedCluster): Promise<void> {
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
    const label = relative(this.#options.cwd, dirname(absolute)).split(sep).join('/');
    const read = readWaivers(absolute, label, manifest, this.#limits);
    this.#waiverFiles += 1;
    this.#waivers.add(read.waivers);
    this.#problems.push(...read.problems);
  }

  #waiversBeside(folder: string, { manifest }: { readonly manifest: string | null }): void {
    if (this.#waivers === null || this.#options.waivers !== undefined) return;
    if (folder === this.#options.cwd) return;
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

import { dirname } from 'node:path';
import { rules } from '../../../rules/index.js';
import type { Accept } from '../../engine/acceptance.js';
import type { Draft } from '../../engine/own-findings.js';
import type { ClusterResult, RunResult, Severity } from '../../engine/result.js';
import type { Rule } from '../../engine/rule.js';
import { check, unusable } from '../../engine/run.js';
import { runResult } from '../../engine/run-result.js';
import type { Target } from '../../engine/target.js';
import type { LoadedCluster } from '../../jobcenter/load.js';
import { type LooseFile, looseTarget } from '../../jobcenter/loose.js';
import type { Cluster } from '../../jobcenter/model.js';
import { NetworkRegister, registerMachineIds } from '../../jobcenter/network.js';
import { PACK } from '../../jobcenter/pack.js';
import type { Localized } from '../../message/language.js';
import { defaultLimits, type Limits } from '../../source/limits.js';
import type { PendingChanges } from '../../source/pending-changes.js';
import type { Disguise } from '../inputs/disguise.js';
import { type FoundCluster, findClusters } from '../inputs/find-clusters.js';
import type { Touched } from '../inputs/touched.js';
import { RunWaivers } from '../settings/run-waivers.js';
import { type Draw, withPicture } from './drawing.js';

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
  /** Changes that count as written; default none. */
  readonly pending?: PendingChanges;
  /** Draws each cluster that was checked, and has the result tell how each subject ended; default none. */
  readonly draw?: Draw;
  /** How inputs are opened and shown; default as they are. */
  readonly disguise?: Disguise;
  /** Called with each cluster's model and what its rules found, for models are not kept. */
  readonly checked?: (cluster: Cluster, result: ClusterResult) => void;
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
  readonly #loose: { readonly file: LooseFile; readonly absolute: string }[] = [];
  /** Absolute paths of all trees that manifests declare. */
  readonly #declared = new Set<string>();
  /** What is wrong with inputs that belong to no cluster. */
  readonly #unread: Draft[] = [];
  /** Done when all clusters so far are checked, in their order. */
  #checked: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #selected: readonly Rule<Cluster>[];
  readonly #selectedIds: readonly string[];
  /** Touched clusters, which wait until the machine IDs of all others are known. */
  readonly #postponed: LoadedCluster[] = [];
  readonly #waivers: RunWaivers;
  readonly #allRules = rules.map((rule) => `${PACK}/${rule.name}`);

  constructor(options: LintOptions) {
    this.#options = options;
    this.#limits = options.limits ?? defaultLimits;
    const { cwd, today, waivers, disguise } = options;
    this.#waivers = new RunWaivers({ cwd, today, waivers, limits: this.#limits, disguise });
    this.#selected = rules.filter((rule) => options.select?.(`${PACK}/${rule.name}`) ?? true);
    this.#selectedIds = this.#selected.map((rule) => `${PACK}/${rule.name}`);
  }

  async over(paths: readonly string[]): Promise<RunResult> {
    const { cwd, touched, allowOutside = false, pending, disguise } = this.#options;
    const found = findClusters(paths, {
      cwd,
      limits: this.#limits,
      allowOutside,
      networkRegister: this.#register,
      ...(touched === undefined ? {} : { leaveOut: (path) => !touched.path(path) }),
      ...(pending === undefined ? {} : { pending }),
      ...(disguise === undefined ? {} : { disguise }),
    });
    for await (const each of found) {
      if (each.kind === 'problem') this.#problems.push(each.problem);
      else if (each.kind === 'unread') this.#unread.push(each.finding);
      else if (each.kind === 'file') this.#loose.push(each);
      else await this.#cluster(each);
    }
    for (const loaded of this.#postponed.splice(0)) await this.#take(loaded);
    await this.#checked;
    // A manifest that lies beside a file, not above it, may have been found after the file.
    const loose = this.#loose.filter(({ absolute }) => !this.#isDeclared(absolute)).map(({ file }) => file);
    if (loose.length + this.#unread.length > 0) {
      this.#check(looseTarget(loose, this.#unread, this.#register));
    }
    this.#judgeWaivers();
    return runResult(this.#results, {
      rules: this.#selectedIds,
      inputProblems: [...this.#problems, ...this.#waivers.problems],
      internalErrors: this.#errors,
    });
  }

  #isDeclared(absolute: string): boolean {
    for (let path = absolute; ; path = dirname(path)) {
      if (this.#declared.has(path)) return true;
      if (dirname(path) === path) return false;
    }
  }

  async #cluster({ folder, loaded, trees, inArchive }: FoundCluster): Promise<void> {
    for (const tree of trees) this.#declared.add(tree);
    this.#waivers.beside(folder, loaded.state === 'loaded' ? loaded.target.manifest : loaded.manifest);
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
    else this.#results.push(unusable(loaded, this.#selectedIds));
  }

  #check(target: Target<Cluster>): void {
    const { inlineConfig = true, requireComplete = false, select, severity, draw } = this.#options;
    const accept = this.#waivers.accept(target.manifest, this.#options.accept ?? null);
    const { result, internalErrors } = check(this.#selected, target, {
      pack: PACK,
      allRules: this.#allRules,
      inlineConfig,
      outcomes: draw !== undefined,
      ...(accept === null ? {} : { accept }),
      select,
      severity,
      blocking: (rule) => requireComplete && rule.severity === 'error',
    });
    this.#errors.push(...internalErrors);
    this.#results.push(withPicture(result, target.model, draw));
    this.#options.checked?.(target.model, result);
    registerMachineIds(target.model);
  }

  #judgeWaivers(): void {
    const { select, severity } = this.#options;
    const { touched } = this.#options;
    const asked = {
      ran: this.#selectedIds,
      all: this.#allRules,
      clusters: this.#results,
      partly: touched !== undefined,
    };
    const judged = this.#waivers.judged(asked, { select, severity });
    if (judged !== null) this.#results.push(judged);
  }
}

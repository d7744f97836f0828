import { rules } from '../../../rules/index.js';
import type { Accept } from '../../engine/acceptance.js';
import type { ClusterResult, Phase, RunResult, Severity } from '../../engine/result.js';
import { check, unusable } from '../../engine/run.js';
import { runResult } from '../../engine/run-result.js';
import type { Target } from '../../engine/target.js';
import { beforeCreation } from '../../jobcenter/before-creation.js';
import type { PreflightArguments } from '../../jobcenter/live/command-line.js';
import type { Cluster } from '../../jobcenter/model.js';
import { PACK } from '../../jobcenter/pack.js';
import { isBlocking } from '../../jobcenter/stage.js';
import type { Connecting } from '../../redact/heard-servers.js';
import { defaultLimits } from '../../source/limits.js';
import {
  declaredCluster,
  inferredCluster,
  manifestFolder,
  type PreflightInputs,
} from '../inputs/preflight-cluster.js';
import type { DnsAllowed } from '../options/dns-options.js';
import { RunWaivers } from '../settings/run-waivers.js';
import { type Draw, withPicture } from './drawing.js';

/** What listens to the traffic. */
export interface Through {
  readonly dns?: (allowed: DnsAllowed | null) => DnsAllowed | null;
  readonly connecting?: (contacts: Connecting) => Connecting;
}

export interface PreflightOptions extends PreflightInputs {
  /** Which rules run, by full name; default all. */
  readonly select?: (rule: string) => boolean;
  /** The severity that somebody set for a rule; default: as the rule says. */
  readonly severity?: ((rule: string) => Severity | undefined) | undefined;
  /** The day on which waivers have to hold, `YYYY-MM-DD`; without it they are not read. */
  readonly today?: string;
  /** The only waiver file that counts; default: those beside the manifest and in `cwd`. */
  readonly waivers?: string | undefined;
  /** Which findings are known already; default none. */
  readonly accept?: Accept | null;
  readonly inlineConfig?: boolean;
  readonly requireComplete?: boolean;
  /** Draws the cluster, and has the result tell how each subject ended; default none. */
  readonly draw?: Draw;
  /** Called with the finished model before the rules run: where traffic of preflight's own may add to it. */
  readonly network?: (target: Target<Cluster>, through?: Through) => Promise<Target<Cluster>>;
}

export interface PreflightResult {
  readonly result: RunResult;
  /** Null where the manifest cannot be used. */
  readonly cluster: Cluster | null;
  /** Full names of the rules that leave the stage open when they are not checked. */
  readonly blocking: ReadonlySet<string>;
}

/**
 * Checks the site of the arguments on this node.
 * @throws {UsageError} when the arguments, the manifest and the machine do not go together.
 */
export async function runPreflight(
  args: PreflightArguments,
  options: PreflightOptions,
): Promise<PreflightResult> {
  const { select, severity, stage, requireComplete = false } = options;
  const allRules = rules.map((rule) => `${PACK}/${rule.name}`);
  const selected = rules.filter((rule) => select?.(`${PACK}/${rule.name}`) ?? true);
  const ids = selected.map((rule) => `${PACK}/${rule.name}`);
  const blocks = (rule: { readonly severity: Severity; readonly phases: readonly Phase[] }) =>
    isBlocking(rule, stage) || (requireComplete && rule.severity === 'error');
  const blocking = new Set(
    selected
      .map(({ name, phases, severity: own }) => ({ id: `${PACK}/${name}`, phases, own }))
      .filter(({ id, phases, own }) => blocks({ phases, severity: severity?.(id) ?? own }))
      .map(({ id }) => id),
  );
  const waivers = new RunWaivers({
    cwd: options.cwd,
    today: options.today,
    waivers: options.waivers,
    limits: options.limits ?? defaultLimits,
    disguise: options.disguise,
  });
  const finish = (checked: ClusterResult, internalErrors: readonly string[]) => {
    const judged = waivers.judged(
      { ran: ids, all: allRules, clusters: [checked], partly: true },
      { select, severity },
    );
    return runResult(judged === null ? [checked] : [checked, judged], {
      rules: ids,
      inputProblems: waivers.problems,
      internalErrors,
    });
  };

  const declared = options.manifest === undefined ? null : manifestFolder(options.manifest, options.cwd);
  const shown = options.disguise?.shown ?? ((path: string) => path);
  if (declared !== null) waivers.beside(declared.folder, shown(declared.manifest));
  const loaded =
    declared === null
      ? { state: 'loaded' as const, target: await inferredCluster(args, options) }
      : await declaredCluster(declared, args, options);
  if (loaded.state === 'unusable')
    return { result: finish(unusable(loaded, ids), []), cluster: null, blocking };
  const target = (await options.network?.(loaded.target)) ?? loaded.target;
  const accept = waivers.accept(target.manifest, options.accept ?? null);
  const { result, internalErrors } = check(selected.map(beforeCreation), target, {
    outcomes: options.draw !== undefined,
    pack: PACK,
    allRules,
    inlineConfig: options.inlineConfig ?? true,
    ...(accept === null ? {} : { accept }),
    select,
    severity,
    blocking: blocks,
  });
  const drawn = withPicture(result, target.model, options.draw);
  return { result: finish(drawn, internalErrors), cluster: target.model, blocking };
}

import { rules } from '../../../rules/index.js';
import type { Accept } from '../../engine/acceptance.js';
import type { ClusterResult, RunResult, Severity } from '../../engine/result.js';
import { check, unusable } from '../../engine/run.js';
import { runResult } from '../../engine/run-result.js';
import type { Target } from '../../engine/target.js';
import { withHalted } from '../../jobcenter/diagnosis/halted.js';
import type { Cluster } from '../../jobcenter/model.js';
import { registerMachineIds } from '../../jobcenter/network.js';
import { PACK } from '../../jobcenter/pack.js';
import { type Draw, withPicture } from '../running/drawing.js';
import type { OpenedCase } from './open-case.js';

export interface CheckCaseOptions {
  /** Which rules run, by full name; default all. */
  readonly select?: (rule: string) => boolean;
  /** Whether comments may suppress findings; default true. */
  readonly inlineConfig?: boolean;
  /** Whether an error rule that was not checked blocks the verdict; default false. */
  readonly requireComplete?: boolean;
  /** Which findings are known already; default none. */
  readonly accept?: Accept;
  /** The severity that somebody set for a rule; default: as the rule says. */
  readonly severity?: (rule: string) => Severity | undefined;
  /** Whether a failover failed: then what its start lacked where it got stuck is asked as well; default false. */
  readonly failed?: boolean;
  /** Draws each cluster, and has the result tell how each subject ended; default none. */
  readonly draw?: Draw;
}

/** A cluster with what its checks gave. */
export interface CheckedCluster {
  readonly target: Target<Cluster>;
  readonly result: ClusterResult;
}

export interface CheckedCase {
  /** Of all clusters, those with an unusable manifest included. */
  readonly result: RunResult;
  readonly clusters: readonly CheckedCluster[];
}

/** Runs the rules over every cluster of a case. */
export function checkCase(opened: OpenedCase, options: CheckCaseOptions = {}): CheckedCase {
  const { select, accept, severity, draw } = options;
  const selected = rules.filter((rule) => select?.(`${PACK}/${rule.name}`) ?? true);
  const ids = selected.map((rule) => `${PACK}/${rule.name}`);
  const internalErrors: string[] = [];
  const clusters = opened.targets.map((each): CheckedCluster => {
    const target = options.failed === true ? { ...each, model: withHalted(each.model) } : each;
    const checked = check(selected, target, {
      pack: PACK,
      allRules: rules.map((rule) => `${PACK}/${rule.name}`),
      inlineConfig: options.inlineConfig ?? true,
      outcomes: draw !== undefined,
      ...(accept === undefined ? {} : { accept }),
      ...(severity === undefined ? {} : { severity }),
      blocking: (rule) => options.requireComplete === true && rule.severity === 'error',
    });
    internalErrors.push(...checked.internalErrors);
    registerMachineIds(target.model);
    return { target, result: withPicture(checked.result, target.model, draw) };
  });
  const results = [
    ...clusters.map(({ result }) => result),
    ...opened.unusable.map((each) => unusable(each, ids)),
  ];
  const result = runResult(results, { rules: ids, inputProblems: opened.problems, internalErrors });
  return { result, clusters };
}

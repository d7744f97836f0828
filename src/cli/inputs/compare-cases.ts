import { rules } from '../../../rules/index.js';
import type { Difference } from '../../engine/difference.js';
import type { RunResult } from '../../engine/result.js';
import type { ClusterState } from '../../jobcenter/comparison/compare.js';
import { compareStates } from '../../jobcenter/comparison/compare.js';
import { PACK } from '../../jobcenter/pack.js';
import type { Localized } from '../../message/language.js';
import { type CheckCaseOptions, type CheckedCase, checkCase } from './check-case.js';
import { type CaseOptions, type OpenedCase, openCase } from './open-case.js';

export interface ComparedCases {
  /** Of the newer state, with pictures where they are drawn. */
  readonly result: RunResult;
  readonly difference: Difference;
  /** Inputs that could not be used (exit 2). */
  readonly problems: readonly Localized[];
  /** Rules that threw (exit 3). */
  readonly internalErrors: readonly string[];
}

/** Opens two states, checks both, and compares their clusters: by name, or the only one of each. */
export async function compareCases(
  before: string,
  after: string,
  options: CaseOptions & Pick<CheckCaseOptions, 'draw'>,
): Promise<ComparedCases> {
  const older = await checked(before, options, {});
  const newer = await checked(after, options, options);
  const needs = new Map(rules.map((rule) => [`${PACK}/${rule.name}`, rule.needs]));
  const { pairs, alone } = paired(older.clusters, newer.clusters);
  const compared = pairs.map(([one, other]) => compareStates(one, other, (rule) => needs.get(rule) ?? []));
  const problems = [...older.result.inputProblems, ...newer.result.inputProblems];
  return {
    result: newer.result,
    difference: {
      before: options.shown?.(before) ?? before,
      after: options.shown?.(after) ?? after,
      compared: pairs.map(([, { result }]) => result.name ?? ''),
      changes: compared.flatMap(({ changes }) => changes),
      unexplained: {
        breaks: compared.flatMap(({ unexplained }) => unexplained.breaks),
        mends: compared.flatMap(({ unexplained }) => unexplained.mends),
      },
      notCompared: [...alone, ...compared.flatMap(({ notCompared }) => notCompared), ...problems],
    },
    problems,
    internalErrors: [...older.result.internalErrors, ...newer.result.internalErrors],
  };
}

interface Checked {
  readonly clusters: readonly ClusterState[];
  readonly result: CheckedCase['result'];
}

async function checked(path: string, options: CaseOptions, check: CheckCaseOptions): Promise<Checked> {
  const opened: OpenedCase = await openCase([path], options);
  const { clusters, result } = checkCase(opened, check);
  return {
    clusters: clusters.map(({ target, result: of }) => ({ cluster: target.model, result: of })),
    result,
  };
}

function paired(before: readonly ClusterState[], after: readonly ClusterState[]) {
  const [one, ...more] = before;
  const [other, ...others] = after;
  if (one !== undefined && other !== undefined && more.length + others.length === 0)
    return { pairs: [[one, other] as const], alone: [] };
  const name = ({ result }: ClusterState) => result.name ?? '';
  const pairs = after.flatMap((newer) => {
    const older = before.find((each) => name(each) === name(newer));
    return older === undefined ? [] : [[older, newer] as const];
  });
  const alone = (states: readonly ClusterState[], side: 0 | 1, en: string, ja: string): Localized[] =>
    states
      .filter((state) => !pairs.some((pair) => pair[side] === state))
      .map((state) => ({
        en: `the cluster ${name(state)}: only in the ${en} state`,
        ja: `クラスタ ${name(state)}: ${ja}の側にしかありません`,
      }));
  return { pairs, alone: [...alone(before, 0, 'older', '変更前'), ...alone(after, 1, 'newer', '変更後')] };
}

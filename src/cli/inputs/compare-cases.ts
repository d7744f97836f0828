import { rules } from '../../../rules/index.js';
import type { Difference } from '../../engine/difference.js';
import type { RunResult } from '../../engine/result.js';
import type { ClusterState } from '../../jobcenter/comparison/compare.js';
import { compareStates } from '../../jobcenter/comparison/compare.js';
import { compareNodes, differentNodes } from '../../jobcenter/comparison/nodes.js';
import { isoTime } from '../../jobcenter/comparison/time.js';
import { nameKey } from '../../jobcenter/names.js';
import { PACK } from '../../jobcenter/pack.js';
import type { Localized } from '../../message/language.js';
import { type CheckCaseOptions, type CheckedCluster, checkCase } from './check-case.js';
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

const needs = new Map(rules.map((rule) => [`${PACK}/${rule.name}`, rule.needs]));
const needsOf = (rule: string) => needs.get(rule) ?? [];

/**
 * Opens two states, checks both, and compares their clusters: by name, or the only one of each. Of two nodes of one
 * cluster the difference between them is told.
 */
export async function compareCases(
  before: string,
  after: string,
  options: CaseOptions & Pick<CheckCaseOptions, 'draw'>,
): Promise<ComparedCases> {
  const older = await openCase([before], options);
  const newer = await openCase([after], options);
  const names = { before: options.shown?.(before) ?? before, after: options.shown?.(after) ?? after };
  const times = { before: timesOf(older), after: timesOf(newer) };
  const collected = { before: lastOf(times.before), after: lastOf(times.after) };
  const nodes = nodesOf(older, newer);
  const [first] = times.before;
  const last = times.after.at(-1);
  const swapped = nodes === null && first !== undefined && last !== undefined && first > last;
  const compared =
    nodes === null
      ? comparedStates(older, newer, options)
      : comparedNodes(await openCase([before, after], options), nodes, options);
  const { difference, result, problems, internalErrors } = compared;
  return { difference: { ...names, collected, swapped, ...difference }, result, problems, internalErrors };
}

type Compared = Omit<ComparedCases, 'difference'> & {
  readonly difference: Omit<Difference, 'before' | 'after' | 'collected' | 'swapped'>;
};

function nodesOf({ targets: [one, ...more] }: OpenedCase, { targets: [other, ...others] }: OpenedCase) {
  if (one === undefined || other === undefined || more.length + others.length > 0) return null;
  return differentNodes(one.model, other.model);
}

function comparedNodes(
  both: OpenedCase,
  nodes: readonly [string, string],
  options: CheckCaseOptions,
): Compared {
  const { clusters, result } = checkCase(both, options);
  const states = clusters.map(stateOf);
  const compared = states.map((state) => ({ state, difference: compareNodes(state, nodes, needsOf) }));
  const found = compared.find(({ difference }) => difference !== null);
  const problems = result.inputProblems;
  return {
    result,
    problems,
    internalErrors: result.internalErrors,
    difference: {
      nodes: { before: nodes[0], after: nodes[1] },
      compared: found === undefined ? [] : [found.state.result.name ?? ''],
      changes: found?.difference?.changes ?? [],
      expected: found?.difference?.expected ?? [],
      alike: found?.difference?.alike ?? 0,
      unexplained: found?.difference?.unexplained ?? { breaks: [], mends: [] },
      oneSided: { before: [], after: [] },
      notCompared: [...(found?.difference?.notCompared ?? []), ...problems],
    },
  };
}

function comparedStates(before: OpenedCase, after: OpenedCase, options: CheckCaseOptions): Compared {
  const older = checkCase(before);
  const newer = checkCase(after, options);
  const { pairs, alone } = paired(older.clusters.map(stateOf), newer.clusters.map(stateOf));
  const compared = pairs.map(([one, other]) => compareStates(one, other, needsOf));
  const problems = [...older.result.inputProblems, ...newer.result.inputProblems];
  return {
    result: newer.result,
    problems,
    internalErrors: [...older.result.internalErrors, ...newer.result.internalErrors],
    difference: {
      nodes: null,
      compared: pairs.map(([, { result }]) => result.name ?? ''),
      changes: compared.flatMap(({ changes }) => changes),
      expected: compared.flatMap(({ expected }) => expected),
      alike: 0,
      unexplained: {
        breaks: compared.flatMap(({ unexplained }) => unexplained.breaks),
        mends: compared.flatMap(({ unexplained }) => unexplained.mends),
      },
      oneSided: {
        before: compared.flatMap(({ oneSided }) => oneSided.before),
        after: compared.flatMap(({ oneSided }) => oneSided.after),
      },
      notCompared: [...alone, ...compared.flatMap(({ notCompared }) => notCompared), ...problems],
    },
  };
}

const stateOf = ({ target, result }: CheckedCluster): ClusterState => ({ cluster: target.model, result });

/** When a state's nodes were collected: seconds since 1970, in their order. */
const timesOf = ({ targets }: OpenedCase): readonly number[] =>
  targets
    .flatMap(({ model }) => model.nodes)
    .flatMap(({ facts: { meta } }) => (meta.state === 'known' ? [meta.value.get('collected_at')?.value] : []))
    .map((text) => Math.floor(Date.parse(text ?? '') / 1000))
    .filter((seconds) => !Number.isNaN(seconds))
    .sort((a, b) => a - b);

const lastOf = (times: readonly number[]): string | null => {
  const last = times.at(-1);
  return last === undefined ? null : isoTime(last);
};

/** How much speaks for two states being of one cluster: its name, and the share of nodes that both have. */
function likeness(older: ClusterState, newer: ClusterState): number {
  const known = new Set(older.result.nodes.map(nameKey));
  const both = newer.result.nodes.filter((node) => known.has(nameKey(node))).length;
  const most = Math.max(1, older.result.nodes.length, newer.result.nodes.length);
  return (older.result.name === newer.result.name ? 1 : 0) + both / most;
}

function paired(before: readonly ClusterState[], after: readonly ClusterState[]) {
  const [one, ...more] = before;
  const [other, ...others] = after;
  if (one !== undefined && other !== undefined && more.length + others.length === 0)
    return { pairs: [[one, other] as const], alone: [] };
  const name = ({ result }: ClusterState) => result.name ?? '';
  // Two clusters may have one name, and one may have been renamed; the likest pairs are taken first.
  const likely = after
    .flatMap((newer) => before.map((older) => ({ older, newer, likeness: likeness(older, newer) })))
    .filter((pair) => pair.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const taken = new Set<ClusterState>();
  const found = likely.flatMap(({ older, newer }) => {
    if (taken.has(older) || taken.has(newer)) return [];
    taken.add(older).add(newer);
    return [[older, newer] as const];
  });
  const pairs = found.sort(([, a], [, b]) => after.indexOf(a) - after.indexOf(b));
  const alone = (states: readonly ClusterState[], side: 0 | 1, en: string, ja: string): Localized[] =>
    states
      .filter((state) => !pairs.some((pair) => pair[side] === state))
      .map((state) => ({
        en: `the cluster ${name(state)}: only in the ${en} state`,
        ja: `クラスタ ${name(state)}: ${ja}の側にしかありません`,
      }));
  return { pairs, alone: [...alone(before, 0, 'older', '変更前'), ...alone(after, 1, 'newer', '変更後')] };
}

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compareCases } from '../../src/cli/inputs/compare-cases.js';
import type { Difference } from '../../src/engine/difference.js';
import type { Finding } from '../../src/engine/result.js';
import { fastFolder } from '../fast-folder.js';
import { generate } from './cluster.js';
import { type Fault, faulty } from './faults/fault.js';
import { type Tree, writeTree } from './tree.js';

/** Compares two trees as a user would: two folders on disk. @throws when a side could not be used or a rule threw */
export async function compareTrees(before: Tree, after: Tree): Promise<Difference> {
  const cwd = fastFolder('cjclint-difference-');
  try {
    for (const [name, tree] of [
      ['before', before],
      ['after', after],
    ] as const) {
      mkdirSync(join(cwd, name));
      writeTree(join(cwd, name), tree);
    }
    const { difference, problems, internalErrors } = await compareCases('before', 'after', { cwd });
    const [trouble] = [...problems.map(({ en }) => en), ...internalErrors];
    if (trouble !== undefined) throw new Error(trouble);
    return difference;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** How a fault fared in a comparison with the cluster as it was before, there and back. */
export interface Comparison {
  readonly kind: Fault;
  readonly seed: number;
  /** The fault's own finding stands under a change when the fault comes, or the older state could not tell of it. */
  readonly isBlamed: boolean;
  /** The same for when it goes again. */
  readonly isCredited: boolean;
  /** Changes that were shown when the fault came. */
  readonly changes: readonly string[];
  /** Findings that came or went, either way, without a change that explains them. */
  readonly unexplained: readonly string[];
  /** How many findings were told of one state, of which the other state could not tell. */
  readonly oneSided: number;
}

/** @returns null for a fault that changes nothing, since every cluster of its kind has it */
export async function judgeDifference(kind: Fault, seed: number): Promise<Comparison | null> {
  const healthy = generate(seed, kind.wants).tree;
  const broken = faulty(kind, seed).cluster.tree;
  if (isDeepStrictEqual(healthy, broken)) return null;
  const there = await compareTrees(healthy, broken);
  const back = await compareTrees(broken, healthy);
  const isOwn = ({ rule }: Finding) => rule === `jobcenter/${kind.rule}`;
  return {
    kind,
    seed,
    isBlamed: [...there.changes.flatMap(({ breaks }) => breaks), ...there.oneSided.after].some(isOwn),
    isCredited: [...back.changes.flatMap(({ mends }) => mends), ...back.oneSided.before].some(isOwn),
    changes: there.changes.map(
      ({ what, before, after }) => `${what.en}: ${before?.text.en} -> ${after?.text.en}`,
    ),
    unexplained: [there, back].flatMap(({ unexplained: { breaks, mends } }) => [
      ...breaks.map((finding) => `+ ${said(finding)}`),
      ...mends.map((finding) => `- ${said(finding)}`),
    ]),
    oneSided: [there, back].reduce(
      (sum, { oneSided }) => sum + oneSided.before.length + oneSided.after.length,
      0,
    ),
  };
}

const said = ({ rule, message }: Finding) => `${rule.replace('jobcenter/', '')}: ${message.en}`;

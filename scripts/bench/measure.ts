import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A program to measure: arguments for this Node. */
export type Program = readonly string[];

/** How long and how often to measure. */
export interface Effort {
  readonly pairs: number;
  /** No new pair is begun after this many milliseconds; one pair is always measured. */
  readonly milliseconds: number;
}

/** Runs a program to its end, its output thrown away. @returns milliseconds from spawn to exit. */
function timeOf(program: Program): number {
  const start = performance.now();
  run(program);
  return performance.now() - start;
}

function run(program: Program, environment: NodeJS.ProcessEnv = process.env): void {
  const { status, signal, error, stderr } = spawnSync(process.execPath, program, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment,
  });
  // 1 is "findings", which the measured example may have; anything else measured nothing.
  if (status === 0 || status === 1) return;
  throw new Error(`${program.join(' ')} ended with ${status ?? signal ?? error}:\n${stderr}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** What paired runs gave. */
export interface PairedTimes {
  /** The median of the ratios pair by pair, so that a machine that slows down in between weighs on both sides. */
  readonly ratio: number;
  /** Medians in milliseconds. */
  readonly time: number;
  readonly base: number;
  readonly pairs: number;
}

/** Runs `program`, `base`, `program`, `base` … on this machine; a first pair warms the caches and is not counted. */
export function pairedTimes(program: Program, base: Program, effort: Effort): PairedTimes {
  const end = performance.now() + effort.milliseconds;
  timeOf(program);
  timeOf(base);
  const times: number[] = [];
  const bases: number[] = [];
  do {
    times.push(timeOf(program));
    bases.push(timeOf(base));
  } while (times.length < effort.pairs && performance.now() < end);
  const ratios = times.map((time, index) => time / (bases[index] ?? Number.NaN));
  return { ratio: median(ratios), time: median(times), base: median(bases), pairs: times.length };
}

/** @returns the peak resident memory of one run, in MiB. */
export function peakMemory(program: Program, scratch: string): number {
  const file = join(scratch, 'peak-memory');
  const hook = resolve(import.meta.dirname, 'peak-memory.mjs');
  run(['--import', hook, ...program], { ...process.env, PEAK_MEMORY: file });
  return Number(readFileSync(file, 'utf8')) / 1024;
}

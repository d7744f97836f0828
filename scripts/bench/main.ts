/**
 * `npm run bench`: what cjclint costs, each figure beside its aim. Times are ratios of paired runs on one machine,
 * since absolute times say more about the machine. `--quick` is a smoke test with a tiny fleet,
 * `--program` another bundle.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { haveServers } from '../../test/resolve/name-servers.js';
import { filesPerCluster, writeFleet } from './fleet.js';
import { lookUps } from './look-ups.js';
import { type Effort, type PairedTimes, pairedTimes, peakMemory } from './measure.js';

const root = resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    program: { type: 'string', default: join(root, 'dist/cjclint.mjs') },
  },
});
const { quick, program } = options;
const reader = join(import.meta.dirname, 'read-fleet.mjs');
const example = join(root, 'fixtures/clusters/healthy');

const small = quick ? 20 : 2_000;
const large = small * 10;
const startUp: Effort = quick ? { pairs: 2, milliseconds: 2_000 } : { pairs: 41, milliseconds: 20_000 };
const fleets: Effort = quick ? { pairs: 1, milliseconds: 2_000 } : { pairs: 9, milliseconds: 60_000 };
const growth: Effort = quick ? { pairs: 1, milliseconds: 2_000 } : { pairs: 3, milliseconds: 120_000 };

const lint = (path: string) => [program, 'lint', path];

function print(what: string, value: string, aim: number, met: boolean, detail: string): void {
  console.log(
    `${what.padEnd(58)} ${value.padStart(9)}   aim ≤ ${String(aim).padEnd(4)} ${met ? 'met   ' : 'MISSED'} ${detail}`,
  );
}

function printRatio(what: string, { ratio, time, base, pairs }: PairedTimes, aim: number): void {
  const detail = `(${time.toFixed(0)} ms / ${base.toFixed(0)} ms, ${pairs} ${pairs === 1 ? 'pair' : 'pairs'})`;
  print(what, ratio.toFixed(2), aim, ratio <= aim, detail);
}

const scratch = mkdtempSync(join(tmpdir(), 'cjclint-bench-'));
process.once('SIGINT', () => {
  rmSync(scratch, { recursive: true, force: true });
  process.exit(130);
});
try {
  printRatio('lint of one cluster / node -e 0', pairedTimes(lint(example), ['-e', '0'], startUp), 2);

  if (haveServers('named', 'dig')) {
    const names = quick ? 100 : 5_000;
    const { memory, ...times } = await lookUps(names, quick ? 1 : 5, scratch);
    const many = names.toLocaleString('en');
    printRatio(
      `look-up of ${many} names, forward and reverse / dig -f`,
      { ...times, pairs: quick ? 1 : 5 },
      0.5,
    );
    console.log(
      `${'peak memory of this process, look-ups'.padEnd(58)} ${`${memory.toFixed(0)} MiB`.padStart(9)}`,
    );
  }

  const smallFleet = join(scratch, 'small');
  writeFleet(smallFleet, small);
  const of = (clusters: number) => `${clusters.toLocaleString('en')} clusters`;
  const files = (small * filesPerCluster).toLocaleString('en');
  const read = pairedTimes(lint(smallFleet), [reader, smallFleet], fleets);
  printRatio(`lint of ${of(small)} / reading their ${files} files`, read, 3);

  const memory = peakMemory(lint(smallFleet), scratch);
  print(`peak memory, ${of(small)}`, `${memory.toFixed(0)} MiB`, 250, memory <= 250, '');

  const largeFleet = join(scratch, 'large');
  writeFleet(largeFleet, large);
  printRatio(
    `lint of ${of(large)} / of ${of(small)}`,
    pairedTimes(lint(largeFleet), lint(smallFleet), growth),
    11,
  );
  const largeMemory = peakMemory(lint(largeFleet), scratch);
  console.log(`${`peak memory, ${of(large)}`.padEnd(58)} ${`${largeMemory.toFixed(0)} MiB`.padStart(9)}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

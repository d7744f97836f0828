import { faults } from '../test/generate/faults.js';
import { judge, type Verdict } from '../test/generate/judge.js';

/** Prints the detection table: every kind of single fault in several random clusters, and what was found of it. */
const [only = '', count = '3'] = process.argv.slice(2);
const verbose = process.argv.includes('--verbose');
const seeds = Array.from({ length: Number(count) || 3 }, (_, index) => (index + 1) * 97);
const chosen = faults.filter((fault) => fault.id.startsWith(only.startsWith('--') ? '' : only));
const width = Math.max(...chosen.map((fault) => fault.id.length), 5);

const row = (...cells: readonly [string, string, string, string, string]) =>
  `${cells[0].padEnd(width)}  ${cells[1].padEnd(8)}  ${cells[2].padEnd(6)}  ${cells[3].padEnd(6)}  ${cells[4]}`;

console.log(row('fault', 'expected', 'found', 'placed', 'others'));
let good = 0;
for (const kind of chosen) {
  const verdicts: Verdict[] = [];
  for (const seed of seeds) verdicts.push(await judge(kind, seed));
  const found = verdicts.filter((verdict) => verdict.found).length;
  const placed = verdicts.filter((verdict) => verdict.placed).length;
  const others = verdicts.flatMap((verdict) => verdict.others);
  const rules = [...new Set(others.map((other) => other.split(' ').slice(0, 2).join(' ')))];
  if (found === seeds.length && placed === seeds.length && others.length === 0) good += 1;
  console.log(
    row(
      kind.id,
      kind.severity,
      `${found}/${seeds.length}`,
      `${placed}/${seeds.length}`,
      rules.join(', ') || '-',
    ),
  );
  if (!verbose) continue;
  for (const { seed, said, others: strange } of verdicts) {
    for (const line of [...said, ...strange]) console.log(`    seed ${seed}: ${line}`);
  }
}
console.log(
  `${good} of ${chosen.length} kinds of fault found by the right rule, at the right place, without other complaints`,
);
process.exitCode = good === chosen.length ? 0 : 1;

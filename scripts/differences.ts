import { faults } from '../test/generate/faults.js';
import { type Comparison, judgeDifference } from '../test/generate/judge-difference.js';

/**
 * Prints whether `diff` lays the findings of every kind of fault to a change, when the fault comes and when it goes.
 * `npm run differences -- vip-link 5 --verbose`: the kinds that begin so, in 5 clusters each, with all that was shown.
 */
const [only = '', count = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const verbose = process.argv.includes('--verbose');
const seeds = Array.from({ length: Number(count) || 2 }, (_, index) => (index + 1) * 97);
const chosen = faults.filter(({ id }) => id.startsWith(only));
const width = Math.max(...chosen.map(({ id }) => id.length), 5);
const row = (first: string, ...cells: readonly [string, string, string, string, string]) =>
  [first.padEnd(width), ...cells.map((cell) => cell.padEnd(9))].join('  ').trimEnd();

console.log(row('fault', 'brought', 'mended', 'changes', 'one side', 'unexplained'));
let good = 0;
for (const kind of chosen) {
  const done: Comparison[] = [];
  for (const seed of seeds) {
    const comparison = await judgeDifference(kind, seed);
    if (comparison !== null) done.push(comparison);
  }
  const times = (of: (comparison: Comparison) => boolean) => `${done.filter(of).length}/${done.length}`;
  const unexplained = [...new Set(done.flatMap((each) => each.unexplained))];
  const rules = [...new Set(unexplained.map((text) => text.slice(0, text.indexOf(':'))))];
  const isGood = done.every(({ isBlamed, isCredited }) => isBlamed && isCredited);
  if (isGood && unexplained.length === 0) good += 1;
  console.log(
    row(
      kind.id,
      times(({ isBlamed }) => isBlamed),
      times(({ isCredited }) => isCredited),
      done.map(({ changes }) => changes.length).join(' '),
      done.map(({ oneSided }) => oneSided).join(' '),
      rules.join(', ') || '-',
    ),
  );
  if (!verbose) continue;
  for (const { seed, changes } of done) for (const line of changes) console.log(`    seed ${seed}: ${line}`);
  for (const line of unexplained) console.log(`    unexplained ${line}`);
}
console.log(
  `${good} of ${chosen.length} kinds of fault explained by a change, when they come and when they go`,
);
process.exitCode = good === chosen.length ? 0 : 1;

import { failedFailover, failoverKinds, healthyFailover, twoFaults } from '../test/generate/failover.js';
import { judgeFailover, rankOf, stepTrouble } from '../test/generate/judge-failover.js';

/**
 * Prints how failed failovers were diagnosed: every kind of fault in several random clusters, which rank the right
 * cause got and whether the right step of the rehearsal fails. `npm run diagnosis -- vip-link 20 --verbose`: the kinds
 * that begin so, 20 seeds of each, and what else was said.
 */
const [only = '', count = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const verbose = process.argv.includes('--verbose');
const seeds = Array.from({ length: Number(count) || 4 }, (_, index) => (index + 1) * 53);
const chosen = failoverKinds.filter(({ id }) => id.startsWith(only));
const width = Math.max(...chosen.map(({ id }) => id.length), 5);
const row = (...cells: readonly [string, string, string, string]) =>
  `${cells[0].padEnd(width)}  ${cells[1].padEnd(10)}  ${cells[2].padEnd(10)}  ${cells[3]}`;
const perHundred = (part: number, whole: number) => Math.floor((100 * part) / Math.max(1, whole));

interface Tally {
  asked: number;
  first: number;
  withinThree: number;
  stepsAsked: number;
  stepsRight: number;
}
const tally = (): Tally => ({ asked: 0, first: 0, withinThree: 0, stepsAsked: 0, stepsRight: 0 });
const total = { told: tally(), silent: tally() };

console.log(row('fault', 'symptom', 'none', 'rehearsal'));
for (const kind of chosen) {
  const ranks = { told: [] as string[], silent: [] as string[] };
  const troubles: string[] = [];
  let stepsAsked = 0;
  const said: string[] = [];
  for (const seed of seeds) {
    const failover = failedFailover(kind, seed);
    const judgement = await judgeFailover(failover, seed);
    const [cause] = failover.causes;
    const rank = cause === undefined ? null : rankOf(judgement.diagnosis, cause);
    const way = failover.symptom === null ? 'silent' : 'told';
    const counts = total[way];
    counts.asked += 1;
    if (rank === 1) counts.first += 1;
    if (rank !== null && rank <= 3) counts.withinThree += 1;
    ranks[way].push(rank === null ? '-' : String(rank));
    const trouble = stepTrouble(judgement, failover);
    if (failover.steps !== null) {
      stepsAsked += 1;
      counts.stepsAsked += 1;
      if (trouble === null) counts.stepsRight += 1;
    }
    if (trouble !== null) troubles.push(trouble);
    if (rank === 1 && trouble === null) continue;
    const causes = judgement.diagnosis.causes.slice(0, 3).map((each) => `${each.rule} on ${each.node}`);
    said.push(
      `    seed ${seed}, ${failover.move.scene} to ${failover.move.to.name}, ${failover.symptom ?? 'no symptom'}: ${causes.join('; ')}`,
    );
  }
  const right = stepsAsked === 0 ? 'not asked' : `${stepsAsked - troubles.length}/${stepsAsked}`;
  const wrong = troubles.length > 0 ? ` ${[...new Set(troubles)].join('; ')}` : '';
  console.log(row(kind.id, ranks.told.join(' '), ranks.silent.join(' '), right + wrong));
  if (verbose) for (const line of said) console.log(line);
}

const both = { asked: 0, good: 0 };
for (let seed = 1; only === '' && seed <= seeds.length * 25; seed += 1) {
  const failover = twoFaults(seed);
  const { diagnosis } = await judgeFailover({ ...failover }, seed);
  const ranks = failover.causes.map((cause) => rankOf(diagnosis, cause));
  both.asked += 1;
  if (ranks.every((rank) => rank !== null && rank <= 3)) both.good += 1;
  else {
    const causes = diagnosis.causes.map(({ rule, node }) => `${rule.replace('jobcenter/', '')} on ${node}`);
    const kinds = failover.causes.map(({ kind }, at) => `${kind.id}: ${ranks[at] ?? '-'}`).join(', ');
    console.log(`two faults, seed ${seed}: ${kinds}${verbose ? `\n    ${causes.join('; ')}` : ''}`);
  }
}

const healthy = { asked: 0, good: 0 };
for (let seed = 1; only === '' && seed <= seeds.length * 10; seed += 1) {
  const judgement = await judgeFailover(healthyFailover(seed), seed);
  const failing = judgement.rehearsals.flatMap(({ steps }) =>
    steps.filter(({ status }) => status === 'fails'),
  );
  healthy.asked += 1;
  if (failing.length === 0) healthy.good += 1;
  else
    console.log(`healthy, seed ${seed}: ${[...new Set(failing.map(({ step }) => step))].join(', ')} fails`);
}

const { told, silent } = total;
const sum = (of: (counts: Tally) => number) => of(told) + of(silent);
const asked = sum((counts) => counts.asked);
const first = sum((counts) => counts.first);
const three = sum((counts) => counts.withinThree);
const stepsAsked = sum((counts) => counts.stepsAsked);
const stepsRight = sum((counts) => counts.stepsRight);
for (const [name, counts] of [
  ['with a symptom', told],
  ['without one', silent],
] as const)
  console.log(`${name}: first in ${counts.first} of ${counts.asked}, within three in ${counts.withinThree}`);
console.log(`rehearsal: the right step fails in ${stepsRight} of ${stepsAsked}`);
console.log(`healthy failovers: no step fails in ${healthy.good} of ${healthy.asked}`);
console.log(
  `${asked} failed failovers of ${chosen.length} kinds: first in ${perHundred(first, asked)} of 100, within three in ${perHundred(three, asked)}; two faults: both within three in ${perHundred(both.good, both.asked)}`,
);
const met =
  first * 100 >= 95 * asked &&
  three === asked &&
  both.good === both.asked &&
  stepsRight === stepsAsked &&
  healthy.good === healthy.asked;
process.exitCode = met ? 0 : 1;

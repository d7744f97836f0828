import { describe, expect, it } from 'vitest';
import { generate } from './generate/cluster.js';
import { faults } from './generate/faults.js';
import { judge, lintCluster, shown } from './generate/judge.js';

/** `FAULTS=ipaddress-valid` runs the faults of one rule, `SEEDS=20` more clusters of each kind. */
const only = process.env.FAULTS;
const seeds = Number(process.env.SEEDS ?? 3);
const chosen = faults.filter((fault) => only === undefined || fault.id.startsWith(only));

describe.skipIf(only !== undefined)('a healthy cluster', () => {
  const HEALTHY = 300;
  const STEP = 50;
  for (let first = 0; first < HEALTHY; first += STEP) {
    it(`has neither error nor warning, and nothing in it is misread (seeds ${first} to ${first + STEP - 1})`, async () => {
      const complaints: string[] = [];
      for (let seed = first; seed < first + STEP; seed += 1) {
        const { findings, inputProblems, internalErrors } = await lintCluster(generate(seed));
        for (const finding of findings) {
          const misread = finding.rule.startsWith('cjclint/');
          if (finding.severity !== 'info' || misread) complaints.push(`seed ${seed}: ${shown(finding)}`);
        }
        complaints.push(...inputProblems.map((problem) => `seed ${seed}: ${problem.en}`), ...internalErrors);
      }
      expect(complaints).toEqual([]);
    });
  }
});

describe('a single fault is found by its rule, at its place, without other complaints', () => {
  for (const kind of chosen) {
    it(kind.id, async () => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const { found, placed, others, said } = await judge(kind, seed * 97);
        expect({ seed: seed * 97, found, placed, others, said }).toMatchObject({
          found: true,
          placed: true,
          others: [],
        });
      }
    });
  }
});

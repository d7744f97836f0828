import { describe, expect, it } from 'vitest';
import { failedFailover, failoverKinds, healthyFailover, twoFaults } from './generate/failover.js';
import { judgeFailover, rankOf, stepTrouble } from './generate/judge-failover.js';

/** `npm run diagnosis` does the same with more seeds, as a table. */
const seeds = Number(process.env.SEEDS ?? 1);

describe('a failed failover', () => {
  it.each(failoverKinds)(
    'by $id has its cause ranked first, and the step that failed fails on paper',
    async (kind) => {
      for (let seed = 1; seed <= seeds; seed += 1) {
        const failover = failedFailover(kind, seed);
        const judgement = await judgeFailover(failover, seed);
        const [cause] = failover.causes;
        const causes = judgement.diagnosis.causes.map(({ rule, node }) => `${rule} on ${node}`);
        expect(cause && rankOf(judgement.diagnosis, cause), causes.join('; ')).toBe(1);
        expect(stepTrouble(judgement, failover)).toBeNull();
      }
    },
  );

  it('for two reasons has both among the first three causes', async () => {
    for (let seed = 1; seed <= 20 * seeds; seed += 1) {
      const failover = twoFaults(seed);
      const { diagnosis } = await judgeFailover(failover, seed);
      const late = failover.causes.filter((cause) => (rankOf(diagnosis, cause) ?? 4) > 3);
      expect(late.map(({ kind }) => `seed ${seed}: ${kind.id}`)).toEqual([]);
    }
  });
});

describe('a failover that went well', () => {
  it('fails in no step when it is rehearsed, in either direction', async () => {
    for (let seed = 1; seed <= 20 * seeds; seed += 1) {
      const { rehearsals } = await judgeFailover(healthyFailover(seed), seed);
      const failing = rehearsals.flatMap(({ from, to, steps }) =>
        steps
          .filter(({ status }) => status === 'fails')
          .map(({ step }) => `seed ${seed}: ${step} ${from} ${to}`),
      );
      expect(rehearsals.length).toBeGreaterThan(0);
      expect(failing).toEqual([]);
    }
  });
});

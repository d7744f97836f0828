import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.js';
import { checkCase } from '../src/cli/inputs/check-case.js';
import { failedFailover, failoverKinds, healthyFailover, twoFaults } from './generate/failover.js';
import { shown } from './generate/judge.js';
import { formOf, openFailover, withSnapshots } from './generate/open-failover.js';

/** `SEEDS=20` for more of each. */
const seeds = Number(process.env.SEEDS ?? 1);

describe('the generator of failed failovers', () => {
  it('knows at least 40 kinds, each with a name of its own and rules that there are', () => {
    expect(failoverKinds.length).toBeGreaterThanOrEqual(40);
    expect(new Set(failoverKinds.map(({ id }) => id)).size).toBe(failoverKinds.length);
    const names = new Set<string>(rules.map(({ name }) => name));
    expect(failoverKinds.flatMap((kind) => kind.rules).filter((rule) => !names.has(rule))).toEqual([]);
  });

  it('gives the same failover for the same seed', () => {
    const [kind] = failoverKinds;
    if (kind === undefined) throw new Error('no kinds');
    const [one, same] = [failedFailover(kind, 4), failedFailover(kind, 4)];
    expect([...one.cluster.tree]).toEqual([...same.cluster.tree]);
    expect(one.symptom).toBe(same.symptom);
  });

  it('lets about half of the failures come with a complaint, in both languages, without a gap in it', () => {
    const symptoms = failoverKinds
      .filter((kind) => !kind.onlyBySymptom)
      .flatMap((kind) => [0, 1, 2, 3].map((seed) => failedFailover(kind, seed).symptom));
    const told = symptoms.filter((symptom) => symptom !== null);
    expect(told.length / symptoms.length).toBeGreaterThan(0.35);
    expect(told.length / symptoms.length).toBeLessThan(0.65);
    expect(told.filter((symptom) => /[{}](site|from|to|vip)/.test(symptom))).toEqual([]);
    expect(told.some((symptom) => /[ぁ-ん]/.test(symptom))).toBe(true);
    expect(told.some((symptom) => /^[ -~]*$/.test(symptom))).toBe(true);
  });

  it('writes a snapshot of each node as the collector does: the tree with its facts at the top', async () => {
    const failover = healthyFailover(2);
    await withSnapshots(failover, 'folder', async (paths, folder) => {
      expect(paths).toEqual(failover.cluster.plan.nodes.map(({ name }) => name));
      for (const path of paths) {
        expect(readdirSync(join(folder, path))).toEqual(expect.arrayContaining(['.facts', 'etc', 'usr']));
        expect(readdirSync(join(folder, path, '.facts'))).toContain('meta');
      }
    });
    for (const form of ['folder', 'archive'] as const) {
      const { targets, problems } = await openFailover(failover, form);
      expect(problems).toEqual([]);
      expect(targets.map(({ nodes }) => nodes)).toEqual([
        failover.cluster.plan.nodes.map(({ name }) => name),
      ]);
      expect(targets[0]?.sites.toSorted()).toEqual(
        failover.cluster.plan.sites.map(({ name }) => name).toSorted(),
      );
    }
  });
});

describe('snapshots without a manifest', () => {
  it('of a healthy failover have neither error nor warning', async () => {
    const complaints: string[] = [];
    for (let seed = 0; seed < 30 * seeds; seed += 1) {
      const failover = healthyFailover(seed);
      const { result } = checkCase(await openFailover(failover, formOf(seed)));
      complaints.push(
        ...result.findings
          .filter(({ severity, rule }) => severity !== 'info' || rule.startsWith('cjclint/'))
          .map((finding) => `seed ${seed}, ${failover.move.scene}: ${shown(finding)}`),
        ...result.internalErrors,
      );
    }
    expect(complaints).toEqual([]);
  });

  it.each(failoverKinds)('show $id by its rule', async (kind) => {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const failover = failedFailover(kind, seed * 31);
      const { result } = checkCase(await openFailover(failover, formOf(seed)));
      const [cause] = failover.causes;
      const found = result.findings.filter(({ rule }) => cause?.rules.includes(rule));
      expect(found.map(shown), result.findings.map(shown).join('\n')).not.toEqual([]);
      if (cause?.node !== null) expect(found.map(({ node }) => node)).toContain(cause?.node);
    }
  });

  it('show both of two faults', async () => {
    for (let seed = 1; seed <= 20 * seeds; seed += 1) {
      const failover = twoFaults(seed);
      const { result } = checkCase(await openFailover(failover, formOf(seed)));
      const found = new Set(result.findings.map(({ rule }) => rule));
      const missed = failover.causes.filter((cause) => !cause.rules.some((rule) => found.has(rule)));
      expect(missed.map(({ kind }) => `seed ${seed}: ${kind.id}`)).toEqual([]);
    }
  });
});

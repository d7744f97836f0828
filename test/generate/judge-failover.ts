import { rules } from '../../rules/index.js';
import { checkCase } from '../../src/cli/inputs/check-case.js';
import type { Diagnosis } from '../../src/engine/diagnosis.js';
import type { Rehearsal } from '../../src/engine/rehearsal.js';
import { diagnose } from '../../src/jobcenter/diagnosis/diagnose.js';
import { rehearse } from '../../src/jobcenter/rehearsal/rehearse.js';
import type { ExpectedCause, Failover } from './failover.js';
import { formOf, openFailover } from './open-failover.js';

/** What the program makes of a failover's snapshots. */
export interface Judgement {
  readonly diagnosis: Diagnosis;
  readonly rehearsals: readonly Rehearsal[];
}

/** Opens, checks, diagnoses and rehearses as the commands do. */
export async function judgeFailover(failover: Failover, seed: number): Promise<Judgement> {
  const opened = await openFailover(failover, formOf(seed));
  const { result, clusters } = checkCase(opened);
  const cases = clusters.map(({ target, result: each }) => ({ cluster: target.model, result: each }));
  return {
    diagnosis: diagnose(cases, result, rules, failover.symptom),
    rehearsals: opened.targets.flatMap((target) => rehearse(target, rules, {}).rehearsals),
  };
}

/** The rank of an expected cause, from 1; null where it is not among the causes. */
export function rankOf({ causes }: Diagnosis, { rules: right, node }: ExpectedCause): number | null {
  const found = causes.find((cause) => right.includes(cause.rule) && (node === null || cause.node === node));
  return found?.rank ?? null;
}

/** What is wrong with the rehearsal of the move that failed; null where nothing is, or nobody asks. */
export function stepTrouble({ rehearsals }: Judgement, { move, steps, cluster }: Failover): string | null {
  if (steps === null) return null;
  // An agent of several possible sites moves by itself.
  const asked = rehearsals.filter(
    ({ site, from, to }) =>
      (site === null || site === cluster.site().name) && from === move.from.name && to === move.to.name,
  );
  if (asked.length === 0) return 'not rehearsed';
  const rehearsed = asked.flatMap((rehearsal) => rehearsal.steps);
  const failing = rehearsed.filter(({ status }) => status === 'fails').map(({ step }) => step);
  const strange = failing.filter((step) => !steps.some((each) => each === step));
  if (strange.length > 0) return `fails: ${strange.join(', ')}`;
  if (steps.length > 0 && failing.length === 0) {
    const unclear = rehearsed.filter(({ step }) => steps.some((each) => each === step));
    return unclear.map(({ step, status }) => `${step}: ${status}`).join(', ');
  }
  return null;
}

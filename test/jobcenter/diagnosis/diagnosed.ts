import { rules } from '../../../rules/index.js';
import { checkCase } from '../../../src/cli/inputs/check-case.js';
import { type CaseOptions, openCase } from '../../../src/cli/inputs/open-case.js';
import type { Diagnosis } from '../../../src/engine/diagnosis.js';
import { diagnose } from '../../../src/jobcenter/diagnosis/diagnose.js';

/** Diagnoses what stands under paths, as the command does. */
export async function diagnosed(
  paths: readonly string[],
  symptom: string | null,
  options: CaseOptions,
): Promise<Diagnosis> {
  const checked = checkCase(await openCase(paths, options), { failed: true });
  const clusters = checked.clusters.map(({ target, result }) => ({ cluster: target.model, result }));
  return diagnose(clusters, checked.result, rules, symptom);
}

/** A rule without its pack. */
export const bare = (rule: string): string => rule.replace('jobcenter/', '');

import { jobSymptoms } from './jobs.js';
import { moveSymptoms } from './moving.js';
import { otherSymptoms } from './others.js';
import { startSymptoms } from './starting.js';
import type { Symptom } from './symptom.js';

/** Every symptom that is known; the order is that of the report. */
export const symptoms: readonly Symptom[] = [
  ...startSymptoms,
  ...moveSymptoms,
  ...jobSymptoms,
  ...otherSymptoms,
];

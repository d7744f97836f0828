import { inferred } from '../../src/engine/rule.js';

const text = { en: '-', ja: '-' };

/** What every rule has to say and no test of the engine asks about. */
export const plainRule = {
  severity: 'error',
  evidence: inferred(),
  phases: ['start'],
  title: text,
  why: text,
  fix: text,
  bad: '',
  good: '',
} as const;

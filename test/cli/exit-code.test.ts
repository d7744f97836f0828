import { describe, expect, test } from 'vitest';
import { exitCodeOf, worseExit } from '../../src/cli/exit-code.js';
import { both, cluster, finding, run } from '../report/sample-result.js';

const clean = run([cluster()]);
const warned = run([cluster({ findings: [finding({ severity: 'warning' })] })]);
const failed = run([cluster({ findings: [finding()] })]);
const blocked = run([cluster({ verdict: 'cannot-tell' })]);

describe('the exit code', () => {
  test.each([
    ['clean', clean, 'info', 0],
    ['a warning below the threshold', warned, 'error', 0],
    ['a warning at the threshold', warned, 'warning', 1],
    ['a warning above the threshold', warned, 'info', 1],
    ['an error', failed, 'error', 1],
    ['an error that must not fail', failed, 'never', 0],
    ['a blocking rule not checked', blocked, 'error', 4],
    ['the same, and an error elsewhere', run([...blocked.clusters, ...failed.clusters]), 'error', 1],
    ['an input problem', { ...failed, inputProblems: [both('x')] }, 'error', 2],
    ['a rule that threw', { ...failed, inputProblems: [both('x')], internalErrors: ['x'] }, 'error', 3],
    [
      'loose files only, nobody can tell',
      run([cluster({ name: null })], { verdict: 'cannot-tell' }),
      'error',
      0,
    ],
  ] as const)('%s', (_, result, failOn, expected) => {
    expect(exitCodeOf(result, failOn)).toBe(expected);
  });

  test('of several the worst counts: 3 before 2 before 1 before 4 before 0', () => {
    const order = [3, 2, 1, 4, 0];
    for (const a of order) {
      for (const b of order) {
        expect(worseExit(a, b)).toBe(order[Math.min(order.indexOf(a), order.indexOf(b))]);
      }
    }
  });
});

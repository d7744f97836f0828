import { describe, expect, test } from 'vitest';
import { outputsOf } from '../../src/cli/options/checking-options.js';

const text = { format: 'text', file: null };
const none = { format: [], output: [] };

describe('in CI, without --format', () => {
  test('GitHub Actions gets annotations behind the text, which may go to a file', () => {
    const env = { GITHUB_ACTIONS: 'true' };
    expect(outputsOf(none, env)).toEqual([text, { format: 'github', file: null }]);
    expect(outputsOf({ format: [], output: ['a.txt'] }, env)).toEqual([
      { format: 'text', file: 'a.txt' },
      { format: 'github', file: null },
    ]);
  });

  test('GitLab CI gets a code quality report in the file that -o names, and no file without', () => {
    const env = { GITLAB_CI: 'true' };
    expect(outputsOf({ format: [], output: ['gl-code-quality-report.json'] }, env)).toEqual([
      text,
      { format: 'gitlab', file: 'gl-code-quality-report.json' },
    ]);
    expect(outputsOf({ format: [], output: ['report.txt'] }, env)).toEqual([
      { format: 'text', file: 'report.txt' },
    ]);
    expect(outputsOf(none, env)).toEqual([text]);
  });

  test('a --format is the last word', () => {
    const env = { GITHUB_ACTIONS: 'true', GITLAB_CI: 'true' };
    expect(outputsOf({ format: ['text'], output: [] }, env)).toEqual([text]);
    expect(outputsOf({ format: ['sarif'], output: ['a.json'] }, env)).toEqual([
      { format: 'sarif', file: 'a.json' },
    ]);
  });
});

test.each(['r.json', './r.json', 'out/../r.json'])(
  'no two formats go to one file, though it is written %s',
  (again) => {
    const output = ['r.json', again];
    expect(() => outputsOf({ format: ['json', 'sarif'], output })).toThrow('is given for two formats');
  },
);

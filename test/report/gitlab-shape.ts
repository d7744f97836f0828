import { expect } from 'vitest';

/** Expects a code quality report to be as GitLab documents it. */
export function expectGitlabReport(report: unknown): void {
  expect(report).toEqual(expect.any(Array));
  if (!Array.isArray(report)) return;
  for (const entry of report) {
    expect(entry).toEqual({
      description: expect.stringMatching(/./),
      check_name: expect.stringMatching(/^[a-z]+\/[a-z0-9-]+$/),
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: expect.stringMatching(/^(info|minor|critical)$/),
      location: {
        path: expect.stringMatching(/^[^/]/),
        lines: { begin: expect.any(Number), end: expect.any(Number) },
      },
    });
  }
  const fingerprints = report.map(({ fingerprint }: { fingerprint: string }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
}

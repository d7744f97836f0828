import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runLint } from '../src/cli/running/run-lint.js';
import { nameOf, shown, textUnder } from './generate/judge.js';

const cwd = fileURLToPath(new URL('../fixtures/clusters', import.meta.url));

async function lint(name: string) {
  const result = await runLint([name], { cwd });
  return { ...result, complaints: result.findings.filter((finding) => finding.severity !== 'info') };
}

describe('the example clusters', () => {
  for (const name of ['healthy', 'windows', 'encodings']) {
    it(`${name}: neither error nor warning`, async () => {
      const { complaints, inputProblems, internalErrors, summary, verdict } = await lint(name);
      expect([complaints.map(shown), inputProblems, internalErrors]).toEqual([[], [], []]);
      expect(summary.clusters).toBe(name === 'encodings' ? 2 : 1);
      expect(verdict).toBe('go');
    });
  }

  it('healthy: everything is checked, but for what only a mounted disk shows on the standby', async () => {
    const { notChecked } = await lint('healthy');
    const standby = new Map([
      ['jcmgcluster.example.jp', 'jcmanager02'],
      ['jcmgsecond.example.jp', 'jcmanager01'],
    ]);
    const unexpected = notChecked.filter(
      ({ site, agent, node }) => node === null || (standby.get(site ?? '') !== node && agent === null),
    );
    expect(
      unexpected.map((each) => `${each.rule} ${each.node} ${each.site} ${each.cause.missing.join()}`),
    ).toEqual([]);
  });

  it('guide: the faults that its README names, and no other', async () => {
    const { complaints } = await lint('guide');
    expect(
      complaints.map((finding) => [nameOf(finding), finding.severity, textUnder(finding)]).sort(),
    ).toEqual([
      ['instance-id-valid', 'warning', 'aaaaaaaa-bbbb-cccc-dddd-xxxxxxxxxxxx'],
      ['site-name-fqdn', 'warning', 'jcmgcluster'],
    ]);
  });

  it('ten-faults: the ten faults that its README names, and one consequence', async () => {
    const { complaints } = await lint('ten-faults');
    expect([...new Set(complaints.map(nameOf))].sort()).toEqual([
      'db-mode',
      'full-width-character',
      'instance-id-match',
      'job-user-match',
      'local-daemon-mode',
      'machine-id-unique',
      'maintenance-mode',
      'nats-url-distinct',
      'vip-forward-lookup',
      'vip-link-name',
      'vip-lookup-consistent',
    ]);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { examplesOf } from '../../src/cli/rules/rule-examples.js';
import { builtBundle, node, root } from '../project/bundle.js';
import { readCase } from '../rules/case.js';
import { cjclint } from './run-program.js';

const ids = rules.map(({ name }) => `jobcenter/${name}`);

describe('the examples of explain', () => {
  test.each(ids)('%s shows a finding of its own, and cases that there are', (id) => {
    const { bad, good } = examplesOf(id);
    for (const language of ['en', 'ja'] as const) expect(bad?.shown[language]).toContain(`[${id}]`);
    for (const each of [bad, good]) {
      if (each === undefined) continue;
      expect(existsSync(join(root, 'fixtures', id.replace('jobcenter/', ''), each.case, 'case.yaml'))).toBe(
        true,
      );
    }
  });

  test('where a rule passes, no other one fails: `NATS_URL=` is no example of a setting', () => {
    for (const id of ids) {
      const { good } = examplesOf(id);
      if (good === undefined) continue;
      const { findings = [], status = 'passed' } = readCase(
        join(root, 'fixtures', id.replace('jobcenter/', ''), good.case),
      );
      expect([id, status, findings.filter(({ severity }) => severity !== 'info')]).toEqual([
        id,
        'passed',
        [],
      ]);
    }
    expect(examplesOf('jobcenter/local-daemon-mode').good?.shown.en).toContain('local_daemon=OFF');
  });

  test.each(['en', 'ja'] as const)('explain prints them in %s, with the marked place', async (language) => {
    const { out } = await cjclint(['explain', 'nats-url-valid', '--lang', language]);
    const shown = examplesOf('jobcenter/nats-url-valid').bad?.shown[language] ?? 'none';
    for (const line of shown.split('\n')) expect(out).toContain(`  ${line}`.trimEnd());
    expect(shown).toMatch(/\| +\^~+/);
  });

  test('a rule without cases has none', () => {
    expect(examplesOf('jobcenter/no-such-rule')).toEqual({});
    expect(examplesOf('constructor')).toEqual({});
  });
});

describe('the built program', () => {
  let bundle = '';
  beforeAll(() => {
    bundle = builtBundle();
  });

  test('carries them', async () => {
    const { stdout } = node([bundle, 'explain', 'nats-url-valid']);
    expect(stdout).toBe((await cjclint(['explain', 'nats-url-valid'])).out);
  });
});

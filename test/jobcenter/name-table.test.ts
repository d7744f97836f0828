import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLint } from '../../src/cli/running/run-lint.js';
import { runNames } from '../../src/cli/running/run-names.js';
import { defaultLimits } from '../../src/source/limits.js';
import { caseFolders, makeCase, readCase } from '../rules/case.js';

const RULES = [
  'vip-forward-lookup',
  'vip-reverse-lookup',
  'vip-lookup-consistent',
  'vip-loopback',
  'site-name-alias',
  'hosts-match',
  'resolv-def-conflict',
];
/** What the rules on one direction say of an answer, by the reasons that the table gives for it. */
const FAULTS = {
  forward: { error: ['other-address', 'loopback', 'no-answer'], warning: ['more-addresses'] },
  reverse: { error: ['other-name', 'short-name', 'no-answer'], warning: ['more-names'] },
} as const;
const RULE_OF = { forward: ['vip-forward-lookup', 'vip-loopback'], reverse: ['vip-reverse-lookup'] } as const;

const folders = caseFolders().filter(({ rule }) => RULES.includes(rule));

test.each(folders.map(({ rule, name, folder }) => [`${rule}/${name}`, folder]))(
  'the table and the rules agree on what nodes go by: %s',
  async (_, folder) => {
    const root = makeCase(folder, readCase(folder));
    try {
      const cwd = join(root, 'cluster');
      const select = (rule: string) => /\/vip-(forward-lookup|reverse-lookup|loopback)$/.test(rule);
      const { findings } = await runLint(['.'], { cwd, select });
      const { clusters } = await runNames(['.'], { cwd, limits: defaultLimits, allowOutside: false });
      for (const { site, vip, questions } of clusters.flatMap(({ sites }) => sites)) {
        for (const { direction, nodes } of questions) {
          for (const { node, sources } of nodes) {
            const codes = sources.filter(({ decides }) => decides).flatMap(({ reasons }) => reasons);
            for (const severity of ['error', 'warning'] as const) {
              const faults: readonly string[] = FAULTS[direction][severity];
              const inTable = vip !== null && codes.some(({ code }) => faults.includes(code));
              const rules: readonly string[] = RULE_OF[direction];
              const told = findings.filter(
                (each) =>
                  each.severity === severity &&
                  each.site === site &&
                  each.node === node &&
                  rules.some((rule) => each.rule === `jobcenter/${rule}`),
              );
              expect(inTable, `${direction} ${site} on ${node}: ${severity}`).toBe(told.length > 0);
            }
          }
        }
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
);

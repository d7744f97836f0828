import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { caseFolders, makeCase, readCase } from '../rules/case.js';
import { runCase } from '../rules/run-case.js';
import { formatProblems } from './format-checks.js';

const byRule = new Map<string, ReturnType<typeof caseFolders>[number][]>();
// Those in which something is found: a report of nothing has nothing to count.
const faulty = caseFolders().filter(({ kind }) => kind === 'ng');
for (const each of faulty) byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each]);

describe('the reports of every faulty case', () => {
  test.each([...byRule])('of %s are as their readers ask, and count the same', async (_, cases) => {
    for (const { name, folder } of cases) {
      const described = readCase(folder);
      const root = makeCase(folder, described);
      try {
        const paths = (described.paths ?? ['']).map((path) => join('cluster', path));
        const result = await runCase(root, 'cluster', paths, described);
        expect(await formatProblems(result, 'en'), name).toEqual([]);
      } finally {
        rmSync(root, { recursive: true });
      }
    }
  });
});

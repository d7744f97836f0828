import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createRule, RefusedName } from '../../scripts/new-rule/create.js';
import { root } from './bundle.js';

const list = `import type { Rule } from '../src/engine/rule.js';
import type { Cluster } from '../src/jobcenter/model.js';
import { alpha } from './jobcenter/alpha-rule.js';
import { omega } from './jobcenter/omega-rule.js';

/** In the order of the reports. */
export const rules: readonly Rule<Cluster>[] = [
  omega,
  alpha,
];
`;

// Inside the repository, so that the compiler finds the packages.
const scratch = join(root, '.tmp');
let folder = '';

beforeAll(() => mkdirSync(scratch, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(scratch, 'new-rule-'));
  mkdirSync(join(folder, 'rules/jobcenter'), { recursive: true });
  writeFileSync(join(folder, 'rules/index.ts'), list);
  folders.push(folder);
});
const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

const read = (path: string) => readFileSync(join(folder, path), 'utf8');

describe('npm run new:rule', () => {
  test('adds the rule to the end of the list and its import among the others', async () => {
    await createRule(folder, 'disk-is-round');
    const index = read('rules/index.ts');
    expect(index).toContain(`alpha-rule.js';
import { diskIsRound } from './jobcenter/disk-is-round.js';
import { omega }`);
    expect(index).toContain(`  omega,
  alpha,
  diskIsRound,
];`);
  });

  test('adds an import that comes before or behind all others', async () => {
    await createRule(folder, 'aa-first');
    await createRule(folder, 'zz-last');
    expect(read('rules/index.ts')).toContain(`model.js';
import { aaFirst } from './jobcenter/aa-first.js';
import { alpha }`);
    expect(read('rules/index.ts')).toContain(`omega-rule.js';
import { zzLast } from './jobcenter/zz-last.js';
`);
  });

  test('writes an ok, an ng and a missing case', async () => {
    const made = await createRule(folder, 'disk-is-round');
    for (const kind of ['ok', 'ng', 'missing']) {
      const path = `fixtures/disk-is-round/${kind}.example/case.yaml`;
      expect(made).toContain(path);
      expect(parse(read(path))).toMatchObject({ base: 'healthy' });
    }
    expect(parse(read('fixtures/disk-is-round/ng.example/case.yaml')).findings[0].rule).toBe('disk-is-round');
  });

  test('refuses a taken name and names it', async () => {
    await createRule(folder, 'disk-is-round');
    await expect(createRule(folder, 'disk-is-round')).rejects.toThrow(
      'there is a rule "disk-is-round" already',
    );
    await expect(createRule(folder, 'unreadable-file')).rejects.toThrow(
      'there is a rule "unreadable-file" already',
    );
  });

  test.each([
    'Disk',
    'disk',
    'disk_is',
    '../disk-is',
    'disk--is',
    '-disk-is',
    'disk-is-',
    '',
    `${'a-'.repeat(40)}a`,
  ])('refuses "%s" and writes nothing', async (name) => {
    await expect(createRule(folder, name)).rejects.toThrow(RefusedName);
    expect(read('rules/index.ts')).toBe(list);
    expect(existsSync(join(folder, 'fixtures'))).toBe(false);
  });

  test('writes a rule that compiles and is formatted', async () => {
    await createRule(folder, 'disk-is-round');
    const written = read('rules/jobcenter/disk-is-round.ts');
    const rule = join(folder, 'disk-is-round.ts');
    writeFileSync(rule, written);
    const config = { extends: '../../tsconfig.json', include: [], files: ['disk-is-round.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { status, stdout } = spawnSync('npx', ['tsc', '--noEmit', '-p', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
    const formatted = spawnSync('npx', ['biome', 'check', '--stdin-file-path=rules/x.ts'], {
      cwd: root,
      encoding: 'utf8',
      input: written,
    });
    expect(formatted.stdout).toBe(written);
  });
});

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fastFolder } from '../../fast-folder.js';
import { bare, diagnosed } from './diagnosed.js';

/** What a case's folder says beside its files, which lie over those of `base`. */
interface Case {
  readonly symptom: string | null;
  /** The first is to be ranked first, the others within the first three; several rules: any of them. */
  readonly causes: readonly {
    readonly rule: string | readonly string[];
    readonly node: string | null;
    readonly consequences?: readonly string[];
  }[];
  /** Files of `base` that the case does not have. */
  readonly remove?: readonly string[];
}

const folder = resolve('fixtures/diagnosis');
const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'case.json')));
let scratch = '';

beforeAll(() => {
  scratch = fastFolder('cjclint-diagnosis-');
});
afterAll(() => rmSync(scratch, { recursive: true }));

function laidOut(name: string, as = name): { readonly cwd: string; readonly said: Case } {
  const cwd = join(scratch, as);
  const said: Case = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8'));
  cpSync(join(folder, 'base'), cwd, { recursive: true, verbatimSymlinks: true });
  for (const path of said.remove ?? []) rmSync(join(cwd, path), { recursive: true });
  const over = join(folder, name, 'nodes');
  cpSync(over, join(cwd, 'nodes'), { recursive: true, verbatimSymlinks: true });
  return { cwd, said };
}

describe('a hand-made failed failover', () => {
  test('there are cases', () => expect(cases.length).toBeGreaterThan(8));

  test.each(cases)('%s: the right cause is first, a second fault within the first three', async (name) => {
    const { cwd, said } = laidOut(name);
    const { causes } = await diagnosed(['nodes'], said.symptom, { cwd });
    const shown = causes.map(({ rule, node }) => ({ rule: bare(rule), node }));
    said.causes.forEach((expected, place) => {
      const rules = [expected.rule].flat();
      const within = shown.slice(0, place === 0 ? 1 : 3);
      const found = within.find(({ rule, node }) => rules.includes(rule) && node === expected.node);
      expect(found, `${name}: ${JSON.stringify(shown)}`).toBeDefined();
      const cause = causes.find(({ rule }) => bare(rule) === found?.rule);
      expect(cause?.consequences.map(bare)).toEqual(
        expect.arrayContaining([...(expected.consequences ?? [])]),
      );
    });
  });

  test('of which nothing was faulty has no cause', async () => {
    const { causes, ask } = await diagnosed([join(folder, 'base/nodes')], null, { cwd: '/' });
    expect(causes).toEqual([]);
    expect(ask).toEqual([]);
  });

  test('a finding that breaks nothing by itself is not sold as the cause', async () => {
    const { cwd } = laidOut('user-missing', 'stale-link');
    writeFileSync(
      join(cwd, 'nodes/jcmanager02/.facts/passwd'),
      readFileSync(join(cwd, 'nodes/jcmanager01/.facts/passwd')),
    );
    symlinkSync('/mnt/gone', join(cwd, 'nodes/jcmanager02/usr/spool/nqs/C0A80163'));
    const { causes, result } = await diagnosed(['nodes'], null, { cwd });
    const rulesOf = (found: readonly { readonly rule: string }[]) => found.map(({ rule }) => bare(rule));
    expect(rulesOf(result.findings)).toContain('vip-link-stale');
    expect(rulesOf(causes)).not.toContain('vip-link-stale');
  });

  test('what shows just as the symptom says is not doubted in the same breath', async () => {
    const { cwd, said } = laidOut('jobs-dropped', 'not-doubted');
    const { causes } = await diagnosed(['nodes'], said.symptom, { cwd });
    expect(causes[0]?.because.en).toMatch(/comes about\.$/);
    expect(causes[0]?.because.ja).not.toContain('影響する可能性');
  });
});

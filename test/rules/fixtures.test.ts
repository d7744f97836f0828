import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import type { Finding, Location, RunResult } from '../../src/engine/result.js';
import { LineIndex } from '../../src/text/line-index.js';
import { type Case, type CaseFolder, caseFolders, type ExpectedFinding, makeCase, readCase } from './case.js';
import { runCase } from './run-case.js';

const fullName = (rule: string) => (rule.includes('/') ? rule : `jobcenter/${rule}`);

/** The text under a location, read from the file itself. */
function textUnder(root: string, location: Location): string {
  let text: string;
  try {
    text = readFileSync(join(root, location.file), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return '';
  }
  const lines = new LineIndex(text);
  const offset = (line: number, column: number) => lines.startOf(line) + column - 1;
  return text.slice(offset(location.line, location.column), offset(location.endLine, location.endColumn));
}

const inCluster = (file: string) => file.replace(/^cluster\//, '');

/** A finding in the terms of a case, with only what the expectation names. */
function shown(root: string, finding: Finding, expected: ExpectedFinding | undefined) {
  const location = finding.location;
  const all = {
    rule: finding.rule.replace(/^jobcenter\//, ''),
    severity: finding.severity,
    file: location === null ? '' : inCluster(location.file),
    line: location?.line,
    text: location === null ? '' : textUnder(root, location),
    node: finding.node,
    site: finding.site,
    agent: finding.agent,
    message: finding.message.en,
    related: finding.related.map((each) => ({
      file: inCluster(each.location.file),
      line: each.location.line,
      text: textUnder(root, each.location),
    })),
  };
  if (expected === undefined) return all;
  const picked: Record<string, unknown> = {};
  for (const key of Object.keys(expected)) {
    if (key === 'message')
      picked[key] = all.message.includes(expected.message ?? '') ? expected.message : all.message;
    else if (key === 'related') picked[key] = sorted(pickRelated(all.related, expected.related ?? []));
    else picked[key] = Reflect.get(all, key);
  }
  return picked;
}

function pickRelated(found: readonly object[], expected: readonly object[]): object[] {
  const keys = new Set(expected.flatMap((each) => Object.keys(each)));
  return found.map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => keys.has(key))));
}

const sorted = (items: readonly object[]) => [...items].map((item) => JSON.stringify(item)).sort();

async function baseInfos(described: Case): Promise<Set<string>> {
  if (described.base === undefined) return new Set();
  const base = join('fixtures/clusters', described.base);
  const result = await runCase(join(import.meta.dirname, '../..'), base, [base], described);
  return new Set(
    result.findings
      .filter((finding) => finding.severity === 'info')
      .map((finding) => finding.rule + finding.message.en),
  );
}

/** Compares all findings with all that are expected: nothing missing, nothing besides. */
function expectFindings(
  root: string,
  result: RunResult,
  described: Case,
  ignored: ReadonlySet<string>,
): void {
  const findings = result.findings.filter((finding) => !ignored.has(finding.rule + finding.message.en));
  const open = [...(described.findings ?? [])];
  const compared = findings.map((finding) => {
    const place = open.findIndex(
      (each) =>
        fullName(each.rule) === finding.rule &&
        finding.location !== null &&
        each.file === inCluster(finding.location.file) &&
        (each.line ?? finding.location.line) === finding.location.line &&
        (each.text ?? textUnder(root, finding.location)) === textUnder(root, finding.location),
    );
    const [expected] = place < 0 ? [] : open.splice(place, 1);
    const wanted =
      expected === undefined
        ? undefined
        : { ...expected, ...(expected.related && { related: sorted(expected.related) }) };
    return { found: shown(root, finding, expected), wanted };
  });
  expect(compared.map((each) => each.found)).toEqual(compared.map((each) => each.wanted));
  expect(open, 'expected, but not found').toEqual([]);
}

const defaultStatus = { ok: 'passed', ng: 'failed', missing: 'not-checked' } as const;

async function checkCase({ rule, kind, folder }: CaseFolder): Promise<void> {
  const described = readCase(folder);
  const root = makeCase(folder, described);
  try {
    const paths = (described.paths ?? ['']).map((path) => join('cluster', path));
    const result = await runCase(root, 'cluster', paths, described);
    expect(result.internalErrors).toEqual([]);
    for (const { message, help } of result.findings) {
      // Lists are parted as each language does; an object put into a template is neither.
      expect(`${message.en}${message.ja}${help.en}${help.ja}`).not.toContain('[object');
      expect(message.ja).not.toMatch(/\w, jcmanager/);
    }
    expectFindings(root, result, described, await baseInfos(described));
    const id = fullName(rule);
    if (rules.some((each) => fullName(each.name) === id)) {
      const statuses = result.clusters.map((cluster) => cluster.statuses.get(id));
      expect(statuses, `status of ${id}`).toContain(described.status ?? defaultStatus[kind]);
    }
    for (const expected of described.notChecked ?? []) {
      const entries = result.notChecked
        .filter((entry) => entry.rule === fullName(expected.rule))
        .map(({ node, site, agent, cause }) => ({ node, site, agent, missing: [...cause.missing] }));
      const { rule: _, ...wanted } = expected;
      expect(entries).toContainEqual(expect.objectContaining(wanted));
    }
    if (kind === 'missing')
      expect(described.notChecked?.length, 'a missing case names what would settle it').toBeGreaterThan(0);
    if (kind === 'ng') expect(described.findings?.length, 'an ng case expects a finding').toBeGreaterThan(0);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const byRule = new Map<string, CaseFolder[]>();
for (const each of caseFolders()) byRule.set(each.rule, [...(byRule.get(each.rule) ?? []), each]);

for (const [rule, cases] of byRule) {
  describe(rule, () => {
    for (const each of cases) test(each.name, () => checkCase(each));
  });
}

describe('the catalogue', () => {
  test.each(rules.map((rule) => rule.name))('%s has an ok, an ng and a missing case', (name) => {
    const kinds = new Set((byRule.get(name) ?? []).map((each) => each.kind));
    expect([...kinds].sort()).toEqual(['missing', 'ng', 'ok']);
  });
});

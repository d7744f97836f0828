import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cjclint } from './run-program.js';

let cwd = '';
const CONF = 'prod/nodes/a/usr/lib/nqs/rc/daemon.conf';
const save = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
};

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'cjclint-baseline-'));
  save('prod/cjclint.yaml', 'nodes: [{name: a}]\nsites: []\n');
  save(CONF, 'local_daemon = SITE\nlocal_daemon=SITE\n');
});
afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const rules = ['space-around-equals', 'duplicate-parameter'].flatMap((rule) => ['--rule', rule]);
const lint = (...args: string[]) => cjclint(['lint', ...rules, '--fail-on', 'info', ...args], { cwd });
const read = () => readFileSync(path.join(cwd, 'known.json'), 'utf8');
async function found(...args: string[]): Promise<string[]> {
  const { out } = await lint('--format', 'json', ...args);
  const findings: { rule: string; location: { line: number } }[] = JSON.parse(out).findings;
  return findings.map(({ rule, location }) => `${rule} ${location.line}`);
}

test('what was known when the baseline was written is left out, and listed as suppressed', async () => {
  expect((await lint()).code).toBe(1);
  expect((await lint('--write-baseline', 'known.json')).code).toBe(0);
  const { code, out, err } = await lint('--baseline', 'known.json', '--format', 'json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const report = JSON.parse(out);
  expect(report.findings).toEqual([]);
  expect(report.suppressed.map((each: { reason: string }) => each.reason)).toEqual(['baseline', 'baseline']);
});

test('equal findings make equal bytes, one line a finding, without line numbers', async () => {
  await lint('--write-baseline', 'known.json');
  const first = read();
  save(CONF, '# moved\n\nlocal_daemon = SITE\nlocal_daemon=SITE\n');
  await lint('--write-baseline', 'known.json');
  expect(read()).toBe(first);
  expect(JSON.parse(first).findings).toHaveLength(2);
  expect(first.split('\n').filter((line) => line.includes('"rule"'))).toHaveLength(2);
});

test('a known finding stays known when its line moves; a new one is open', async () => {
  await lint('--write-baseline', 'known.json');
  save(CONF, '# moved\nlocal_daemon = SITE\nlocal_daemon=SITE\nmaintenance = OFF\n');
  expect(await found('--baseline', 'known.json')).toEqual(['jobcenter/space-around-equals 4']);
});

test('a second finding like a known one is open', async () => {
  save(CONF, 'local_daemon = SITE\n');
  await lint('--write-baseline', 'known.json');
  save(CONF, 'local_daemon = SITE\nlocal_daemon = SITE\n');
  expect(await found('--baseline', 'known.json')).toContain('jobcenter/space-around-equals 2');
});

test('a fault that is gone is said on stderr, but not when its rule was not asked', async () => {
  await lint('--write-baseline', 'known.json');
  save(CONF, 'local_daemon=SITE\nlocal_daemon=SITE\n');
  const { code, err } = await lint('--baseline', 'known.json');
  expect(code).toBe(0);
  expect(err).toMatch(
    /^cjclint: note: 1 finding\(s\) of baseline "known.json" are gone[^\n]*\n {2}prod\/\S+daemon.conf: /,
  );
  expect(err).toContain('[jobcenter/space-around-equals]');
  const other = await cjclint(['lint', '--rule', 'maintenance-mode', '--baseline', 'known.json'], { cwd });
  expect(other.err).toBe('');
});

test('a manifest that cannot be used is no known finding', async () => {
  save('prod/cjclint.yaml', 'nodes: [{name: a}]\nsites: []\nnonsense: 1\n');
  await lint('--write-baseline', 'known.json');
  expect((await lint('--baseline', 'known.json')).code).toBe(2);
  expect(read()).not.toContain('unreadable-file');
});

test.each([
  ['{', 'is no JSON'],
  ['[]', 'has no list "findings"'],
  ['{"schemaVersion":9,"findings":[]}', '"schemaVersion" is not 1'],
  ['{"schemaVersion":1,"findings":[{"rule":"x"}]}', 'entry 1 of "findings"'],
])('a file that is no baseline is exit 2: %s', async (text, complaint) => {
  save('known.json', text);
  const { code, out, err } = await lint('--baseline', 'known.json');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(complaint);
});

test('the two options together, and a file that cannot be written, are exit 2', async () => {
  expect((await lint('--baseline', 'a', '--write-baseline', 'b')).code).toBe(2);
  const { code, err } = await lint('--write-baseline', 'absent/known.json');
  expect(code).toBe(2);
  expect(err).toContain('cannot write "absent/known.json"');
});

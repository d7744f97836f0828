import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { runLint } from '../../src/cli/running/run-lint.js';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** What `db-path-overlap` says of sites that all run on one node. */
async function overlapsAmong(databases: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cjclint-overlap-'));
  made.push(folder);
  const sites = databases.map((path, index) => `  - {name: s${index}.example.jp, database: ${path}}\n`);
  writeFileSync(join(folder, 'cjclint.yaml'), `nodes:\n  - name: a\nsites:\n${sites.join('')}`);
  const { findings } = await runLint(['.'], { cwd: folder });
  return findings
    .filter((finding) => finding.rule === 'jobcenter/db-path-overlap')
    .map((finding) => [finding.site, finding.related[0]?.location.line ?? null]);
}

describe('many databases on one node', () => {
  test('each is compared with the one around it, wherever that stands in the list', async () => {
    expect(await overlapsAmong(['/mnt/a/b/c', '/mnt/a', '/mnt/a-b', '/mnt/a/b', '/mnt/ab'])).toEqual([
      ['s0.example.jp', 7],
      ['s3.example.jp', 5],
    ]);
  });

  test('of three in one folder two are said to repeat the one before', async () => {
    expect(await overlapsAmong(['/mnt/a', '/mnt/a/', '/mnt//a'])).toEqual([
      ['s1.example.jp', 4],
      ['s2.example.jp', 5],
    ]);
  });

  test('the one overlap among two thousand is found', async () => {
    const many = Array.from({ length: 2000 }, (_, index) => `/mnt/d${index}`);
    expect(await overlapsAmong([...many, '/mnt/d777/x'])).toEqual([['s2000.example.jp', 781]]);
  });
});

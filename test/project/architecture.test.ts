import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './bundle.js';

const page = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');
const tree = /^```\nsrc\/cli\/.*?^```$/ms.exec(page)?.[0] ?? '';

/** The folders and files that the tree names, from the top of the repository; `  facts/` lies in the folder above it. */
function namedPaths(): string[] {
  let folder = '';
  return tree.split('\n').flatMap((line) => {
    const [, blanks = '', names] = /^( *)((?:[\w./-]+, )*[\w./-]+)(?: {2,}|$)/.exec(line) ?? [];
    if (names === undefined) return [];
    if (blanks === '') folder = names;
    return names.split(', ').map((name) => (blanks === '' ? name : `${folder}${name}`));
  });
}

describe('the tree of folders', () => {
  const named = namedPaths();

  test('names nothing that is not there', () => {
    expect(named.length).toBeGreaterThan(20);
    for (const path of named) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test.each(['src', 'src/jobcenter'])('names every folder of %s', (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }))
      if (entry.isDirectory()) expect(named).toContain(`${folder}/${entry.name}/`);
  });
});

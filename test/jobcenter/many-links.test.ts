import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runLint } from '../../src/cli/running/run-lint.js';

/** Were every link compared with every site, it would take minutes. */
const LINKS = 3000;

test('a node with thousands of links is a cluster of as many sites, and its links are not compared with every one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cjclint-links-'));
  try {
    writeFileSync(join(folder, 'cjclint.yaml'), 'nodes:\n  - name: a\n  - name: b\n');
    for (const node of ['a', 'b']) {
      const place = join(folder, 'nodes', node, 'usr/spool/nqs');
      mkdirSync(place, { recursive: true });
      for (let index = 0; index < LINKS; index += 1) {
        const name = (0x0a000000 + index).toString(16).toUpperCase().padStart(8, '0');
        symlinkSync(`/mnt/d${index}`, join(place, name));
      }
    }
    const { clusters } = await runLint(['.'], { cwd: folder });
    expect(clusters.map((cluster) => cluster.statuses.get('jobcenter/vip-link-target'))).toEqual(['passed']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
